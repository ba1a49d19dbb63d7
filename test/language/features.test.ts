/** Hints, lenses, outline, links, folding, selections, occurrences and renames: a text and a place in, the answer out. */
import { expect, test } from "vitest";
import { candidates } from "../../server/src/language/candidates.ts";
import { codeLenses } from "../../server/src/language/code-lens.ts";
import { weightsForDiff } from "../../server/src/language/compare.ts";
import { foldingRanges } from "../../server/src/language/folding.ts";
import { inlayHints } from "../../server/src/language/inlay-hints.ts";
import { documentLinks } from "../../server/src/language/links.ts";
import { occurrences } from "../../server/src/language/occurrences.ts";
import { prepareRename, rename } from "../../server/src/language/rename.ts";
import { selectionRange } from "../../server/src/language/selection-ranges.ts";
import { status } from "../../server/src/language/status.ts";
import { documentSymbols } from "../../server/src/language/symbols.ts";
import { weightsText } from "../../server/src/language/weights-text.ts";
import { linted } from "../lint/pipeline.ts";
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

test("hints stand behind ids, say gate for gates, and nothing where there is nothing", async () => {
  const { analysis } = await linted(rubric);
  const settings = { enabled: true, show: ["weight", "entropy"], unit: "nats" } as const;
  const hints = inlayHints(analysis, everywhere, settings);
  expect(hints.map(({ offset, label }) => [at(rubric, offset), label])).toEqual(
    [
      [7, "w 0.44 · H 0.69"],
      [12, "gate · H 0.69"],
      [15, "w 0.56 · H 0.12"],
    ].map(([line, label]) => [
      line,
      expect.stringMatching(String(label).replace("0.44", "0\\.4\\d").replace("0.56", "0\\.5\\d")),
    ]),
  );
  expect(inlayHints(analysis, { start: 0, end: 10 }, settings)).toEqual([]);
  expect(inlayHints(analysis, everywhere, { ...settings, enabled: false })).toEqual([]);
  const [bits] = inlayHints(analysis, everywhere, { ...settings, show: ["entropy"], unit: "bits" });
  expect(bits?.label).toBe("H 1.00");
});

test("the lens over rules: counts effective rules and findings", async () => {
  const { analysis, findings } = await linted(rubric);
  const [lens] = codeLenses(analysis, findings);
  expect(lens && rubric.slice(lens.range.start, lens.range.end)).toBe("rules");
  expect(lens?.title).toMatch(/^2\.0 effective rules of 2 · \d+ findings \(\d+ problems\)$/);
  expect(codeLenses((await linted("version: 1\n")).analysis, [])).toEqual([]);
});

test("the outline has sources and rules with weight and verdict", async () => {
  const { analysis } = await linted(rubric);
  const outline = documentSymbols(analysis);
  expect(outline.map(({ name }) => name)).toEqual(["ratings", "rules"]);
  expect(outline[1]?.children.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    expect.stringMatching(/^a: w 0\.4\d · unreliable$/),
    "empty: no ratings yet",
    expect.stringMatching(/^stop: gate · reliable$/),
    expect.stringMatching(/^b, c: w 0\.5\d · uninformative$/),
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

test("what an edit did shows as changed lines", async () => {
  const before = weightsForDiff((await linted(rubric)).analysis).split("\n");
  const after = weightsForDiff((await linted(rubric.replace("{1: 39, 2: 1}", "{1: 20, 2: 20}"))).analysis).split("\n");
  const changed = after.filter((line, i) => line !== before[i]);
  expect(changed.some((line) => line.startsWith("b, c"))).toBe(true);
  expect(changed.some((line) => line.startsWith("empty"))).toBe(false);
});

test("candidates to drop come with their evidence, the unreliable first", async () => {
  const { analysis } = await linted(rubric);
  const [first, second] = candidates(analysis);
  expect(first).toMatchObject({
    rule: "a",
    isUnreliable: true,
    evidence: expect.stringMatching(/^unreliable · w 0\.4\d · H 0\.69 · 40 ratings$/),
  });
  expect(second).toMatchObject({ rule: "b, c", isUnreliable: false });
});

test("the status says the worst and what is going on", async () => {
  const { analysis, findings } = await linted(rubric);
  expect(status(analysis, findings, false)).toMatchObject({ severity: "error", detail: "" });
  expect(status(analysis, findings, true).detail).toBe("computing intervals…");
  const clean = await linted("scale: [1, 2]\nrules: []\n");
  expect(status(clean.analysis, [], false)).toMatchObject({ severity: "ok", isBusy: false });
});

test("a rule more changes no line of another but its weight", async () => {
  const lines = async (text: string) => weightsForDiff((await linted(text)).analysis).split("\n");
  const without = await lines(
    "scale: [1, 2]\nencore: {weighting: author}\nrules:\n  - id: a\n    weight: 1\n    ratings: {1: 9, 2: 9}\n",
  );
  const longer = await lines(
    "scale: [1, 2]\nencore: {weighting: author}\nrules:\n  - id: a\n    weight: 1\n    ratings: {1: 9, 2: 9}\n  - id: a-much-longer-id\n    weight: 0\n    ratings: {1: 9, 2: 9}\n",
  );
  expect(longer.filter((line) => !without.includes(line))).toEqual([expect.stringContaining("a-much-longer-id: w 0")]);
});
