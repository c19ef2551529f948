// Takes files in. Our own formats go in parts that the service takes at once: what is taken in twice changes nothing.

import { byId, el, setText } from './dom.js';

const PART_CHARACTERS = 1_000_000;
const TYPES = { json: 'application/json', jsonl: 'application/jsonl', srt: 'application/x-subrip', vtt: 'text/vtt' };

const form = byId('import');
let queue = Promise.resolve();

function take(files) {
  for (const file of files) queue = queue.then(() => takeOne(file));
}

async function takeOne(file) {
  const bar = el('progress', { 'aria-label': `Import of ${file.name}`, max: '1' });
  const shown = el('section', { class: 'import-file' }, el('h2', {}, file.name), bar);
  byId('came').prepend(shown);
  const taken = new Map();
  try {
    const type = TYPES[file.name.split('.').at(-1).toLowerCase()];
    if (!type) throw new Error('Files end with .json, .jsonl, .srt or .vtt.');
    const parts = partsOf(await file.text(), type);
    for (const [i, part] of parts.entries()) {
      if (parts.length > 1) bar.value = i / parts.length;
      await send(part, type, file, taken);
    }
    shown.append(...came(taken));
    setText(byId('told'), `${file.name} is in.`);
  } catch (error) {
    shown.append(el('p', { class: 'notice notice--bad', role: 'alert' }, el('strong', {}, taken.size > 0 ? 'Not all of it is in.' : 'It could not be taken in.'), error.message));
    if (taken.size > 0) shown.append(...came(taken));
  } finally {
    bar.remove();
  }
}

/** Texts to be sent one after the other, each whole in itself. */
function partsOf(text, type) {
  if (type === TYPES.json) return documentParts(text);
  return type === TYPES.jsonl && text.slice(0, 200).includes('"sidetone.conversation.lines"') ? lineParts(text) : [{ text, line: 1 }];
}

function documentParts(text) {
  if (text.length <= PART_CHARACTERS) return [{ text, line: 1 }];
  const all = JSON.parse(text);
  if (!Array.isArray(all.items)) return [{ text, line: 1 }];
  const items = all.items.map((item) => JSON.stringify(item));
  return grouped(items).map(({ rows, first }) => ({ text: JSON.stringify({ ...all, items: [] }).replace(/"items":\[\]/, () => `"items":[${rows.join(',')}]`), item: first + 1 }));
}

/** Every part begins with the line that names its conversation. */
function lineParts(text) {
  let head = '';
  const parts = [];
  let rows = [];
  let size = 0;
  const end = () => rows.length > 0 && parts.push({ text: rows.join('\n'), line: parts.next });
  for (const [i, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue;
    const isHead = row.slice(0, 200).includes('"format"');
    if (isHead) head = row;
    if (size + row.length > PART_CHARACTERS && rows.length > 1) {
      end();
      rows = isHead ? [] : [head];
      size = head.length;
      parts.next = i + 1;
    }
    parts.next ??= 1;
    rows.push(row);
    size += row.length;
  }
  end();
  return parts;
}

function grouped(items) {
  const groups = [{ rows: [], first: 0, size: 0 }];
  items.forEach((item, i) => {
    let group = groups.at(-1);
    if (group.rows.length > 0 && group.size + item.length > PART_CHARACTERS) {
      group = { rows: [], first: i, size: 0 };
      groups.push(group);
    }
    group.rows.push(item);
    group.size += item.length;
  });
  return groups;
}

async function send(part, type, file, taken) {
  const query = new URLSearchParams({ name: file.name, startedAt: new Date(file.lastModified).toISOString() });
  const response = await fetch(`/api/v1/import?${query}`, { method: 'POST', headers: { 'Content-Type': type }, body: part.text });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(`${place(part)}${answer.detail ?? `The service answered ${response.status}.`}`);
  for (const one of answer.conversations) {
    const sum = taken.get(one.id) ?? { ...one, items: 0, added: 0, left: 0 };
    sum.items += one.items;
    sum.added += one.added;
    sum.left += one.skipped?.count ?? 0;
    taken.set(one.id, sum);
  }
}

function place({ line, item }) {
  if (item > 1) return `From item ${item} on: `;
  return line > 1 ? `From line ${line} on: ` : '';
}

function came(taken) {
  const rows = [...taken.values()].map(({ id, title, items, added, left }) => el(
    'tr',
    {},
    el('td', {}, el('a', { href: `/conversations/${id}` }, title || 'Nothing was said'), left > 0 ? `, ${left} lines left out` : ''),
    ...[added, items - added].map((count) => el('td', {}, count.toLocaleString('en'))),
  ));
  const head = el('tr', {}, ...['Conversation', 'New items', 'Here already'].map((name) => el('th', { scope: 'col' }, name)));
  return [el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows))];
}

byId('files').addEventListener('change', ({ target }) => {
  take([...target.files]);
  target.value = '';
});
form.addEventListener('submit', (event) => event.preventDefault());
for (const [name, over] of [['dragover', true], ['dragleave', false], ['drop', false]]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle('import--over', over);
    if (name === 'drop') take([...event.dataTransfer.files]);
  });
}
form.hidden = false;
