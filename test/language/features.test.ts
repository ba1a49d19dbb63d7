/** Hints, lenses, outline, links, folding, selections, occurrences and renames: a text and a place in, the answer out. */
import { expect, test } from "vitest";
import { candidates } from "../../server/src/language/candidates.ts";
import { codeLenses } from "../../server/src/language/code-lens.ts";
import { comparisonTable } from "../../server/src/language/compare.ts";
import { foldingRanges } from "../../server/src/language/folding.ts";
import { inlayHints } from "../../server/src/language/inlay-hints.ts";
import { documentLinks } from "../../server/src/language/links.ts";
import { occurrences } from "../../server/src/language/occurrences.ts";
import { prepareRename, rename } from "../../server/src/language/rename.ts";
import { selectionRange } from "../../server/src/language/selection-ranges.ts";
import { status } from "../../server/src/language/status.ts";
import { documentSymbols } from "../../server/src/language/symbols.ts";
import { weightsText } from "../../server/src/language/weights-text.ts";
import { csv, linted, range } from "../lint/pipeline.ts";
import { cursorOf, dedent, edited, marked } from "../marked.ts";

const rubric = dedent(`
  version: 1
  scale: [1, 2]
  ratings:
    - file: sub/r.csv
    - file: other/*.csv
  rules:
    - id: a
      tags: [x, y]
      ratings: {1: 20, 2: 20}
    - id: empty
      tags: [x]
    - id: stop
      gate: 1
      ratings: {1: 20, 2: 20}
    - id: "b, c"
      ratings: {1: 39, 2: 1}
    - id: old
      retired: superseded
`);
const everywhere = { start: 0, end: rubric.length };
const at = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

test("hints are behind ids, say gate for gates, and nothing where there is nothing", async () => {
  const { analysis } = await linted(rubric);
  const settings = { enabled: true, show: ["share", "verdict"], unit: "nats" } as const;
  const hints = inlayHints(analysis, everywhere, settings);
  expect(hints.map(({ offset, label }) => [at(rubric, offset), label])).toEqual([
    [7, expect.stringMatching(/^×0\.\d · [a-z]+$/)],
    [12, "gate"],
    [15, expect.stringMatching(/^×1\.\d · [a-z]+$/)],
  ]);
  expect(hints[0]?.tooltip).toMatch(/^. [A-Z][a-z]+: /);
  expect(inlayHints(analysis, { start: 0, end: 10 }, settings)).toEqual([]);
  expect(inlayHints(analysis, everywhere, { ...settings, enabled: false })).toEqual([]);
  const [old] = inlayHints(analysis, everywhere, { ...settings, show: ["weight", "entropy"] });
  expect(old?.label).toMatch(/^w 0\.4\d · H 0\.69$/);
  const [bits] = inlayHints(analysis, everywhere, { ...settings, show: ["entropy"], unit: "bits" });
  expect(bits?.label).toBe("H 1.00");
});

test("the hint of a flow rule is at the end of its line, where no other rule is", async () => {
  const text =
    "scale: [1, 2]\nrules:\n  - {id: a, ratings: {1: 20, 2: 20}, text: A} # note\n  - {id: b, ratings: {1: 39, 2: 1}}\n";
  const hintsOf = async (source: string) => {
    const { analysis } = await linted(source);
    const settings = { enabled: true, show: ["share"], unit: "nats" } as const;
    return inlayHints(analysis, { start: 0, end: source.length }, settings).map(({ offset }) =>
      source.slice(offset - 3, offset),
    );
  };
  expect(await hintsOf(text)).toEqual(["ote", "1}}"]);
  expect(await hintsOf("scale: [1, 2]\nrules: [{id: aaa, ratings: [1]}, {id: bbb, ratings: [1, 2]}]\n")).toEqual(
    ["aaa", "}]}"].map((end, i) => (i === 0 ? end : expect.any(String))),
  );
});

const titles = (lenses: readonly { title: string }[]) => lenses.map(({ title }) => title);

test("the lens over rules: counts rules, ratings and findings, each with a command", async () => {
  const { analysis, findings } = await linted(rubric.replace(/ratings:\n(?: {2}- file: .*\n)+/, ""));
  const lenses = codeLenses(analysis, findings);
  expect(lenses.map(({ command }) => command?.kind)).toEqual(["outline", undefined, "findings"]);
  expect(titles(lenses)).toEqual(["4 rules", "120 ratings", expect.stringMatching(/^\d+ findings?$/)]);
  expect(codeLenses((await linted("version: 1\n")).analysis, [])).toEqual([]);
  const [, , none] = codeLenses((await linted("scale: [1]\nrules: []\n")).analysis, []);
  expect(none).toMatchObject({ title: "no findings", command: undefined });
});

test("the lens says that a rating file is missing, with the place that names it", async () => {
  const { analysis, findings, text } = await linted(rubric);
  const [missing] = codeLenses(analysis, findings);
  expect(missing?.title).toBe("rating file missing");
  const { command } = missing ?? {};
  expect(command?.kind === "place" && text.slice(command.offset)).toMatch(/^(- )?file: sub/);
});

