// Runs before the first paint, as a classic script, so that a chosen scheme never flashes.
(() => {
  const KEY = 'sidetone.theme';
  const ORDER = ['system', 'light', 'dark'];
  const NAMES = { system: 'as the system', light: 'light', dark: 'dark' };

  const read = () => {
    try {
      return ORDER.find((name) => name === localStorage.getItem(KEY)) ?? 'system';
    } catch {
      return 'system';
    }
  };

  const show = (name) => {
    document.documentElement.dataset.theme = name;
    const button = document.getElementById('theme');
    button?.setAttribute('aria-label', `Colour scheme: ${NAMES[name]}`);
    button?.setAttribute('title', `Colour scheme: ${NAMES[name]}`);
  };

  const next = () => {
    const name = ORDER[(ORDER.indexOf(document.documentElement.dataset.theme) + 1) % ORDER.length];
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
    show(name);
  };

  show(read());
  document.addEventListener('DOMContentLoaded', () => {
    show(document.documentElement.dataset.theme);
    document.getElementById('theme')?.addEventListener('click', next);
  });
})();
