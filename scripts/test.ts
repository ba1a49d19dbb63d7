/** `npm test`: every layer, one after the other, whatever fails; the last line counts them all. Words name the layers to run. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Layer {
  readonly name: string;
  readonly command: readonly string[];
  readonly count: (status: number, output: string) => Counts;
}

const results = path.join(import.meta.dirname, "../out/results");

/** A tool that checks everything at once is one test. */
const asOne = (status: number): Counts => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** The line that a runner of ours ends with. */
function lastLine(_status: number, output: string): Counts {
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) };
}

function vitest(name: string, ...config: string[]): Layer {
  const file = path.join(results, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return { name, command: ["vitest", "run", ...config, ...reporters], count: () => vitestCounts(file) };
}

function vitestCounts(file: string): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

const layers: readonly Layer[] = [
  { name: "lint", command: ["biome", "ci", "."], count: asOne },
  { name: "types", command: ["tsc", "-p", "."], count: asOne },
  { name: "grammar", command: ["npm", "run", "--silent", "test:grammar"], count: asOne },
  vitest("unit"),
  // Built before what is tested as users have it.
  { name: "packages", command: ["npm", "run", "--silent", "package", "--", "--target", "all"], count: asOne },
  vitest("package", "--config", "test/package/vitest.config.ts"),
  vitest("neovim", "--config", "test/neovim/vitest.config.ts"),
  { name: "editor", command: ["node", "test/editor/run.ts"], count: lastLine },
  vitest("page", "--config", "test/editor/vitest.config.ts"),
];

function run(layer: Layer): Counts {
  process.stdout.write(`\n== ${layer.name}: ${layer.command.join(" ")}\n`);
  const start = Date.now();
  const [program = "", ...words] = layer.command;
  const { status, stdout } = spawnSync(program, words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1e9,
  });
  process.stdout.write(stdout);
  const counts = countsOf(layer, status ?? 1, stdout);
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  process.stdout.write(`== ${layer.name}: ${sentence(counts)} (${seconds} s)\n`);
  return counts;
}

/** A layer that fails without saying where, or runs nothing, has failed once. */
function countsOf(layer: Layer, status: number, output: string): Counts {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = layer.count(status, output);
  } catch (error) {
    process.stdout.write(`${layer.name} left no results: ${error}\n`);
  }
  const isSilentFailure = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}

const sentence = ({ passed, failed, skipped }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const named = process.argv.slice(2);
const unknown = named.filter((name) => !layers.some((layer) => layer.name === name));
if (unknown.length > 0)
  throw new Error(`No layer ${unknown.join(", ")}. Known: ${layers.map((layer) => layer.name).join(", ")}.`);
const chosen = layers.filter((layer) => named.length === 0 || named.includes(layer.name));
const all = chosen.map((layer) => ({ name: layer.name, counts: run(layer) }));
const sum = (key: keyof Counts) => all.reduce((total, { counts }) => total + counts[key], 0);
const failed = all.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(", ")}\n` : "\n");
process.stdout.write(`${sentence({ passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") })}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
