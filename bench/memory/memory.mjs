// Resident memory of the service: idle, with one call, with ten; each call has asked one spoken question.
import { memoryOf, startApp } from "../lib/app.mjs";
import { openBrowser, openCall, speak } from "../lib/page.mjs";

const CALLS = Number(process.env.CALLS ?? 10);
const app = await startApp();
const browser = await openBrowser();

function show(what, base) {
  const { rssMb, threads } = memoryOf(app.pid);
  const ratio = base ? `  ratio to idle ${(rssMb / base).toFixed(2)}` : "";
  console.log(`${what.padEnd(10)} ${rssMb.toFixed(0).padStart(5)} MB  ${threads} threads${ratio}`);
  return rssMb;
}

try {
  await app.ready();
  await Promise.all([app.speech(), app.indexed()]);
  const idle = show("idle");
  const question = speak("where is the wire codec defined");
  for (let calls = 1; calls <= CALLS; calls++) {
    const call = await openCall(browser, app.url);
    await call.ask(question);
    if (calls === 1) show("one call", idle);
  }
  show(`${CALLS} calls`, idle);
} finally {
  await browser.close();
  await app.stop();
}
