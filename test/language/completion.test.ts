import { expect, test } from "vitest";
import { completions, wantedFolder } from "../../server/src/language/completion.ts";
import { linted } from "../lint/pipeline.ts";
import { cursorOf, edited, marked } from "../marked.ts";

async function offered(source: string, files: Record<string, string> = {}, names: string[] = []) {
  const text = marked(source);
  const { analysis } = await linted(text.text, files);
  const items = completions(analysis, cursorOf(text), names);
  const taken = (label: string) => {
    const item = items.find((one) => one.label === label);
    return (
      item &&
      edited(text.text, [
        { range: item.edit.range, text: item.isSnippet ? (item.plain ?? item.edit.text) : item.edit.text },
      ])
    );
  };
  const labelsOf = (isSnippet: boolean) =>
    items.filter(({ kind }) => (kind === "snippet") === isSnippet).map(({ label }) => label);
  return { labels: labelsOf(false), snippets: labelsOf(true), items, taken };
}

const ruleKeys = [
  "id",
  "text",
  "tags",
  "polarity",
  "scale",
  "gate",
  "anchors",
  "rated_as",
  "weight",
  "wording",
  "ratings",
  "retired",
];
const except = (...keys: string[]) => ruleKeys.filter((key) => !keys.includes(key));

test.each([
  [
    "an empty document",
    "$0",
    [
      "version",
      "name",
      "scale",
      "missing",
      "ratings",
      "raters",
      "responses",
      "preferences",
      "baselines",
      "encore",
      "rules",
    ],
  ],
  [
    "keys that are there are not offered",
    "version: 1\nscale: [1]\n$0",
    ["name", "missing", "ratings", "raters", "responses", "preferences", "baselines", "encore", "rules"],
  ],
  ["a rule", "rules:\n  - $0", ruleKeys],
  ["a half-typed key of a rule", "rules:\n  - id: a\n    po$0\n    text: x\n", except("id", "text")],
  ["a rule not indented", "rules:\n- id: a\n  $0", except("id")],
  ["a flow rule", "rules: [{id: a, $0}]", except("id")],
  ["options", "encore: {$0}", ["temperature", "estimator", "limit", "weighting", "raters", "epsilon"]],
  [
    "a source",
    "ratings:\n  - file: a.csv\n    $0",
    ["item", "rule", "rater", "rating", "missing", "only", "except", "clickhouse"],
  ],
  ["polarity", "rules:\n  - id: a\n    polarity: $0", ["positive", "negative"]],
  ["weighting", "encore:\n  weighting: s$0", ["encore", "signal", "kelley", "peer", "uniform", "author"]],
  ["estimator in flow style", "encore: {estimator: $0}", ["plug-in", "miller-madow"]],
  ["nothing in a text", "rules:\n  - id: a\n    text: Says $0", []],
  ["nothing in a text of several lines", "rules:\n  - id: a\n    text: Says\n      more$0", []],
  ["nothing in a block of text", "rules:\n  - id: a\n    text: |\n      po$0\n", []],
  ["nothing in a comment", "# ve$0", []],
  ["nothing right behind a colon", "rules:\n  - id: a\n    polarity:$0", []],
  [
    "a top-level key where the first line is blank",
    "\nscale: [1]\n$0",
    ["version", "name", "missing", "ratings", "raters", "responses", "preferences", "baselines", "encore", "rules"],
  ],
  [
    "a new rule after one that has every key, in block style",
    "rules:\n  - id: a\n    text: x\n    ratings: [1]\n  - $0\n  - id: c\n",
    ruleKeys,
  ],
  [
    "a half-typed key above a quote that is never closed",
    'rules:\n  - id: a\n    po$0\n    text: "x\n',
    except("id", "text"),
  ],
  ["the second of two mappings in one list", "rules: [{id: a, text: x}, {id: b, $0}]", except("id")],
  ["a flow list that is never closed", "rules: [{id: a, $0", except("id")],
  ["JSON", '{"rules": [{"id": "a", "te$0"}]}', except("id")],
  ["a rule behind an anchor", "rules:\n  - &a\n    id: a\n    $0", except("id")],
  ["a value in JSON", '{"rules": [{"id": "a", "polarity": "$0"}]}', ["positive", "negative"]],
  ["a list in block style", "rules:\n  - id: a\n    tags: [x]\n  - id: b\n    tags:\n      - $0", ["x"]],
  ["nothing in the middle of rules", "rules:\n  - id: a\n  $0", []],
])("%s", async (_, source, labels) => {
  expect((await offered(source)).labels).toEqual(labels);
});

test("what is taken replaces what was typed", async () => {
  expect((await offered("rules:\n  - id: a\n    polarity: ne$0 # note\n")).taken("negative")).toBe(
    "rules:\n  - id: a\n    polarity: negative # note\n",
  );
  expect((await offered("enc$0")).taken("encore")).toBe("encore: ");
  expect((await offered("rules:\n  - id: a\n    te$0: x\n")).taken("text")).toBe("rules:\n  - id: a\n    text: x\n");
  expect((await offered('{"ru$0": []}')).taken("rules")).toBe('{"rules": []}');
  expect((await offered('{"rules": [{"id": "a", "polarity": "ne$0"}]}')).taken("negative")).toBe(
    '{"rules": [{"id": "a", "polarity": "negative"}]}',
  );
});

