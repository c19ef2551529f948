// The key "/" leads to the search: the page's own box, the one in the masthead, or the page when neither is seen.

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  const boxes = ['query', 'masthead-query'].map((id) => document.getElementById(id));
  const box = boxes.find((candidate) => candidate?.checkVisibility());
  if (box) box.select();
  else location.assign('/search');
});
