/** Each importer on a small file of the documented shape, and on the real files of shared/formats where they are. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { contentsOf } from "../../server/src/exchange/import/contents.ts";
import { importFile } from "../../server/src/exchange/import/importers.ts";

const formats = path.resolve(import.meta.dirname, "../../../shared/formats");
const isShared = existsSync(formats) || process.env.ENCORE_SHARED === "required";

function read(name: string, content: string | Uint8Array | object) {
  const bytes =
    content instanceof Uint8Array ? content : strToU8(typeof content === "string" ? content : JSON.stringify(content));
  const found = importFile(contentsOf(name, bytes));
  return found && { by: found.importer.name, ...found.imported };
}

function shared(name: string) {
  return read(path.basename(name), new Uint8Array(readFileSync(path.join(formats, name))));
}

const sample = (id: number, epoch: number, value: unknown, completion: string) => ({
  id,
  epoch,
  input: `question ${id}`,
  output: { model: "m", completion },
  scores: { grade: { value } },
});
const log = { version: 2, eval: { task: "tone" }, plan: {}, samples: [sample(1, 1, "C", "a"), sample(1, 2, "I", "b")] };

test("an Inspect log: a scorer is a rule, an epoch a rater", () => {
  const found = read("log.json", log);
  expect(found).toMatchObject({ by: "inspect", name: "tone" });
  expect(found?.ratings).toEqual([
    { item: "1", rule: "grade", rater: "epoch 1", rating: "C" },
    { item: "1", rule: "grade", rater: "epoch 2", rating: "I" },
  ]);
  expect(found?.rules).toEqual([
    {
      id: "grade",
      scale: {
        words: new Map([
          ["I", 0],
          ["C", 1],
        ]),
      },
    },
  ]);
  expect(found?.notes).toHaveLength(1);
});

test("an .eval file holds the same as its JSON", () => {
  const { samples, ...header } = log;
  const entries = Object.fromEntries(
    samples.map((one) => [`samples/${one.id}_epoch_${one.epoch}.json`, strToU8(JSON.stringify(one))]),
  );
  const zip = zipSync({ "header.json": strToU8(JSON.stringify(header)), ...entries });
  expect(read("log.eval", zip)).toEqual(read("log.json", log));
});

test("scorers that Inspect numbered are raters of one rule, and a dictionary is a rule a key", () => {
  const scores = { judge: { value: { tone: 1, harm: 0 } }, judge1: { value: { tone: 0, harm: 0 } } };
  const found = read("log.json", { ...log, samples: [{ ...sample(1, 1, "C", "a"), scores }] });
  expect(found?.ratings).toEqual([
    { item: "1", rule: "judge/tone", rater: "judge", rating: 1 },
    { item: "1", rule: "judge/harm", rater: "judge", rating: 0 },
    { item: "1", rule: "judge/tone", rater: "judge1", rating: 0 },
    { item: "1", rule: "judge/harm", rater: "judge1", rating: 0 },
  ]);
});

const promptfooConfig = `
description: support
prompts: [x]
assertionTemplates:
  polite: {type: llm-rubric, value: Is polite to the user, metric: polite, weight: 2}
defaultTest:
  assert:
    - $ref: '#/assertionTemplates/polite'
    - {type: not-llm-rubric, value: Blames the user}
    - {type: regex, value: x, metric: form}
tests:
  - vars: {}
    assert:
      - type: assert-set
        metric: safety
        assert:
          - {type: g-eval, value: [Refuses harm, Names help], threshold: 0.7}
`;

test("a promptfoo configuration: judged assertions are rules, sets tags, negations polarity", () => {
  const found = read("promptfooconfig.yaml", promptfooConfig);
  expect(found).toMatchObject({ by: "promptfoo-config", name: "support", ratings: [] });
  expect(found?.rules).toEqual([
    { id: "polite", text: "Is polite to the user", weight: 2 },
    { id: "blames-the-user", text: "Blames the user", isNegative: true },
    { id: "refuses-harm", text: "Refuses harm", tags: ["safety"], comments: [expect.stringContaining("0.7")] },
    { id: "names-help", text: "Names help", tags: ["safety"], comments: [expect.stringContaining("0.7")] },
  ]);
  expect(found?.notes[0]).toContain("form (regex)");
});

const component = (metric: string, score: number) => ({
  pass: score > 0,
  score,
  assertion: { type: "llm-rubric", value: `about ${metric}`, metric },
});
const result = (testIdx: number, provider: string, scores: Record<string, number>) => ({
  testIdx,
  promptIdx: 0,
  provider: { id: provider },
  prompt: { raw: "hi" },
  response: { output: "hello" },
  gradingResult: { componentResults: Object.entries(scores).map(([metric, score]) => component(metric, score)) },
});

test("promptfoo results: an output is an item, in both layouts", () => {
  const results = [result(0, "a", { tone: 1 }), result(0, "b", { tone: 0.5 })];
  const nested = read("results.json", { evalId: "e", results: { version: 3, results }, config: { description: "d" } });
  expect(nested).toMatchObject({ by: "promptfoo-results", name: "d" });
  expect(nested?.ratings).toEqual([
    { item: "0/a", rule: "tone", rating: 1 },
    { item: "0/b", rule: "tone", rating: 0.5 },
  ]);
  expect(nested?.rules).toEqual([{ id: "tone", text: "about tone" }]);
  expect(read("results.json", { results })?.ratings).toEqual(nested?.ratings);
  const body = [{ outputs: [{ text: "hello", provider: "a", gradingResult: results[0]?.gradingResult }] }];
  expect(read("results.json", { results: { version: 2, table: { body } } })?.ratings).toEqual([
    { item: "0/a", rule: "tone", rating: 1 },
  ]);
});

test("promptfoo's named scores serve where there are no components; a repeated test is another run", () => {
  const one = (tone: number) => ({ testIdx: 4, provider: "a", namedScores: { tone }, gradingResult: { score: tone } });
  expect(read("results.json", { results: { results: [one(1), one(0)] } })?.ratings).toEqual([
    { item: "4/a", rule: "tone", rater: "run 1", rating: 1 },
    { item: "4/a", rule: "tone", rater: "run 2", rating: 0 },
  ]);
});

test("HealthBench: negative points are a polarity, grades are ratings", () => {
  const rubrics = [
    { criterion: "Names the dose", points: 5, tags: ["axis:accuracy"] },
    { criterion: "Invents a study", points: -3, tags: [], criteria_met: false },
  ];
  const found = read(
    "hb.jsonl",
    `${JSON.stringify({ prompt_id: "p", prompt: [{ role: "user", content: "?" }], rubrics })}\n`,
  );
  expect(found).toMatchObject({ by: "healthbench" });
  expect(found?.rules).toMatchObject([
    { text: "Names the dose", weight: 5, tags: ["axis:accuracy"] },
    { text: "Invents a study", weight: 3, isNegative: true },
  ]);
  expect(found?.ratings).toEqual([{ item: "p", rule: found?.rules[1]?.id, rater: "judge", rating: false }]);
});

test("HealthBench's meta-evaluation: a physician's label is a rating", () => {
  const row = { prompt_id: "p", completion_id: "c", rubric: "Is safe", category: "x", binary_labels: [true, false] };
  const found = read(
    "meta.jsonl",
    [row, { ...row, anonymized_physician_ids: ["d1", "d2"] }].map((one) => JSON.stringify(one)).join("\n"),
  );
  expect(found?.ratings.map(({ rater, rating }) => [rater, rating])).toEqual([
    ["physician 1", true],
    ["physician 2", false],
    ["d1", true],
    ["d2", false],
  ]);
  expect(found).toMatchObject({ hasAnonymousRaters: true });
});

test("JUDGE-BENCH: answers are in slots; an undecided label is no rating", () => {
  const found = read("jb.json", {
    annotations: [
      { metric: "safe", category: "categorical", labels_list: ["Yes", "No", "Unsure"], prompt: "Safe? {{ x }}" },
      { metric: "rank", category: "graded", worst: 5, best: 1, prompt: "Rank" },
    ],
    instances: [
      {
        id: 7,
        instance: "text",
        annotations: { safe: { individual_human_scores: ["No", "Unsure"] }, rank: { mean_human: 2 } },
      },
    ],
  });
  expect(found).toMatchObject({ by: "judge-bench", hasAnonymousRaters: true });
  expect(found?.rules).toEqual([
    {
      id: "safe",
      text: "Safe?",
      missing: ["Unsure"],
      scale: {
        words: new Map([
          ["No", 0],
          ["Yes", 1],
        ]),
      },
    },
    { id: "rank", text: "Rank", isNegative: true, scale: { levels: [1, 2, 3, 4, 5] } },
  ]);
  expect(found?.ratings).toHaveLength(2);
});

test.each([
  ["autorubric", [{ weight: 2, requirement: "Cites a source" }], "requirements"],
  ["Rubrics as Rewards", [{ title: "Cites", description: "Essential Criteria: cites", weight: -5 }], "requirements"],
  ["ResearchRubrics", [{ prompt: "p", rubrics: [{ criterion: "Cites", weight: 1, axis: "Format" }] }], "requirements"],
])("requirements as in %s", (_, content, by) => {
  const found = read("list.json", content);
  expect(found).toMatchObject({ by });
  expect(found?.rules).toHaveLength(1);
});

test("a requirement's options are levels with anchors, one marked NA is no rating", () => {
  const options = [
    { label: "poor", value: 0 },
    { label: "good", value: 1 },
    { label: "n/a", value: 0, na: true },
  ];
  expect(read("list.json", [{ name: "tone", weight: 1, requirement: "Has a good tone", options }])?.rules).toEqual([
    {
      id: "tone",
      text: "Has a good tone",
      weight: 1,
      scale: { levels: [0, 1] },
      anchors: new Map([
        [0, "poor"],
        [1, "good"],
      ]),
      missing: ["n/a"],
    },
  ]);
});

test("score descriptions are anchors, alone or with a judge's score", () => {
  const rubric = { criteria: "Is it kind?", score1_description: "no", score2_description: "yes" };
  expect(read("ragas.yaml", "score1_description: no good\nscore2_description: fine\n")).toMatchObject({
    by: "score-descriptions",
    rules: [{ id: "score" }],
  });
  const found = read("p.json", {
    x: { id: "x", score_rubric: rubric, response: "r", response_model_name: "m", score: 2, eval_model_name: "j" },
  });
  expect(found?.ratings).toEqual([{ item: "x/m", rule: "is-it-kind", rater: "j", rating: 2 }]);
  expect(found).toMatchObject({ judges: ["j"] });
});

test("propositions: the configuration gives the words, the labels the ratings", () => {
  const config = read("props.yaml", "simple_propositions:\n  apology: {prompt: Does it apologise?}\n");
  expect(config?.rules).toEqual([{ id: "apology", text: "Does it apologise?", scale: { levels: [0, 1] } }]);
  const labels = read("labels.jsonl", '{"propositions": {"apology": true}, "completion": "sorry"}\n');
  expect(labels?.ratings).toEqual([{ item: "row-1", rule: "apology", rater: "gold", rating: true }]);
});

test("Label Studio: a choice or a rating is a rating, a region is not", () => {
  const results = [
    { from_name: "tone", type: "rating", value: { rating: 4 } },
    { from_name: "span", type: "labels", value: { start: 0 } },
  ];
  const found = read("ls.json", [{ id: 3, data: { text: "t" }, annotations: [{ completed_by: 1, result: results }] }]);
  expect(found).toMatchObject({ by: "label-studio", ratings: [{ item: "3", rule: "tone", rater: "1", rating: 4 }] });
  expect(found?.notes).toHaveLength(1);
  const flat = [1, 2].map((id) => ({
    id,
    annotation_id: id,
    annotator: "ann",
    text: `response number ${id}`,
    tone: "good",
  }));
  expect(read("min.json", flat)?.ratings).toEqual([
    { item: "1", rule: "tone", rater: "ann", rating: "good" },
    { item: "2", rule: "tone", rater: "ann", rating: "good" },
  ]);
});

test.each([
  ["c.yaml", "principles:\n  - Be kind.\n  - Do no harm.\n"],
  ["c.json", '["Be kind.", {"principle": "Do no harm."}]'],
  ["c.md", "# Ours\n\n## Care\n\n- Be kind.\n- Do no\n  harm.\n"],
  ["c.txt", "1. Be kind.\n2. Do no harm.\n"],
])("a constitution in %s", (name, content) => {
  const found = read(name, content);
  expect(found).toMatchObject({ by: "constitution" });
  expect(found?.rules.map(({ text }) => text)).toEqual(["Be kind.", "Do no harm."]);
});

test.each([
  ["binary", new Uint8Array([0, 1, 2, 255])],
  ["an empty file", ""],
  ["a table", "item,tone\n1,2\n"],
  ["a number", "7"],
  ["rows of ratings", '[{"item": "a", "tone": 1}]'],
])("%s is of no format", (_, content) => {
  expect(read("file.txt.bin", content)).toBeUndefined();
});

test.skipIf(!isShared).each([
  ["inspect/popularity.json", "inspect", 1, 3],
  ["inspect/log_formats.json", "inspect", 1, 1],
  ["inspect/log_formats.eval", "inspect", 1, 1],
  ["inspect/log_streaming.eval", "inspect", 1, 4],
  ["promptfoo/fairness.promptfooconfig.yaml", "promptfoo-config", 2, 0],
  ["prometheus/biggen-safety.json", "score-descriptions", 12, 12],
  ["judge-bench/example.json", "judge-bench", 2, 12],
  ["label-studio/csv_test2.json", "label-studio", 1, 1],
])("the real file %s", (name, by, rules, ratings) => {
  const found = shared(name);
  expect([found?.by, found?.rules.length, found?.ratings.length]).toEqual([by, rules, ratings]);
});

test.skipIf(!isShared)("the two forms of one Inspect log give the same ratings", () => {
  expect(shared("inspect/log_formats.eval")?.ratings).toEqual(shared("inspect/log_formats.json")?.ratings);
});
