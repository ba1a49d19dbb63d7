/** `npm test [-- LAYER...]`: the layers named, or all, one after the other, whatever fails; the last line counts their tests. */
import { spawn } from "node:child_process";
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
  /** Started before all others, because it takes long and little of the processor; reported in its place. */
  readonly startsEarly?: boolean;
}

interface Ended {
  readonly status: number;
  readonly output: string;
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
  { name: "page types", command: ["tsc", "-p", "server/src/report/page"], count: asOne },
  { name: "grammar", command: ["npm", "run", "--silent", "test:grammar"], count: asOne },
  vitest("unit", "--project", "unit"),
  vitest("property", "--project", "property"),
  // Built before what is tested as users have it.
  { name: "packages", command: ["npm", "run", "--silent", "package", "--", "--target", "all"], count: asOne },
  vitest("package", "--config", "test/package/vitest.config.ts"),
  { name: "setup", command: ["node", "test/editor/setup.ts"], count: asOne, startsEarly: true },
  vitest("neovim", "--config", "test/neovim/vitest.config.ts"),
  { name: "editor", command: ["node", "test/editor/run.ts"], count: lastLine },
  vitest("page", "--config", "test/editor/vitest.config.ts"),
];

function start({ command: [program = "", ...words] }: Layer): Promise<Ended> {
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ status: 1, output: `${output}${error}` }));
    child.once("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

async function run(layer: Layer, started: Promise<Ended> | undefined): Promise<Counts> {
  process.stdout.write(`\n== ${layer.name}: ${layer.command.join(" ")}\n`);
  const begin = Date.now();
  const { status, output } = await (started ?? start(layer));
  const counts = countsOf(layer, status, output);
  const seconds = ((Date.now() - begin) / 1000).toFixed(0);
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
const early = new Map(chosen.filter(({ startsEarly }) => startsEarly).map((layer) => [layer, start(layer)]));
const all: { name: string; counts: Counts }[] = [];
for (const layer of chosen) all.push({ name: layer.name, counts: await run(layer, early.get(layer)) });
const sum = (key: keyof Counts) => all.reduce((total, { counts }) => total + counts[key], 0);
const failed = all.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(", ")}\n` : "\n");
process.stdout.write(`${sentence({ passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") })}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
