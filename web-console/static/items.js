// One shape for what comes as a stored item, as a turn's item, or as live captions.

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {'user'|'assistant'|'agent'|'system'} role
 * @property {'speech'|'text'|'tool'|'note'} kind
 * @property {string} text words; for a tool its arguments
 * @property {string} result what a tool gave back
 * @property {boolean} final false while it still grows
 */

const blank = {
  text: '',
  result: '',
  tool: '',
  status: 'completed',
  spoken: '',
  citations: [],
  interrupted: false,
  final: true,
  seq: 0,
  at: 0,
};

/** An item of the journal. */
export function fromStored(item) {
  const kind = String(item.kind).toLowerCase();
  const common = {
    ...blank,
    id: item.itemId,
    seq: Number(item.seq) || 0,
    at: timeOf(item.startedAt),
    role: String(item.role).toLowerCase(),
    citations: item.citations ?? [],
    interrupted: item.interrupted === true,
  };
  switch (kind) {
    case 'tool_call':
      return { ...common, kind: 'tool', id: item.toolCallId ?? item.itemId, tool: item.toolName ?? '', text: item.text ?? '', status: 'inProgress', part: 'call' };
    case 'tool_output':
      return { ...common, kind: 'tool', id: item.toolCallId ?? item.itemId, tool: item.toolName ?? '', result: item.text ?? '', part: 'output' };
    case 'handoff':
      return { ...common, kind: 'handoff', text: item.text ?? '' };
    case 'speech':
    case 'text':
      return { ...common, kind, text: item.text ?? '' };
    default:
      return { ...common, kind: 'note', text: item.text ?? '' };
  }
}

/** An item of a running turn; undefined for kinds that are not shown. */
export function fromTurnItem(item, completed) {
  switch (item.type) {
    case 'userMessage':
      return asTyped(item.id, wordsOf(item.content));
    case 'agentMessage':
      // Commentary is progress: the state's hint tells it.
      if (item.phase === 'commentary') return undefined;
      return {
        ...blank,
        id: item.id,
        role: 'agent',
        kind: 'text',
        text: item.text ?? '',
        spoken: item.spoken ?? '',
        citations: item.citations ?? [],
        final: completed,
      };
    case 'dynamicToolCall':
    case 'mcpToolCall':
    case 'commandExecution':
      return toolOf(item, completed);
    default:
      return undefined;
  }
}

/** What the voice hands over is in the conversation already, as it was said. */
function asTyped(id, text) {
  if (text.startsWith('<realtime_delegation>')) return undefined;
  return { ...blank, id, role: 'user', kind: 'text', text };
}

function toolOf(item, completed) {
  return {
    ...blank,
    id: item.callId ?? item.id,
    role: 'agent',
    kind: 'tool',
    tool: item.tool ?? item.command ?? item.type,
    text: asText(item.arguments),
    result: asText(item.result ?? item.contentItems ?? item.aggregatedOutput),
    status: completed ? (item.status ?? 'completed') : 'inProgress',
  };
}

function wordsOf(content) {
  return (content ?? []).map((part) => part.text ?? '').join('\n');
}

function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function timeOf(value) {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000;
  return Date.parse(value) || 0;
}

/** A live caption. */
export function caption(id, role, text, final) {
  return { ...blank, id, role, kind: 'speech', text, final };
}

/** What a tool call asks for, in a few words. */
export function gistOfArguments(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return String(value);
    const { path, start, end, ...rest } = value;
    const lines = start ? `:${start}${end && end !== start ? ` to ${end}` : ''}` : '';
    const members = Object.values(rest).filter((member) => ['string', 'number'].includes(typeof member));
    return [path ? `${path}${lines}` : '', ...members].filter((member) => member !== '').join(', ');
  } catch {
    return text;
  }
}
