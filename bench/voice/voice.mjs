// End of speech → first audible answer, read off the waveform, over WebRTC in Chromium.
// The page plays a spoken question into the call and records both directions on one audio clock.
import { ROOT, memoryOf, percentile, startApp } from "../lib/app.mjs";
import { openBrowser, openCall, speak } from "../lib/page.mjs";

const RUNS = Number(process.env.RUNS ?? 20);
const QUESTIONS = [
  ["where is the wire codec defined", "WireCodec"],
  ["where is the speech recognizer defined", "SpeechRecognizer"],
  ["where is the media leg defined", "MediaLeg"],
  ["where is the coding agent defined", "CodingAgent"],
  ["where is the citation defined", "Citation"],
];
function summary(name, values) {
  const shown = (share) => percentile(values, share).toFixed(0).padStart(6);
  console.log(`${name.padEnd(34)} p50 ${shown(0.5)} ms   p95 ${shown(0.95)} ms`);
}

const app = await startApp({ workspace: process.env.WORKSPACE ?? ROOT });
const browser = await openBrowser();
try {
  await app.ready();
  await Promise.all([app.speech(), app.indexed()]);
  const call = await openCall(browser, app.url);
  const turns = [];
  for (let run = -1; run < RUNS; run++) {
    const [question, expected] = QUESTIONS[(run + QUESTIONS.length) % QUESTIONS.length];
    const turn = await call.ask(speak(question));
    const right = turn.citations.some((citation) => citation.path.includes(expected));
    if (process.env.VERBOSE || !right) {
      console.log(`${String(run).padStart(3)} ${turn.totalMs?.toFixed(0)} ms ${right ? "right" : "WRONG"} ${JSON.stringify(turn)}`);
    }
    if (run >= 0) turns.push({ ...turn, right }); // the first one warms up
  }
  const memory = memoryOf(app.pid);
  const heard = turns.filter((turn) => turn.totalMs !== null);
  console.log(`${RUNS} spoken questions over WebRTC, ${heard.length} answered aloud, ${turns.filter((t) => t.right).length} with the right place`);
  summary("end of speech → first audible", heard.map((turn) => turn.totalMs));
  for (const part of ["endOfTurnMs", "recognitionMs", "answerMs", "synthesisMs"]) {
    const values = heard.map((turn) => turn.latency?.parts?.[part]).filter(Number.isFinite);
    if (values.length) summary(`  ${part}`, values);
  }
  const rest = heard.filter((turn) => turn.latency).map((turn) => {
    const { endOfTurnMs = 0, recognitionMs = 0, answerMs = 0, synthesisMs = 0 } = turn.latency.parts;
    return turn.totalMs - endOfTurnMs - recognitionMs - answerMs - synthesisMs;
  });
  if (rest.length) summary("  network, jitter buffer, playout", rest);
  console.log(`memory of the service with one call: ${memory.rssMb.toFixed(0)} MB (peak ${memory.peakMb.toFixed(0)}), ${memory.threads} threads`);
  if (heard.length < RUNS) process.exitCode = 1;
} catch (error) {
  console.error(app.log());
  throw error;
} finally {
  await browser.close();
  await app.stop();
}
