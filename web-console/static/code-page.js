// The page of its own for a place in the code, reached from stored conversations.

import { CodeView } from './code-view.js';
import { byId, el } from './dom.js';

const query = new URLSearchParams(location.search);
const path = query.get('path') ?? '';
const startLine = positive(query.get('start'), 1);
const endLine = positive(query.get('end'), startLine);

function positive(text, other) {
  const number = Number.parseInt(text ?? '', 10);
  return number > 0 ? number : other;
}

if (path === '') {
  byId('code').replaceChildren(
    el('p', { class: 'notice notice--bad' }, el('strong', {}, 'No file is named.'), 'This page opens a file by its link: /code?path=src/Main.java&start=1&end=5.'),
  );
} else {
  document.title = `${path}:${startLine} | Sidetone`;
  new CodeView(byId('code'), { standalone: true }).open({ path, startLine, endLine });
}
