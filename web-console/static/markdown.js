// A small CommonMark reader for answers: headings, paragraphs, lists, quotes, fences, tables, rules;
// code, emphasis, links. It builds nodes and never parses HTML, so untrusted text stays text.

import { el } from './dom.js';
import { highlight } from './highlight.js';

const MAX_CHARS = 200_000;
const MAX_DEPTH = 6;

/** Nodes of a Markdown text. `onCode(text)` may return a node to stand for an inline code span. */
export function markdown(text, onCode = () => null) {
  const lines = text.slice(0, MAX_CHARS).replace(/\r\n?/g, '\n').split('\n');
  return blocks(lines, onCode, 0);
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function blocks(lines, onCode, depth) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at].trim() === '') {
      at++;
      continue;
    }
    const reader = readerFor(lines, at, depth);
    const [node, next] = reader(lines, at, onCode, depth);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

function readerFor(lines, at, depth) {
  const line = lines[at];
  if (FENCE.test(line)) return fence;
  if (HEADING.test(line)) return heading;
  if (RULE.test(line)) return rule;
  if (depth < MAX_DEPTH && QUOTE.test(line)) return quote;
  if (depth < MAX_DEPTH && ITEM.test(line)) return list;
  if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '')) return table;
  return paragraph;
}

function fence(lines, at) {
  const [, mark, language] = FENCE.exec(lines[at]);
  const body = [];
  let next = at + 1;
  while (next < lines.length && !closes(lines[next], mark)) body.push(lines[next++]);
  const state = { block: false };
  const pieces = body.flatMap((line, i) => [...(i > 0 ? ['\n'] : []), ...tokens(line, language, state)]);
  return [el('pre', { tabindex: '0' }, el('code', {}, pieces)), next + 1];
}

function tokens(line, language, state) {
  return highlight(line, language.toLowerCase(), state)
    .map(([name, text]) => (name ? el('span', { class: name }, text) : text));
}

function closes(line, mark) {
  const text = line.trim();
  return text.length >= mark.length && [...text].every((c) => c === mark[0]);
}

function heading(lines, at, onCode) {
  const [, marks, text] = HEADING.exec(lines[at]);
  // The page has its own h1 and h2: an answer's headings stand below them.
  return [el(`h${Math.min(6, marks.length + 2)}`, {}, inline(text, onCode)), at + 1];
}

function rule(_, at) {
  return [el('hr'), at + 1];
}

function quote(lines, at, onCode, depth) {
  const inner = [];
  let next = at;
  while (next < lines.length && QUOTE.test(lines[next])) inner.push(lines[next++].replace(QUOTE, ''));
  return [el('blockquote', {}, blocks(inner, onCode, depth + 1)), next];
}

function list(lines, at, onCode, depth) {
  const ordered = /\d/.test(ITEM.exec(lines[at])[2]);
  const items = [];
  let next = at;
  while (next < lines.length) {
    const match = ITEM.exec(lines[next]);
    if (!match || /\d/.test(match[2]) !== ordered) break;
    const [inner, after] = itemLines(lines, next, match[0].length);
    items.push(listItem(inner, onCode, depth));
    next = after;
  }
  const start = ordered ? Number.parseInt(ITEM.exec(lines[at])[2], 10) : 1;
  const attributes = ordered && start !== 1 ? { start } : {};
  return [el(ordered ? 'ol' : 'ul', attributes, items), next];
}

function itemLines(lines, at, indent) {
  const inner = [lines[at].slice(indent)];
  let next = at + 1;
  while (next < lines.length) {
    const line = lines[next];
    const blank = line.trim() === '';
    const deeper = /^\s{2,}/.test(line);
    if (blank && !/^\s{2,}\S/.test(lines[next + 1] ?? '')) break;
    if (!blank && !deeper) break;
    inner.push(line.slice(Math.min(indent, line.length - line.trimStart().length)));
    next++;
  }
  while (next < lines.length && lines[next].trim() === '' && ITEM.test(lines[next + 1] ?? '')) next++;
  return [inner, next];
}

function listItem(inner, onCode, depth) {
  const nodes = blocks(inner, onCode, depth + 1);
  const [first] = nodes;
  if (first?.nodeName === 'P') nodes.splice(0, 1, ...first.childNodes);
  return el('li', {}, nodes);
}

function table(lines, at, onCode) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
  const head = el('tr', {}, cells(lines[at]).map((cell) => el('th', {}, inline(cell, onCode))));
  const rows = [];
  let next = at + 2;
  while (next < lines.length && lines[next].includes('|')) {
    rows.push(el('tr', {}, cells(lines[next++]).map((cell) => el('td', {}, inline(cell, onCode)))));
  }
  return [el('table', {}, el('thead', {}, head), el('tbody', {}, rows)), next];
}

function paragraph(lines, at, onCode, depth) {
  const text = [lines[at].trim()];
  let next = at + 1;
  while (next < lines.length && lines[next].trim() !== '' && readerFor(lines, next, depth) === paragraph) {
    text.push(lines[next++].trim());
  }
  return [el('p', {}, inline(text.join('\n'), onCode)), next];
}

const INLINE = new RegExp(
  [
    '(?<code>(`+)(?!`)([\\s\\S]*?[^`])\\2(?!`))',
    '(?<link>\\[([^\\[\\]]*)\\]\\(([^\\s()<>]+)\\))',
    '(?<strong>\\*\\*(?=\\S)([\\s\\S]*?\\S)\\*\\*)',
    '(?<em>\\*(?=[^\\s*])([^*]*[^\\s*])\\*|(?<!\\w)_(?=[^\\s_])([^_]*[^\\s_])_(?!\\w))',
    '(?<escape>\\\\([!-/:-@\\[-`{-~]))',
  ].join('|'),
);

function inline(text, onCode) {
  const nodes = [];
  let rest = text;
  while (rest !== '') {
    const match = INLINE.exec(rest);
    if (!match) break;
    if (match.index > 0) nodes.push(rest.slice(0, match.index));
    nodes.push(span(match, onCode));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') nodes.push(rest);
  return nodes;
}

function span(match, onCode) {
  const { code, link, strong, em } = match.groups;
  if (code) return codeSpan(match[3], onCode);
  if (link) return linkSpan(match[5], match[6], onCode);
  if (strong) return el('strong', {}, inline(match[8], onCode));
  if (em) return el('em', {}, inline(match[10] ?? match[11], onCode));
  return match[13];
}

function codeSpan(text, onCode) {
  const trimmed = text.replace(/\n/g, ' ').replace(/^ (.*\S.*) $/, '$1');
  return onCode(trimmed) ?? el('code', {}, trimmed);
}

function linkSpan(label, target, onCode) {
  const words = inline(label, onCode);
  if (!/^https?:\/\//i.test(target)) return el('span', {}, words);
  return el('a', { href: target, rel: 'noopener noreferrer nofollow', target: '_blank' }, words);
}
