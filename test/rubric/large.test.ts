/** Documents that are large, or no text at all: read in a time that grows with their length, or refused with one problem. */
import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import { read } from "./read.ts";

/** A guard against a hang, not a measure. */
const HANG = process.env.CI ? 20_000 : 2_000;

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("");

test.each<[string, string]>([
  ["20,000 ignore comments above one rule", `rules:\n${"  # encore-ignore x: y\n".repeat(20_000)}  - id: a\n`],
  ["ignore comments in 5,000 rules", `rules:\n${many(5_000, (at) => `  # encore-ignore x: y\n  - id: r${at}\n`)}`],
  ["5,000 rules with an anchor each", `rules:\n${many(5_000, (at) => `  - id: r${at}\n    scale: &s${at} [1, 2]\n`)}`],
  ["500 open quotes in one rule", `rules:\n  - id: a\n${'    text: "x\n'.repeat(500)}`],
  ["2,000 lines that tabs indent", `rules:\n  - id: a\n${"\t\ttext: x\n".repeat(2_000)}`],
  ["a list of a million ratings", `rules:\n  - id: a\n    ratings: [${"1, ".repeat(1_000_000)}1]\n`],
  ["100,000 entries with a problem each", `scale: [${"a, ".repeat(20_000)}b]\nrules:\n${"- 1\n".repeat(1_000)}`],
  ["a line of 5 MB", `name: ${"x".repeat(5_000_000)}\nrules: []\n`],
])("%s", { timeout: 10 * HANG }, (_, text) => {
  const start = performance.now();
  parse(text);
  expect(performance.now() - start).toBeLessThan(HANG);
});

test("anchors cost memory only once", { timeout: 10 * HANG }, () => {
  const text = `rules:\n${many(5_000, (at) => `  - id: r${at}\n    scale: &s${at} [1, 2]\n`)}`;
  const before = process.memoryUsage().heapUsed;
  const rubric = parse(text);
  expect(rubric.rules).toHaveLength(5_000);
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(200);
});

test.each([
  [
    "a document over 10 MB",
    "rules: []\n".padEnd(10_000_001, "#"),
    "The document is over 10 MB: it is not analysed. Move its ratings to files, or split it.",
  ],
  [
    "a million rules",
    `rules:\n${"- id: a\n".repeat(1_000_000)}`,
    "The document has over 100,000 rules: it is not analysed. Split it into several rubrics.",
  ],
  [
    "a binary file",
    "PAR1\u0000\u0015\ufffd\u0001\nrules:\n\u0000\u0000".repeat(50),
    "This is not text. A rubric is YAML or JSON, saved as UTF-8.",
  ],
  [
    "UTF-16 read as UTF-8",
    [..."\ufffd\ufffdrules: []\n"].join("\u0000"),
    "This is not text. A rubric is YAML or JSON, saved as UTF-8.",
  ],
])("%s is one problem", (_, text, message) => {
  expect(read(text)).toEqual({ rules: [], problems: [`format at "": ${message}`] });
});

test.each(["? ", "- ", ": "])("%j within itself 5,000 times is nested too deep", (mark) => {
  const { problems } = read(`name: x\nx-own:\n  ${mark.repeat(5_000)}\nrules: []\n`);
  expect(problems.filter((problem) => problem.includes("nested too deep")).length).toBeLessThanOrEqual(1);
});

test("a stray control character is no binary file", () => {
  expect(read("rules:\n  - id: a\n    text: one\u0007\n").rules).toEqual(["a"]);
});
