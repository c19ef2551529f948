// Shows what a pasted or chosen configuration means without leaving the page. Without this script
// the same forms work, with a page load each.

import { byId } from './dom.js';

const take = byId('take');
const text = byId('text');
const file = byId('file');

file.addEventListener('change', async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  text.value = await chosen.text();
  file.value = '';
  text.focus();
});

take.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = take.querySelector('button');
  button.disabled = true;
  try {
    show(await answer(await fetch(take.action, { method: 'POST', body: new FormData(take) })));
  } catch (error) {
    show(failure(`The service did not answer (${error.message}). Is it still running?`));
  } finally {
    button.disabled = false;
  }
});

async function answer(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('text/html')) return failure(await reason(response));
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const found = page.getElementById('preview');
  return found ? [...found.childNodes].map((node) => document.adoptNode(node)) : failure('The answer is not understood; reload the page.');
}

async function reason(response) {
  const body = await response.json().catch(() => ({}));
  return body.error?.message ?? body.detail ?? `The service answered ${response.status}.`;
}

function failure(words) {
  const notice = document.createElement('p');
  notice.className = 'notice notice--bad';
  notice.setAttribute('role', 'alert');
  notice.textContent = words;
  return [notice];
}

function show(nodes) {
  const preview = byId('preview');
  preview.replaceChildren(...nodes);
  preview.focus();
  preview.scrollIntoView({ block: 'start' });
}