const rated = {
  "r.csv": csv(
    ["item", "rule", "rater", "rating"],
    range(0, 80).flatMap((i) => [
      [`i${i}`, "a", "ann", i % 2 === 0 ? 3 : 1],
      [`i${i}`, "a", "bob", i % 2 === 0 ? 3 : 1],
      [`i${i}`, "b", "ann", 1 + (i % 3)],
    ]),
  ),
  "p.csv": csv(
    ["chosen", "rejected"],
    range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]),
  ),
};
const measured = dedent(`
  scale: [1, 2, 3]
  ratings: [{file: r.csv}]
  preferences: [{file: p.csv}]
  encore: {weighting: uniform}
  rules: [{id: a}, {id: b}]
`);

test("with preferences the lens shows the accuracy, and what an unsaved edit did to it", async () => {
  const before = await linted(measured.replace("{id: a}, ", ""), rated);
  const { analysis, findings } = await linted(measured, rated);
  const [accuracy] = titles(codeLenses(analysis, findings));
  expect(accuracy).toMatch(/^accuracy \d+\.\d% \(uniform \d+\.\d%\)$/);
  expect(titles(codeLenses(analysis, findings, before.analysis))[0]).toMatch(/^accuracy \d+\.\d% → \d+\.\d% \(uniform/);
  expect(titles(codeLenses(analysis, findings, analysis))[0]).toBe(accuracy);
});

test("without preferences the lens shows how far raters agree, and leads to the rule they agree on least", async () => {
  const { analysis, findings, text } = await linted(measured.replace(/preferences.*\n/, ""), rated);
  const lenses = codeLenses(analysis, findings);
  expect(titles(lenses).slice(0, 3)).toEqual(["2 rules", "240 ratings", "agreement 1.00"]);
  const command = lenses[2]?.command;
  expect(command?.kind === "place" && text.slice(command.offset, command.offset + 1)).toBe("a");
});

test("the outline has sources and rules with weight and verdict", async () => {
  const { analysis } = await linted(rubric);
  const outline = documentSymbols(analysis);
  expect(outline.map(({ name }) => name)).toEqual(["ratings", "rules"]);
  expect(outline[1]?.children.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    expect.stringMatching(/^a: w 0\.4\d · [a-z]+$/),
    "empty: no ratings yet",
    expect.stringMatching(/^stop: gate · [a-z-]+$/),
    expect.stringMatching(/^b, c: w 0\.5\d · [a-z]+$/),
    "old: retired",
  ]);
  for (const symbol of outline.flatMap((one) => [one, ...one.children])) {
    expect(symbol.range.start).toBeLessThanOrEqual(symbol.selectionRange.start);
    expect(symbol.range.end).toBeGreaterThanOrEqual(symbol.selectionRange.end);
  }
});

test("links lead to files that are there, or offer to make them; a glob is no file", async () => {
  const { analysis } = await linted(rubric);
  const links = documentLinks(analysis.rubric, (file) => file === "elsewhere");
  expect(links.map(({ target, tooltip }) => [target, tooltip])).toEqual([["sub/r.csv", "Create sub/r.csv"]]);
  expect(documentLinks(analysis.rubric, () => true)[0]?.tooltip).toBe("Open sub/r.csv");
});

test("sections and rules of several lines fold", async () => {
  const { analysis } = await linted(rubric);
  const lines = foldingRanges(analysis.rubric).map(({ start, end }) => [at(rubric, start), at(rubric, end - 1)]);
  expect(lines).toEqual([
    [3, 5],
    [6, 18],
    [7, 9],
    [10, 11],
    [12, 14],
    [15, 16],
    [17, 18],
  ]);
});

test("a selection grows from word to document", async () => {
  const { text, cursor = 0 } = marked(rubric.replace("tags: [x, y]", "tags: [x$0, y]"));
  const { analysis } = await linted(text);
  const grown: string[] = [];
  for (
    let one = selectionRange(analysis.rubric, cursor) as ReturnType<typeof selectionRange> | undefined;
    one;
    one = one.parent
  )
    grown.push(text.slice(one.range.start, one.range.end));
  expect(grown.slice(0, 4)).toEqual([
    "x",
    "[x, y]",
    "tags: [x, y]",
    "- id: a\n    tags: [x, y]\n    ratings: {1: 20, 2: 20}",
  ]);
  expect(grown.at(-1)).toBe(text);
});

test.each([
  ["a tag", "tags: [$0x, y]", ["x", "x"]],
  ["an id", "id: em$0pty", ["empty"]],
  ["nothing", "gate: $01", []],
])("occurrences of %s", async (_, place, found) => {
  const { text, cursor = 0 } = marked(rubric.replace(place.replace("$0", ""), place));
  const { analysis } = await linted(text);
  expect(occurrences(analysis.rubric, cursor).map(({ start, end }) => text.slice(start, end))).toEqual(found);
});

