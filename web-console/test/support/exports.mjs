// Reads what a conversation downloads as, with readers that others wrote.

import assert from 'node:assert/strict';
import { Parser } from 'commonmark';
import { parse } from 'csv-parse/sync';
import { HtmlValidate } from 'html-validate';
import srt from 'srt-parser-2';
import webvtt from 'webvtt-parser';
import { TRUTH } from './repository.mjs';

const SrtParser = srt.default ?? srt;
const { WebVTTParser } = webvtt;

/** For each format a check of a document in which somebody asks `question` first. */
export const readers = (question) => ({
  markdown(text) {
    const walker = new Parser().parse(text).walker();
    const words = [];
    for (let step = walker.next(); step; step = walker.next()) {
      assert.ok(!step.node.type.startsWith('html'), step.node.literal);
      if (step.entering && step.node.literal) words.push(step.node.literal);
    }
    assert.ok(words.join('').includes(question), words.join('|'));
    assert.ok(text.includes(TRUTH.path));
  },
  text(text) {
    assert.ok(text.includes(`You: ${question}\n`), text);
  },
  async html(text) {
    const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(text);
    assert.deepEqual(report.results.flatMap(({ messages }) => messages), []);
    assert.ok(text.includes(`<p>${question}</p>`));
  },
  json(text) {
    const document = JSON.parse(text);
    assert.equal(document.format, 'sidetone.conversation');
    assert.equal(document.items[0].text, question);
  },
  jsonl(text) {
    const [head, ...items] = text.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(head.format, 'sidetone.conversation.lines');
    assert.equal(items[0].text, question);
  },
  csv(text) {
    const rows = parse(text, { columns: true });
    assert.equal(rows[0].text, question);
    assert.ok(rows.some(({ citations }) => citations.includes(`${TRUTH.path}:${TRUTH.line}`)), text);
  },
  srt(text) {
    const cues = new SrtParser().fromSrt(text);
    assert.equal(cues[0].text, `You: ${question}`);
    inOrder(cues.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]));
  },
  vtt(text) {
    const { cues, errors } = new WebVTTParser().parse(text, 'captions');
    assert.deepEqual(errors, []);
    const [voice] = cues[0].tree.children;
    assert.equal(voice.value, 'You');
    assert.equal(voice.children[0].value, question);
    inOrder(cues.map(({ startTime, endTime }) => [startTime, endTime]));
  },
});

function inOrder(times) {
  assert.ok(times.length > 1);
  for (const [start, end] of times) assert.ok(end > start, `${start} to ${end}`);
  assert.deepEqual(times.map(([start]) => start), times.map(([start]) => start).sort((a, b) => a - b));
}
