// Shows what redaction took out of an item, to who may see it: a button at each such item, the words in a dialog that is
// in the page only while it is open. They are not printed, not copied with a quote, and gone when the page is left.

import { byId, el } from './dom.js';

const list = byId('items');
const address = `/api/v1/conversations/${list.dataset.conversation}`;

let kept = new Set();

/** The items come and go while one scrolls: what is new gets its button. */
function dress() {
  if (kept.size === 0) return;
  for (const node of list.querySelectorAll('[data-item]')) {
    if (!kept.has(node.dataset.item) || node.querySelector('.item__reveal')) continue;
    node.querySelector('.item__meta').append(el('button', { type: 'button', class: 'item__reveal link', title: 'What was taken out of this; that you saw it is written down' }, 'Show original'));
  }
}

async function asked(path) {
  const response = await fetch(`${address}/${path}`, { cache: 'no-store' });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Error(answer.detail ?? `The service answered ${response.status}.`);
}

async function reveal(item, button) {
  button.disabled = true;
  try {
    const { originals, closed } = await asked(`items/${encodeURIComponent(item)}/original`);
    show(originals, closed, button);
  } catch (error) {
    show([], [error.message], button);
  } finally {
    button.disabled = false;
  }
}

function show(originals, closed, button) {
  const dialog = el(
    'dialog',
    { class: 'reveal', 'aria-labelledby': 'reveal-title' },
    el('h2', { id: 'reveal-title' }, originals.length > 0 ? 'As it was said' : 'It cannot be shown'),
    originals.length > 0 ? el('p', { class: 'reveal__note' }, 'That you saw this is written down. It is not printed and not part of a quote.') : null,
    originals.flatMap(({ current, text }) => [
      current ? null : el('p', { class: 'reveal__note' }, 'Before it was cut off or put right:'),
      el('pre', { class: 'reveal__text', tabindex: 0 }, text),
    ]),
    closed.map((sentence) => el('p', { role: 'alert' }, sentence)),
    el('form', { method: 'dialog' }, el('button', { class: 'button', autofocus: true }, 'Close')),
  );
  const gone = () => dialog.close();
  dialog.addEventListener('close', () => {
    window.removeEventListener('pagehide', gone);
    dialog.remove();
    if (button.isConnected) button.focus();
  });
  window.addEventListener('pagehide', gone);
  document.body.append(dialog);
  dialog.showModal();
}

list.addEventListener('items:rendered', dress);
list.addEventListener('click', (event) => {
  const button = event.target.closest('.item__reveal');
  if (button) reveal(button.closest('[data-item]').dataset.item, button);
});

async function begin() {
  const { items } = await asked('originals');
  kept = new Set(items);
  dress();
}

begin().catch(() => {}); // without buttons nothing is missing but the originals
