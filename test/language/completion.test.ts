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
  return { labels: items.map(({ label }) => label), items, taken };
}

test.each([
  ["an empty document", "$0", ["version", "name", "scale", "ratings", "preferences", "baselines", "encore", "rules"]],
  [
    "keys that are there are not offered",
    "version: 1\nscale: [1]\n$0",
    ["name", "ratings", "preferences", "baselines", "encore", "rules"],
  ],
  [
    "a rule",
    "rules:\n  - $0",
    [
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
    ],
  ],
  [
    "a half-typed key of a rule",
    "rules:\n  - id: a\n    po$0\n    text: x\n",
    ["tags", "polarity", "scale", "gate", "anchors", "rated_as", "weight", "wording", "ratings", "retired"],
  ],
  [
    "a rule not indented",
    "rules:\n- id: a\n  $0",
    ["text", "tags", "polarity", "scale", "gate", "anchors", "rated_as", "weight", "wording", "ratings", "retired"],
  ],
  [
    "a flow rule",
    "rules: [{id: a, $0}]",
    ["text", "tags", "polarity", "scale", "gate", "anchors", "rated_as", "weight", "wording", "ratings", "retired"],
  ],
  ["options", "encore: {$0}", ["temperature", "estimator", "limit", "weighting"]],
  ["a source", "ratings:\n  - file: a.csv\n    $0", ["item", "rule", "rater", "rating", "clickhouse"]],
  ["polarity", "rules:\n  - id: a\n    polarity: $0", ["positive", "negative"]],
  ["weighting", "encore:\n  weighting: s$0", ["encore", "signal", "uniform", "author"]],
  ["estimator in flow style", "encore: {estimator: $0}", ["plug-in", "miller-madow"]],
  ["nothing in a text", "rules:\n  - id: a\n    text: Says $0", []],
  ["nothing in a comment", "# ve$0", []],
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
});

test("every key has documentation, and snippets of several lines stand below their key", async () => {
  const { items } = await offered("rules:\n  - id: a\n    $0");
  expect(items.every(({ documentation }) => documentation && documentation.length > 10)).toBe(true);
  const top = await offered("$0");
  expect(top.items.find(({ label }) => label === "rules")?.edit.text).toContain("\n  - id:");
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
