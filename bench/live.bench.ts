/** Types into the built server over stdio as an editor does, and tells how long the author waits. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";
import { type Bench, fastest, markdownTable } from "./bench.ts";
import { inlineRubric, placeIn, ratingsPerRule } from "./live-rubrics.ts";
import { fileUri, type LiveServer, startServer } from "./live-server.ts";
import { rated, writeRatedRubric } from "./rated-rubric.ts";

/** Between two characters, in milliseconds: faster than anybody types, and background work comes in between. */
const PAUSE = 20;
/** The lines for which an editor asks for hints. */
const VISIBLE = 60;

const folder = fileURLToPath(new URL("../media/sample/", import.meta.url));

export const bench: Bench = {
  title: "Live",
  async run() {
    const [small, large] = [inlineRubric(200), inlineRubric(2000)];
    const edits = [
      await typeInto("200 rules", small, 400, { opening: 300, p95: 16 }),
      await typeInto("2,000 rules", large, 200, { opening: 2000, p95: 50 }),
    ];
    const overFiles = [await typeOverFiles(200, 200, 16), await typeOverFiles(2000, 100, 50)];
    return [
      `A built server over stdio, with the flags that the extension starts it with. Each rule has ${ratingsPerRule} ratings in place: 200 rules are ${kilobytes(small)} ` +
        `and 2,000 are ${kilobytes(large)}. From sending one typed character until the diagnostics of that version and ` +
        `the inlay hints of ${VISIBLE} lines are there, in milliseconds; half of the characters go into a rule's ` +
        `ratings, half into its text, ${PAUSE} ms apart, the first ones included. Parse: one whole parse of the text ` +
        "by `yaml`, the fastest of five.",
      markdownTable(
        ["edits", "p50", "p95", "target", "p99", "parse", "p95 / parse"],
        edits.map(({ row }) => row),
      ),
      `The same, typed into the texts of rules whose ratings come from a file (${rated.responses} responses, each rated under every rule), with ` +
        `${rated.pairs} preferences: such an edit changes no number, so it should compute none. Evidence: from opening ` +
        "until nothing is computed any more.",
      markdownTable(["edits of a rule's text", "p50", "p95", "target", "evidence"], overFiles),
      markdownTable(
        ["", "measured", "target"],
        [
          ...edits.map(({ opening }) => opening),
          ...(await startRows()),
          await manyRow(small),
          ...(await memoryRows(small)),
        ],
      ),
    ].join("\n\n");
  },
};

interface Targets {
  readonly opening: number;
  readonly p95: number;
}

async function typeInto(name: string, text: string, count: number, targets: Targets) {
  const server = await startServer();
  const uri = fileUri(`${folder}typed.rubric.yaml`);
  const before = performance.now();
  await server.open(uri, text);
  const findings = await server.diagnostics(uri, 1);
  const opened = performance.now() - before;
  const times = [];
  for (const edit of editsOf(text, count)) times.push(await timeOf(server, uri, edit));
  await server.stop();
  const parse = fastest(5, () => parseDocument(text));
  const [p50, p95, p99] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)];
  return {
    row: [
      `${name}, ${count} characters, ${findings.length} findings`,
      ...[p50, p95].map((ms) => ms.toFixed(1)),
      `${targets.p95}`,
      p99.toFixed(1),
      parse.toFixed(1),
      (p95 / parse).toPrecision(2),
    ],
    opening: [`opening ${name}, to the first findings`, milliseconds(opened), `${targets.opening} ms`],
  };
}

/** Evidence of thousands of rules takes its time; typing is measured then, or after this long, in milliseconds. */
const EVIDENCE_PATIENCE = 180_000;

