// Colours a line of code by its shape alone: comments, strings, numbers, keywords, types.

const KEYWORDS = new Set(
  ('abstract and as async await begin bool boolean break case catch char class const constexpr continue '
    + 'crate def default defer delete do done double elif else elsif end enum esac except export extends '
    + 'extern false fi final finally float fn for foreach from func function go goto if impl implements '
    + 'import in include instanceof int interface is lambda let long loop match mod module mut namespace '
    + 'new nil none not null object of operator or override package pass permits private protected pub '
    + 'public raise record return sealed self short sizeof static struct super suspend switch '
    + 'synchronized template then this throw throws trait true try type typedef typeof union unsafe '
    + 'until use using val var virtual void volatile when where while with yield').split(' '),
);

const HASH_COMMENTS = new Set(['python', 'ruby', 'bash', 'shell', 'yaml', 'toml', 'properties', 'makefile', 'dockerfile', 'r', 'perl']);

const TOKEN = /(?<string>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?)|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_$][\w$]*)|(?<mark>@[A-Za-z_]\w*)/g;

/** Pieces of a line: [class, text]; `state.block` carries a block comment over lines. */
export function highlight(line, language, state) {
  const prose = ['markdown', 'text', ''].includes(language);
  if (prose) return [['', line]];
  const pieces = [];
  const comment = commentStart(line, language, state);
  colour(line.slice(0, comment.from), pieces);
  if (comment.from < comment.to) pieces.push(['tok-comment', line.slice(comment.from, comment.to)]);
  if (comment.to < line.length) pieces.push(...highlight(line.slice(comment.to), language, state));
  return pieces;
}

/** Where the first comment of the line lies; an empty range at the end when there is none. */
function commentStart(line, language, state) {
  const none = { from: line.length, to: line.length };
  if (state.block) return blockEnd(line, 0, 0, state);
  const marks = HASH_COMMENTS.has(language) ? /#|["'`]/g : /\/\/|\/\*|["'`]/g;
  for (let match = marks.exec(line); match; match = marks.exec(line)) {
    const { 0: mark, index } = match;
    if (mark === '#' || mark === '//') return { from: index, to: line.length };
    if (mark === '/*') return blockEnd(line, index, index + 2, state);
    const close = stringEnd(line, index);
    if (close < 0) return none;
    marks.lastIndex = close + 1;
  }
  return none;
}

function blockEnd(line, from, search, state) {
  const end = line.indexOf('*/', search);
  state.block = end < 0;
  return { from, to: end < 0 ? line.length : end + 2 };
}

function stringEnd(line, open) {
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line[i] === line[open]) return i;
  }
  return -1;
}

function colour(text, pieces) {
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) pieces.push(['', text.slice(at, match.index)]);
    pieces.push([classOf(match.groups), match[0]]);
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push(['', text.slice(at)]);
}

function classOf({ string, number, word, mark }) {
  if (string) return 'tok-string';
  if (number) return 'tok-number';
  if (mark) return 'tok-mark';
  if (KEYWORDS.has(word)) return 'tok-keyword';
  return /^[A-Z]\w*[a-z]/.test(word) ? 'tok-type' : '';
}
