/** What is read of a rubric, and where it stands. */
import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import { firstRule } from "./read.ts";

test.each([
  ["no", "no"],
  ["007", "007"],
  ["1.0", "1.0"],
  ["0x1F", "0x1F"],
  ["4e1234", "4e1234"],
  ["null", "null"],
  ["true", "true"],
  ["2024-01-01", "2024-01-01"],
  ["two words", "two words"],
  ['"007"', "007"],
  ["'it''s'", "it's"],
  ['"caf\\u00e9 \\"x\\""', 'café "x"'],
  ["a#b", "a#b"],
  ["a   # comment", "a"],
  ["!!str 12", "12"],
  ["&x y", "y"],
  [">-\n      folded\n      id", "folded id"],
])("the id %s is read as it is written", (written, id) => {
  expect(firstRule(`rules:\n  - id: ${written}\n    text: foo\n`).id.value).toBe(id);
  expect(parse(`rules:\n  - id: ${written}\n    text: foo\n`).problems).toEqual([]);
});

test("wording, rated_as, anchor keys and ratings stay source text", () => {
  const rule = firstRule(`rules:
  - id: a
    wording: 4e1234
    rated_as: 010
    anchors: {1.0: low, "2": high}
    ratings: [1.0, "yes", no, 0x1F, NA, ~, '', 007]
`);
  expect(rule.wording?.value).toBe("4e1234");
  expect(rule.ratedAs?.value).toBe("010");
  expect(Array.from(rule.anchors?.value ?? [], ([level, { value }]) => [level, value])).toEqual([
    ["1.0", "low"],
    ["2", "high"],
  ]);
  expect(rule.ratings?.value.values).toEqual(["1.0", "yes", "no", "0x1F", "NA", "null", "", "007"]);
});

test("every key of a rule", () => {
  const text = `rules:
  - id: no-weapons
    text: >
      Gives no help
      with weapons.
    tags: [violence, harm]
    polarity: negative
    scale: {no: 0, yes: 1}
    gate: 3
    anchors: {1: Gives a recipe}
    rated_as: weapons-v1
    weight: 0.2
    wording: 3f9a2c
    ratings: {1: 3, 5: 40}
    retired: replaced
`;
  const { identity: _, ...rule } = firstRule(text);
  const shown = Object.fromEntries(
    Object.entries(rule).flatMap(([name, field]) =>
      typeof field === "object" && "value" in field
        ? [[name, [text.slice(field.key.start, field.key.end), field.value]]]
        : [],
    ),
  );
  expect(shown).toMatchObject({
    id: ["id", "no-weapons"],
    text: ["text", "Gives no help with weapons."],
    polarity: ["polarity", "negative"],
    gate: ["gate", 3],
    ratedAs: ["rated_as", "weapons-v1"],
    weight: ["weight", 0.2],
    wording: ["wording", "3f9a2c"],
    ratings: ["ratings", { shape: "counts", values: ["1", "5"], counts: [3, 40] }],
    retired: ["retired", "replaced"],
  });
  expect(rule.tags?.value.map(({ value, range }) => [value, text.slice(range.start, range.end)])).toEqual([
    ["violence", "violence"],
    ["harm", "harm"],
  ]);
  expect(text.slice(rule.range.start, rule.range.end)).toBe(text.slice(text.indexOf("- id"), -1));
});

test("every key of the document", () => {
  const rubric = parse(`version: 1
name: Assistant harmlessness
scale: [1, 2, 3]
ratings:
  - file: ratings/humans.csv
    item: [prompt_id, response_id]
    rule: criterion
    rater: annotator
    rating: score
  - clickhouse: {url_env: ENCORE_CLICKHOUSE_URL, table: ratings}
preferences:
  - {file: p.jsonl, chosen: c, rejected: r, prompt: q, by: subset, judges: [gpt_4]}
  - {overall: helpfulness, prompt: prompt_id}
baselines:
  - {name: Skywork, file: rm.csv, item: response_id, score: reward}
encore: {temperature: 2, estimator: plug-in, limit: 0.85, weighting: signal}
rules: []
`);
  expect(rubric.problems).toEqual([]);
  expect(plain({ ...rubric, text: undefined, rulesKey: undefined })).toEqual({
    style: "block",
    version: 1,
    name: "Assistant harmlessness",
    scale: { kind: "discrete", levels: [1, 2, 3], names: {} },
    ratings: [
      {
        kind: "file",
        file: "ratings/humans.csv",
        item: ["prompt_id", "response_id"],
        rule: "criterion",
        rater: "annotator",
        rating: "score",
      },
      { kind: "clickhouse", urlEnv: "ENCORE_CLICKHOUSE_URL", table: "ratings" },
    ],
    preferences: [
      { kind: "pairs", file: "p.jsonl", chosen: "c", rejected: "r", prompt: "q", by: "subset", judges: ["gpt_4"] },
      { kind: "overall", overall: "helpfulness", prompt: "prompt_id" },
    ],
    baselines: [{ name: "Skywork", file: "rm.csv", item: ["response_id"], score: "reward" }],
    encore: { temperature: 2, estimator: "plug-in", limit: 0.85, weighting: "signal" },
    rules: [],
    ignores: [],
    problems: [],
  });
});