async function renamed(source: string, name: string): Promise<string> {
  const text = marked(dedent(source));
  const { analysis } = await linted(text.text);
  const result = rename(analysis.rubric, cursorOf(text), name);
  return "refused" in result ? result.refused : edited(text.text, result.edits);
}

test("a renamed rule keeps its ratings by rated_as", async () => {
  expect(await renamed("rules:\n  - id: a$0 # note\n    text: A.\n  - id: b\n", "no: slurs")).toBe(
    'rules:\n  - id: "no: slurs" # note\n    text: A.\n    rated_as: a\n  - id: b\n',
  );
  expect(await renamed("rules:\n  - id: c$0\n    rated_as: a\n    text: A.\n", "a")).toBe(
    "rules:\n  - id: a\n    text: A.\n",
  );
  expect(await renamed("preferences:\n  - overall: a\nrules:\n  - id: a$0\n", "b")).toContain("- overall: b");
});

test("a renamed tag is renamed everywhere", async () => {
  expect(await renamed("rules:\n  - id: a\n    tags: [x$0, y]\n  - id: b\n    tags: [y, x]\n", "z")).toBe(
    "rules:\n  - id: a\n    tags: [z, y]\n  - id: b\n    tags: [y, z]\n",
  );
});

test("a rename that cannot be is refused with a reason", async () => {
  expect(await renamed("rules:\n  - id: a$0\n  - id: b\n", "b")).toBe('There is a rule "b" already.');
  expect(await renamed("rules:\n  - id: a$0\n", " ")).toBe("A name has one letter or more.");
  const { analysis } = await linted(rubric);
  expect(prepareRename(analysis.rubric, 2)).toBeUndefined();
});

test("weights go out as CSV, JSON and YAML, whole", async () => {
  const { analysis } = await linted(rubric);
  const weights = JSON.parse(weightsText(analysis, "json"));
  expect(Object.keys(weights)).toEqual(["a", "b, c"]);
  expect(weights.a + weights["b, c"]).toBeCloseTo(1, 12);
  expect(weightsText(analysis, "csv").split("\n")).toEqual([
    "rule,weight",
    `a,${weights.a}`,
    `"b, c",${weights["b, c"]}`,
    "",
  ]);
  expect(weightsText(analysis, "yaml")).toContain(`a: ${weights.a}`);
});

test("what an edit did is a table of the rules that changed", async () => {
  const before = (await linted(rubric)).analysis;
  const table = comparisonTable(before, (await linted(rubric.replace("{1: 39, 2: 1}", "{1: 20, 2: 20}"))).analysis);
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  expect(rows.map((row) => row.split(" | ")[0])).toEqual(["| Rule", "| a", "| b, c"]);
  expect(rows[2]).toMatch(/ \| 0\.5\d \| 0\.50 \| [a-z]+ \| [a-z]+ \| – \| – \|$/);
  expect(table).toContain("2 other rules did not change.");
  expect(table).toMatch(/- Effective rules: 2\.0/);
  expect(comparisonTable(before, before)).toContain("No change.");
});

test("the comparison shows added, dropped and renamed rules, and no markup of theirs", async () => {
  const before = (
    await linted("scale: [1, 2]\nrules:\n  - {id: a, ratings: [1, 2]}\n  - {id: 'b|c', ratings: [1, 2]}\n")
  ).analysis;
  const after = (
    await linted(
      "scale: [1, 2]\nrules:\n  - {id: x, rated_as: a, ratings: [1, 2]}\n  - {id: '[n](command:x)', ratings: [1, 2]}\n",
    )
  ).analysis;
  const table = comparisonTable(before, after);
  expect(table).toContain("| a → x |");
  expect(table).toContain("| \\[n\\]\\(command\\:x\\) (added) | – |");
  expect(table).toContain("| b\\|c (dropped) |");
});

test("candidates to drop come with their evidence, those with a warning first, and none preselected without evidence", async () => {
  const { analysis } = await linted(rubric.replace("{1: 39, 2: 1}", "{1: 400, 2: 1}"));
  const [first, second] = candidates(analysis);
  expect(first).toMatchObject({ rule: "b, c", evidence: expect.stringMatching(/^uninformative · w /) });
  expect(second).toMatchObject({
    rule: "a",
    isUnreliable: false,
    evidence: expect.stringMatching(/^uncertain · w 0\.4\d · H 0\.69 · 40 ratings$/),
  });
});

test("the status says the worst and what is going on", async () => {
  const { analysis, findings } = await linted(rubric);
  expect(status(analysis, findings, false)).toMatchObject({
    severity: "error",
    text: expect.stringMatching(/^rating file missing · \d+ findings?$/),
    detail: expect.stringMatching(/^\d+ errors?/),
  });
  expect(status(analysis, findings, true).detail).toMatch(/^computing intervals… · /);
  const clean = await linted("scale: [1, 2]\nrules: []\n");
  expect(status(clean.analysis, [], false)).toMatchObject({ severity: "ok", isBusy: false });
});