export async function typeOverFiles(rules: number, count: number, target: number): Promise<string[]> {
  // In the workspace, or the server would not read it.
  const out = fileURLToPath(new URL("../out/", import.meta.url));
  mkdirSync(out, { recursive: true });
  const place = mkdtempSync(path.join(out, "bench-"));
  try {
    const text = writeRatedRubric(place, rules);
    const server = await startServer();
    const uri = fileUri(path.join(place, "typed.rubric.yaml"));
    const before = performance.now();
    await server.open(uri, text);
    await server.diagnostics(uri, 1);
    const isDone = await Promise.race([
      server.idle(uri).then(() => true),
      pause(EVIDENCE_PATIENCE, false, { ref: false }),
    ]);
    const evidence = `${((performance.now() - before) / 1000).toFixed(1)} s`;
    const times: number[] = [];
    for (let n = 0; n < count; n++) {
      const line = text.split("\n").indexOf(`  - id: rule_${((n >> 1) * 37) % rules}`) + 1;
      const { length } = text.split("\n")[line] ?? "";
      const edit =
        n % 2 === 0 ? { line, character: length, typed: "s" } : { line, character: length + 1, typed: undefined };
      times.push(await timeOf(server, uri, edit));
    }
    await server.stop();
    return [
      `${rules.toLocaleString("en")} rules over a rating file, ${count} characters`,
      ...[0.5, 0.95].map((share) => quantile(times, share).toFixed(1)),
      `${target}`,
      isDone ? evidence : `not done after ${evidence}`,
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

interface Edit {
  readonly line: number;
  readonly character: number;
  /** Undefined takes the character before the place away. */
  readonly typed: string | undefined;
}

/** Types a few characters, takes them away again, and goes on to another rule: the document stays as large as it is. */
function* editsOf(text: string, count: number): Generator<Edit> {
  const rules = text.split("\n").filter((line) => line.startsWith("  - id:")).length;
  const typed = { ratings: ["2", ",", " "], text: [" ", "s", "o"] };
  for (let at = 0, n = 0; n < count; at++) {
    const where = at % 2 === 0 ? "ratings" : "text";
    const { line, character } = placeIn(text, (at * 37) % rules, where);
    const there = typed[where].map((one, i) => ({ line, character: character + i, typed: one }));
    const gone = typed[where].map((_, i) => ({
      line,
      character: character + typed[where].length - i,
      typed: undefined,
    }));
    for (const edit of [...there, ...gone]) if (n++ < count) yield edit;
  }
}

async function timeOf(server: LiveServer, uri: string, { line, character, typed }: Edit): Promise<number> {
  await pause(PAUSE);
  const first = Math.max(0, line - VISIBLE / 2);
  const range = { start: { line: first, character: 0 }, end: { line: first + VISIBLE, character: 0 } };
  const before = performance.now();
  const version = await server.type(uri, { line, character }, typed);
  const hints = server.request("textDocument/inlayHint", { textDocument: { uri }, range });
  await Promise.all([server.diagnostics(uri, version), hints]);
  return performance.now() - before;
}

async function startRows(): Promise<string[][]> {
  const file = "assistant-safety.rubric.yaml";
  const text = readFileSync(`${folder}${file}`, "utf8");
  const server = await startServer();
  const uri = fileUri(`${folder}${file}`);
  const before = performance.now();
  await server.open(uri, text);
  await server.diagnostics(uri, 1);
  const answered = performance.now() - before;
  await server.until(uri, (diagnostics) => diagnostics.length > 0);
  const found = performance.now() - before;
  await server.idle(uri);
  const done = performance.now() - before;
  await server.stop();
  return [
    ["start of the server, to its answer to `initialize`", milliseconds(server.started), ""],
    [`\`${file}\`, to the first diagnostics, before its ratings are read`, milliseconds(answered), ""],
    ["the same, to the first finding that its ratings make", milliseconds(found), "500 ms"],
    ["the same, until nothing is computed any more", milliseconds(done), ""],
  ];
}

/** The active one is opened last; its findings do not wait for the evidence of the others. */
async function manyRow(text: string): Promise<string[]> {
  const server = await startServer();
  const uris = Array.from({ length: 50 }, (_, i) => fileUri(`${folder}open-${i}.rubric.yaml`));
  const active = uris.pop() ?? "";
  for (const uri of uris) await server.open(uri, text);
  await Promise.all(uris.map((uri) => server.diagnostics(uri, 1)));
  const before = performance.now();
  await server.open(active, text);
  await server.diagnostics(active, 1);
  const found = performance.now() - before;
  await server.stop();
  return [
    "opening 200 rules beside 49 others of that size, whose evidence is being computed",
    milliseconds(found),
    "300 ms",
  ];
}

async function memoryRows(text: string): Promise<string[][]> {
  const resident = await memoryAfter(text, false, async (server) => server.resident());
  const heap = await memoryAfter(text, true, (server) => server.heap());
  const megabytes = (mb: number | undefined) => (mb === undefined ? "not told by the system" : `${mb.toFixed(0)} MB`);
  return [
    ["resident memory after 200 edits of 200 rules", megabytes(resident[0]), "150 MB"],
    ["resident memory after 1,000", megabytes(resident[1]), "150 MB"],
    ["heap in use after 200", megabytes(heap[0]), ""],
    ["heap in use after 1,000", megabytes(heap[1]), "as after 200"],
  ];
}

/** After 200 and after 1,000 edits, once nothing is computed any more. */
async function memoryAfter<T>(
  text: string,
  isInspected: boolean,
  measure: (server: LiveServer) => Promise<T>,
): Promise<T[]> {
  const server = await startServer(isInspected);
  const uri = fileUri(`${folder}typed.rubric.yaml`);
  await server.open(uri, text);
  const measured: T[] = [];
  let n = 0;
  for (const edit of editsOf(text, 1000)) {
    await timeOf(server, uri, edit);
    n += 1;
    if (n !== 200 && n !== 1000) continue;
    await server.idle(uri);
    measured.push(await measure(server));
  }
  await server.stop();
  return measured;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

function kilobytes(text: string): string {
  return `${(text.length / 1000).toFixed(0)} kB`;
}