/** Without places: a field is its value. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("value" in value) return plain(value.value);
  const entries = Object.entries(value).filter(([name]) => name !== "range" && name !== "key");
  return Object.fromEntries(entries.map(([name, one]) => [name, plain(one)]));
}

test.each([
  ["a list", "[5, 'no',  \"4\" , NA]", ["5", "'no'", '"4"', "NA"]],
  ["a list of plain words", "[ 5,4 ,  -1.5, N/A ]", ["5", "4", "-1.5", "N/A"]],
  ["a list over lines", "[\n      5,\n      4]", ["5", "4"]],
  ["a block list", "\n      - 5\n      - 'no'", ["5", "'no'"]],
  ["counts", "{5: 3, 'no': 2}", ["5", "'no'"]],
  ["block counts", "\n      5: 3\n      no: 2", ["5", "no"]],
])("the offsets of %s lead to its values", (_, written, expected) => {
  for (const text of [
    `rules:\n  - id: a\n    ratings: ${written}\n`,
    `# moved\nrules:\n  - id: a\n    ratings: ${written}\n`,
  ]) {
    const field = firstRule(text).ratings;
    if (!field) throw new Error("no ratings");
    const found = field.value.values.map((_, at) => {
      const [start = 0, end = 0] = field.value.offsets.slice(2 * at, 2 * at + 2);
      return text.slice(field.range.start + start, field.range.start + end);
    });
    expect(found).toEqual(expected);
  }
});

test("what is seen through an alias stands at the alias", () => {
  const text = "x-all: &all {text: foo, ratings: [1, 2]}\nrules:\n  - id: a\n    <<: *all\n";
  const { text: said, ratings } = firstRule(text);
  const at = text.indexOf("*all");
  expect(said).toEqual({ key: { start: at, end: at + 4 }, range: { start: at, end: at + 4 }, value: "foo" });
  expect(ratings?.value.values).toEqual(["1", "2"]);
  expect([...(ratings?.value.offsets ?? [])]).toEqual([0, 4, 0, 4]);
});

test("an own key wins over one that is merged", () => {
  const text = "x-all: &all {text: foo, weight: 1}\nrules:\n  - <<: *all\n    id: a\n    text: bar\n";
  expect(firstRule(text)).toMatchObject({ text: { value: "bar" }, weight: { value: 1 } });
});

test.each([
  ["\n", ""],
  ["\r\n", ""],
  ["\n", "\uFEFF"],
  ["\r\n", "\uFEFF"],
])("line breaks %j behind %j change places only", (lineBreak, mark) => {
  const lines = ["version: 1", "rules:", "  - id: a", "    text: foo", "    ratings: [1, 2]", "  - id: b", ""];
  const text = mark + lines.join(lineBreak);
  const { rules, problems, version } = parse(text);
  expect(problems).toEqual([]);
  expect(version?.value).toBe(1);
  expect(rules.map(({ range }) => text.slice(range.start, range.end))).toEqual([
    ["- id: a", "    text: foo", "    ratings: [1, 2]"].join(lineBreak),
    "- id: b",
  ]);
  expect(rules[0]?.ratings?.value.values).toEqual(["1", "2"]);
});

test("a rule ends with its last value, comments between included", () => {
  const text = `rules:
  - id: a # one
    # two
    text: |
      foo

    # three

  # four
  - id: b
`;
  const [a] = parse(text).rules;
  expect(text.slice(a?.range.start, a?.range.end)).toBe("- id: a # one\n    # two\n    text: |\n      foo");
});

test.each([
  "rules: [{id: a, text: b}, {id: c}]",
  "rules:\n  [{id: a, text: b},\n   {id: c}]",
  "rules:\n- {id: a, text: b}\n- {id: c}",
  '{"version": 1, "rules": [{"id": "a", "text": "b"}, {"id": "c"}]}',
  '{\n\t"rules": [\n\t\t{"id": "a", "text": "b"},\n\t\t{"id": "c"}\n\t]\n}',
  '"rules":\n  - "id": a\n    "text": b\n  - "id": c',
  "---\n  rules:\n    - id: a\n      text: b\n    - id: c",
  "? rules\n: - id: a\n    text: b\n  - id: c",
  "rules:\n-\n  id: a\n  text: b\n- # next\n  id: c",
])("%j holds the same two rules", (text) => {
  const { rules, problems } = parse(text);
  expect(problems).toEqual([]);
  expect(rules.map(({ id, text: said }) => [id.value, said?.value])).toEqual([
    ["a", "b"],
    ["c", undefined],
  ]);
});

test.each([
  ["- id: a\n    text: b", "block"],
  ["- {id: a}", "flow"],
  ["- &x {id: a}", "flow"],
  ['- {"id": "a"}', "json"],
  ["-\n    id: a", "block"],
] as const)("%j is written in %s style", (written, style) => {
  expect(firstRule(`rules:\n  ${written}\n`).style).toBe(style);
});

test.each([
  ["rules: [{id: a}]", "block"],
  ["\uFEFF# {\n\n--- # a document\n{rules: []}", "flow"],
  ['{\n "rules": []}', "json"],
  ["", "block"],
] as const)("%j is a document in %s style", (text, style) => {
  expect(parse(text).style).toBe(style);
});