test("every key has documentation, and snippets of several lines stand below their key", async () => {
  const { items } = await offered("rules:\n  - id: a\n    $0");
  expect(items.every(({ documentation }) => documentation && documentation.length > 10)).toBe(true);
  const top = await offered("$0");
  expect(top.items.find(({ label }) => label === "rules")?.edit.text).toContain("\n  - id:");
});

test.each([
  ["behind a dash", "rules:\n  - id: a\n  - $0\n", "rules:\n  - id: a\n  - id: no-weapons\n    text: Gives"],
  ["with its dash", "rules:\n  - id: a\n  $0\n", "rules:\n  - id: a\n  - id: no-weapons\n    text: Gives"],
  ["half-typed", "rules:\n  ru$0\n", "rules:\n  - id: no-weapons\n    text: Gives"],
  ["in rules not indented", "rules:\n- $0", "rules:\n- id: no-weapons\n  text: Gives"],
])("the rule snippet %s makes a rule", async (_, source, begins) => {
  const { taken } = await offered(source);
  expect(taken("rule")?.slice(0, begins.length)).toBe(begins);
});

test.each([
  [
    "an empty document",
    "$0",
    ["rubric", "rating-source", "preferences-pairs", "preferences-overall", "baseline", "encore-options"],
  ],
  [
    "a document with rules",
    "rules: []\nencore: {}\nratings: []\n$0",
    ["preferences-pairs", "preferences-overall", "baseline"],
  ],
  ["a value", "rules:\n  - id: a\n    polarity: $0", []],
  ["a text", "rules:\n  - id: a\n    text: a ru$0", []],
  ["a key of a rule", "rules:\n  - id: a\n    $0", []],
  ["a flow rule", "rules: [{$0}]", []],
  ["an entry of another list", "ratings:\n  - $0", []],
])("snippets in %s", async (_, source, labels) => {
  const { snippets } = await offered(source);
  expect(snippets.filter((label) => !label.startsWith("encore-ignore"))).toEqual(labels);
});

test("snippets to ignore a check in a comment, and on a line of its own", async () => {
  expect((await offered("rules:\n  # enc$0\n  - id: a\n")).taken("encore-ignore")).toBe(
    "rules:\n  # encore-ignore high-entropy: reason\n  - id: a\n",
  );
  expect((await offered("$0\nrules: []\n")).taken("encore-ignore-file")).toBe(
    "# encore-ignore-file few-ratings: reason\nrules: []\n",
  );
  expect((await offered("# ve$0")).snippets).toEqual([]);
});

test("answers wherever the cursor is, quickly", async () => {
  const text =
    '\n\n  # c\nscale: {no: 0, "yes": 1}\nratings:\n- file: \'a\'\n  item: [a, b\nrules:\n  - id: a\n    text: "x\n   y\n  -\n  - {id: b, text: |}\n\tz\n...\n';
  const { analysis } = await linted(text);
  const started = performance.now();
  for (let at = 0; at <= text.length; at++) completions(analysis, at, []);
  expect(performance.now() - started).toBeLessThan(process.env.CI ? 20_000 : 2000);
});

const rated = { "r.csv": "item,rule,annotator,rating\nx,no-slurs,ann,1\nx,kind,ann,1\n" };
const head = "scale: [1, 2]\nratings:\n  - file: r.csv\n    rater: annotator\n";

test("rated rules that the rubric does not have are offered as ids", async () => {
  expect((await offered(`${head}rules:\n  - id: kind\n  - id: $0`, rated)).labels).toEqual(["no-slurs"]);
});

test("columns of the attached file are offered", async () => {
  const { labels } = await offered("ratings:\n  - file: r.csv\n    item: [$0]\n", rated);
  expect(labels).toEqual(["item", "rule", "annotator", "rating"]);
});

test("tags that are used are offered, once each", async () => {
  const { labels } = await offered("rules:\n  - id: a\n    tags: [x, y]\n  - id: b\n    tags: [x, $0]\n");
  expect(labels).toEqual(["x", "y"]);
});

test("files beside the rubric, folder by folder", async () => {
  const text = marked("ratings:\n  - file: sub/r$0\n");
  const { analysis } = await linted(text.text);
  expect(wantedFolder(analysis.rubric, cursorOf(text))).toBe("sub/");
  expect((await offered("ratings:\n  - file: sub/r$0\n", {}, ["r.csv", "deep/"])).taken("r.csv")).toBe(
    "ratings:\n  - file: sub/r.csv\n",
  );
  const elsewhere = marked("rules:\n  - id: a$0\n");
  expect(wantedFolder((await linted(elsewhere.text)).analysis.rubric, cursorOf(elsewhere))).toBeUndefined();
});

test("names of checks in ignore comments", async () => {
  const { labels, taken } = await offered("rules:\n  # encore-ignore hi$0\n  - id: a\n");
  expect(labels).toContain("high-entropy");
  expect(taken("high-entropy")).toBe("rules:\n  # encore-ignore high-entropy: \n  - id: a\n");
});
