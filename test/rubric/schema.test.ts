/** The schema and the parser say the same, and what the schema says of a key is there for the editor. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import { rubricSchema, ruleSchema } from "../../server/src/rubric/schema.ts";
import { documentationAt, keysAt, valuesAt } from "../../server/src/rubric/schema-docs.ts";

const scale = fc.constantFrom<unknown>(
  [1, 2, 3],
  { no: 0, yes: 1 },
  { min: 0, max: 1, step: 0.5 },
  { min: 0, max: 1, bins: 4 },
  { min: 0, max: 1 },
  { min: 0, max: 1, step: 0.5, bins: 4 },
  { min: 0, max: 1, bins: 1 },
  [],
  ["no", "yes"],
  "1-5",
  "5-1-3",
  "many",
  { no: "never" },
  { min: -1e308, max: 1e308, bins: 1000 },
  [1, 1e16],
);
const text = fc.constantFrom<unknown>("foo", 7, true, "a: b", ["x"], { x: 1 });
const column = text;
const condition = fc.constantFrom<unknown>({ split: ["train"] }, { split: "train", rater: [1] }, {}, "train", [1], {
  split: { a: 1 },
});
const maybe = (arbitrary: fc.Arbitrary<unknown>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

const rule = fc
  .record({
    id: fc.constantFrom<unknown>("a", "b", 3, ["c"]),
    text: maybe(text),
    tags: maybe(fc.constantFrom<unknown>(["a"], ["a", 1], "a", { a: 1 })),
    polarity: maybe(fc.constantFrom<unknown>("positive", "negative", "bad", 1)),
    scale: maybe(scale),
    gate: maybe(fc.constantFrom<unknown>(3, -1.5, "high", [1])),
    anchors: maybe(fc.constantFrom<unknown>({ 1: "low", 3: "high" }, ["low"], { 1: ["low"] })),
    rated_as: maybe(text),
    weight: maybe(fc.constantFrom<unknown>(0, 0.5, -1, "much", 1e16)),
    wording: maybe(text),
    ratings: maybe(
      fc.constantFrom<unknown>([1, "2", null, true], { 1: 3, 5: 0 }, { 1: -1 }, { 1: 1.5 }, { 1: 1e13 }, [[1]], 5),
    ),
    retired: maybe(fc.constantFrom<unknown>("replaced", "", true, false, null, 7, ["x"])),
    other: maybe(fc.constant(1)),
  })
  .map(written);

const rubric = fc
  .record({
    version: maybe(fc.constantFrom<unknown>(1, 2)),
    name: maybe(text),
    scale: maybe(scale),
    missing: maybe(fc.constantFrom<unknown>(["-", 99], "-", 99, { a: 1 }, [["-"]])),
    raters: maybe(
      fc.constantFrom<unknown>(
        "anonymous",
        "persons",
        { people: ["ann"], judges: "gpt-*" },
        { people: { a: 1 } },
        { robots: ["x"] },
        ["ann"],
      ),
    ),
    ratings: maybe(
      fc.oneof(
        fc.constantFrom<unknown>("r.csv", "", 7, { file: "r.csv" }),
        fc.array(
          fc.oneof(
            fc.record({ file: text, item: maybe(column), rater: maybe(column), only: maybe(condition) }).map(written),
            fc.constantFrom<unknown>(
              "r.csv",
              { clickhouse: { url_env: "URL", table: "t" }, rater: "who", except: { rater: "x" } },
              { clickhouse: { table: "t" } },
              { file: "x", rows: 1 },
              { file: "x", missing: [99], except: { rater: ["human3"] } },
            ),
          ),
          { maxLength: 2 },
        ),
      ),
    ),
    responses: maybe(
      fc.constantFrom<unknown>(
        "r.jsonl",
        [],
        ["r.jsonl", { file: "r.jsonl", prompt_text: "p", text: "t", source: "model", sensitive: true }],
        [{ file: "r.jsonl", sensitive: "very" }],
        [{ text: "t" }],
        { file: "r.jsonl" },
      ),
    ),
    preferences: maybe(
      fc.array(
        fc.constantFrom<unknown>(
          { file: "p.jsonl", by: "s", judges: ["j"] },
          { file: "p.jsonl", judges: "j" },
          { overall: "help", prompt: "p" },
          { overall: "help", by: "s" },
          { prompt: "p" },
          { demonstrations: { model: "human" }, prompt: "p" },
          { demonstrations: "human" },
          { file: "p.jsonl", rater: "who", except: { split: [1] } },
          { clickhouse: { url_env: "URL", table: "t" }, chosen: "a" },
          "p.jsonl",
        ),
        { maxLength: 2 },
      ),
    ),
    baselines: maybe(
      fc.array(fc.constantFrom<unknown>({ name: "m", file: "f", score: "s" }, { name: "m" }, "m"), { maxLength: 2 }),
    ),
    encore: maybe(
      fc.constantFrom<unknown>(
        { temperature: 2, estimator: "miller-madow", limit: 0.9, weighting: "signal" },
        { temperature: 0 },
        { limit: 2 },
        { estimator: "bayes" },
        { weight: 1 },
        { weighting: "peer", raters: "people", epsilon: 0.2 },
        { raters: "ann" },
        { epsilon: 2 },
        { temperature: 1e16 },
        3,
      ),
    ),
    rules: fc.array(rule, { maxLength: 2 }),
  })
  .map(written);

/** Without the keys that are not there. */
function written(entries: object): object {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

test("a document is of the format for the parser where it is for the schema", () => {
  let right = 0;
  fc.assert(
    fc.property(rubric, (document) => {
      const { problems } = parse(JSON.stringify(document, null, 2));
      const told = problems.filter(({ check }) => check === "format").map(({ message }) => message);
      const isRight = rubricSchema.safeParse(document).success;
      if (isRight) right++;
      expect(told.length === 0, told.join("\n")).toBe(isRight);
    }),
    { numRuns: 1000 },
  );
  expect(right).toBeGreaterThan(20);
});

describe("keys", () => {
  test.each<[readonly (string | number)[], readonly string[]]>([
    [[], Object.keys(rubricSchema.shape)],
    [["rules", 0], Object.keys(ruleSchema.shape)],
    [
      ["rules", 3, "scale"],
      ["min", "max", "step", "bins"],
    ],
    [
      ["ratings", 0],
      ["file", "item", "rule", "rater", "rating", "missing", "only", "except", "clickhouse"],
    ],
    [
      ["ratings", 0, "clickhouse"],
      ["url_env", "table", "item", "rule", "rater", "rating", "missing", "only", "except"],
    ],
    [
      ["preferences", 0],
      [
        "file",
        "chosen",
        "rejected",
        "prompt",
        "rater",
        "by",
        "judges",
        "only",
        "except",
        "clickhouse",
        "overall",
        "demonstrations",
      ],
    ],
    [
      ["baselines", 1],
      ["name", "file", "item", "score", "only", "except"],
    ],
    [
      ["responses", 0],
      ["file", "item", "prompt_text", "text", "source", "sensitive", "only", "except"],
    ],
    [["raters"], ["people", "judges"]],
    [["encore"], ["temperature", "estimator", "limit", "weighting", "raters", "epsilon"]],
    [["ratings", 0, "only"], []],
    [["rules", 0, "anchors"], []],
    [["rules", 0, "text"], []],
    [["nothing", "here"], []],
  ])("at %j", (path, expected) => {
    expect(keysAt(path).map(({ key }) => key)).toEqual(expected);
  });

  test("each has a documentation that ends a sentence, at every place", () => {
    const places: (string | number)[][] = [
      [],
      ["rules", 0],
      ["ratings", 0],
      ["ratings", 0, "clickhouse"],
      ["preferences", 0],
      ["baselines", 0],
      ["responses", 0],
      ["raters"],
      ["encore"],
      ["scale"],
    ];
    for (const place of places)
      for (const { key, documentation } of keysAt(place)) {
        expect([key, documentation]).toEqual([key, expect.stringMatching(/^[A-Z`].*[.)]$/s)]);
        expect(documentationAt([...place, key])).toBe(documentation);
      }
  });

  test("what is required", () => {
    const required = (path: (string | number)[]) =>
      keysAt(path).flatMap(({ key, isRequired }) => (isRequired ? [key] : []));
    expect(required([])).toEqual(["rules"]);
    expect(required(["rules", 0])).toEqual(["id"]);
    expect(required(["baselines", 0])).toEqual(["name", "file"]);
  });

  test("a place that is none has no documentation", () => {
    expect(documentationAt([])).toBeUndefined();
    expect(documentationAt(["rules", 0])).toBeUndefined();
    expect(documentationAt(["rules", 0, "nothing"])).toBeUndefined();
  });
});

test.each<[readonly (string | number)[], readonly string[]]>([
  [
    ["rules", 0, "polarity"],
    ["positive", "negative"],
  ],
  [
    ["encore", "estimator"],
    ["plug-in", "miller-madow"],
  ],
  [
    ["encore", "weighting"],
    ["encore", "signal", "kelley", "peer", "uniform", "author"],
  ],
  [
    ["encore", "raters"],
    ["all", "people", "judges"],
  ],
  [["raters"], ["anonymous"]],
  [["rules", 0, "id"], []],
])("values at %j, each with its meaning", (path, expected) => {
  expect(valuesAt(path).map(({ value }) => value)).toEqual(expected);
  for (const { documentation } of valuesAt(path)) expect(documentation).toMatch(/\.$/);
});
