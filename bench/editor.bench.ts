/** Starts a real VS Code a few times, and tells how long an author waits for the extension and its first findings. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Bench, markdownTable } from "./bench.ts";

const WINDOWS = 5;
const root = path.join(import.meta.dirname, "..");
const targets = { activation: 100, "first findings": 500, "first findings of another rubric": 500 };

export const bench: Bench = {
  title: "Start in the editor",
  run() {
    const windows = Array.from({ length: WINDOWS }, startWindow);
    const row = (name: keyof typeof targets): string[] => {
      const ours = median(windows.map((times) => times.get(`start ${name}`) ?? Number.NaN));
      const reference = median(windows.map((times) => times.get(`reference ${name}`) ?? Number.NaN));
      const beside = Number.isNaN(reference) ? ["", ""] : [reference.toFixed(0), (ours / reference).toFixed(2)];
      return [name, ours.toFixed(0), `${targets[name]}`, ...beside];
    };
    return [
      `In the extension host of a real VS Code, milliseconds, medians of ${WINDOWS} fresh windows. Activation: from asking for ` +
        "it. First findings: from opening `assistant-safety.rubric.yaml` right after that, the start of the server and " +
        "the reading of its ratings included; of another rubric: of a copy of both, when the server runs. Beside it VS Code's own extension for CSS, likewise, with a line that has an error.",
      markdownTable(
        ["", "Encore", "target", "CSS", "Encore / CSS"],
        (Object.keys(targets) as (keyof typeof targets)[]).map(row),
      ),
    ].join("\n\n");
  },
};

/** Milliseconds by title. */
function startWindow(): ReadonlyMap<string, number> {
  const { status, stdout } = spawnSync(process.execPath, ["test/editor/run.ts", "bench"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`The suite did not run:\n${stdout}`);
  const results: { passes: { fullTitle: string; duration: number }[] } = JSON.parse(
    readFileSync(path.join(root, "out/editor/bench/results.json"), "utf8"),
  );
  return new Map(results.passes.map(({ fullTitle, duration }) => [fullTitle, duration]));
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
