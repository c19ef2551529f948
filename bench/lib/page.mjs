// Opens a call page in Chromium: what the voice and memory benches share.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./app.mjs";

const FLAGS = ["--autoplay-policy=no-user-gesture-required", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];

export async function openBrowser() {
  const { chromium } = createRequire(join(ROOT, "web-console/test/package.json"))("playwright-core");
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** A page of the service with one WebRTC call up; `ask(wavBase64)` runs one turn in it. */
export async function openCall(browser, url) {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  page.on("pageerror", (error) => console.error("page:", error.message));
  await page.goto(url);
  await page.addScriptTag({ type: "module", content: readFileSync(new URL("../voice/page.mjs", import.meta.url), "utf8") });
  await page.waitForFunction("globalThis.bench");
  await page.evaluate(() => bench.call());
  return { ask: (wav) => page.evaluate((audio) => bench.ask(audio), wav), close: () => page.context().close() };
}

/** The sentence as a WAV file, base64, spoken by an engine that is not ours. */
export function speak(text) {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-speak-"));
  try {
    const file = join(folder, "question.wav");
    execFileSync("flite", ["-voice", "slt", "-t", text, "-o", file]);
    return readFileSync(file).toString("base64");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
