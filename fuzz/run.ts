/** `npm run fuzz -- N [SEED]`: N mutated rubrics and N / 200 mutated rating files. Prints figures, or the smallest document that breaks a promise. */
import process from "node:process";
import { Worker } from "node:worker_threads";
import type { Order, Report } from "./worker.ts";

const [documents = 20_000, seed = 20_260_101] = process.argv.slice(2).map(Number);
/** No single document or file takes this long; the thread that tries it hangs. */
const HANG_MS = 60_000;

const order: Order = { documents, files: Math.ceil(documents / 200), seed };
const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: order });
let trying = "";
let watchdog = setTimeout(hung, HANG_MS);
const began = performance.now();

function end(status: number, lines: readonly string[]): void {
  clearTimeout(watchdog);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = status;
  void worker.terminate();
}

function hung(): void {
  end(1, [`fuzz (seed ${seed}): hangs on`, JSON.stringify(trying), "0 passed, 1 failed, 0 skipped"]);
}

worker.on("message", (report: Report) => {
  clearTimeout(watchdog);
  watchdog = setTimeout(hung, HANG_MS);
  if (report.kind === "trying") {
    trying = report.text;
    if (report.count % 5000 === 0 && process.stdout.isTTY) process.stdout.write(`${report.count} documents\r`);
  } else if (report.kind === "failed")
    end(1, [`fuzz (seed ${seed}): ${report.reason}`, `on ${report.text}`, "0 passed, 1 failed, 0 skipped"]);
  else {
    const { figures, files } = report;
    const seconds = Math.round((performance.now() - began) / 1000);
    end(0, [
      `fuzz (seed ${seed}): ${figures.documents} documents, ${figures.requests} requests, ${figures.edits} edits, ${files} rating files in ${seconds} s; slowest document ${Math.round(figures.slowestMs)} ms`,
      "1 passed, 0 failed, 0 skipped",
    ]);
  }
});
worker.on("error", (error) => end(1, [`fuzz (seed ${seed}): ${error.stack}`, "0 passed, 1 failed, 0 skipped"]));
