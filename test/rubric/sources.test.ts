/** Sources, raters, responses and conditions on rows as they are read, and what is reported of them. */
import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import { read } from "./read.ts";

/** Every field as the text at its range, so that places are asserted with the values. */
function shown(part: unknown): unknown {
  if (Array.isArray(part)) return part.map((one) => shown(one));
  if (typeof part !== "object" || part === null) return part;
  if ("value" in part && !("key" in part)) return part.value;
  if ("value" in part) return shown(part.value);
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => (name === "range" ? [] : [[name, shown(value)]])),
  );
}

test("every key of every source", () => {
  const text = `
missing: ["-", 99]
ratings:
  - file: ratings/humans.csv
    item: [prompt_id, meta.id]
    rater: annotator
    rating: namedScores
    missing: none
    only: {split: [train, dev]}
    except: {rater: human3, rating: [7]}
  - clickhouse: {url_env: ENCORE_CLICKHOUSE_URL, table: ratings}
    item: id
    except: {rater: [a]}
raters: {people: [ann, bob], judges: "gpt-*"}
responses:
  - {file: r.jsonl, item: id, prompt_text: prompt, text: response, source: model, sensitive: true, only: {split: test}}
preferences:
  - file: pairs.jsonl
    rater: who
    except: {split: test}
  - demonstrations: {model: human}
    prompt: prompt_id
  - overall: helpfulness
  - clickhouse: {url_env: ENCORE_URL, table: pairs, chosen: better}
baselines:
  - {name: Skywork, file: rm.csv, only: {split: [test]}}
encore: {raters: people, epsilon: 0.2, weighting: kelley}
rules: []
`;
  const { missing, ratings, raters, responses, preferences, baselines, encore, problems } = parse(text);
  expect(problems).toEqual([]);
  expect(shown({ missing, ratings, raters, responses, preferences, baselines, encore: { ...encore, key: 0 } })).toEqual(
    {
      missing: ["-", "99"],
      ratings: [
        {
          kind: "file",
          file: "ratings/humans.csv",
          item: ["prompt_id", "meta.id"],
          rater: "annotator",
          rating: "namedScores",
          missing: ["none"],
          only: [{ column: "split", values: ["train", "dev"] }],
          except: [
            { column: "rater", values: ["human3"] },
            { column: "rating", values: ["7"] },
          ],
        },
        {
          kind: "clickhouse",
          urlEnv: "ENCORE_CLICKHOUSE_URL",
          table: "ratings",
          item: ["id"],
          except: [{ column: "rater", values: ["a"] }],
        },
      ],
      raters: { kind: "groups", people: ["ann", "bob"], judges: ["gpt-*"] },
      responses: [
        {
          file: "r.jsonl",
          item: ["id"],
          promptText: "prompt",
          text: "response",
          source: "model",
          sensitive: true,
          only: [{ column: "split", values: ["test"] }],
        },
      ],
      preferences: [
        { kind: "pairs", file: "pairs.jsonl", rater: "who", except: [{ column: "split", values: ["test"] }] },
        { kind: "demonstrations", demonstrations: [{ column: "model", values: ["human"] }], prompt: "prompt_id" },
        { kind: "overall", overall: "helpfulness" },
        { kind: "clickhouse-pairs", urlEnv: "ENCORE_URL", table: "pairs", chosen: "better" },
      ],
      baselines: [{ name: "Skywork", file: "rm.csv", only: [{ column: "split", values: ["test"] }] }],
      encore: { key: 0, raters: "people", epsilon: 0.2, weighting: "kelley" },
    },
  );
});

test.each(["ratings: r.csv\n", "ratings: [r.csv]\n", "ratings:\n  - r.csv\n"])("%j is a list of one file", (source) => {
  const text = `${source}rules: []\n`;
  const { ratings, problems } = parse(text);
  const [file] = ratings?.value ?? [];
  expect(problems).toEqual([]);
  expect(ratings?.value).toHaveLength(1);
  expect(file?.kind === "file" && text.slice(file.file.range.start, file.file.range.end)).toBe("r.csv");
  expect(file?.range).toEqual(file?.kind === "file" && file.file.range);
});

test("raters whose names are slots", () => {
  expect(parse("raters: anonymous\nrules: []\n").raters?.value).toEqual({ kind: "anonymous" });
});

test("the same after text above them changed", () => {
  const text = "raters: {people: [ann]}\nratings:\n  - {file: r.csv, only: {split: [a]}}\nrules: []\n";
  const moved = parse(`# moved\n${text}`);
  expect(moved.raters?.value).toMatchObject({ people: [{ range: { start: 26, end: 29 }, value: "ann" }] });
});

test("what is reported", () => {
  const text = `
missing: {a: b}
ratings: {file: a.csv}
raters: anonymus
responses:
  - {file: r.jsonl, sensitive: maybe}
  - {text: x}
preferences:
  - demonstrations: human
  - {file: p.jsonl, only: [split], except: {split: {a: b}}}
encore: {raters: humans, epsilon: 1.5}
rules: []
`.slice(1);
  expect(read(text).problems).toEqual([
    'format at "{a: b}": `missing` is a list of codes, `["-", 99]`; found a mapping.',
    'format at "{file: a.csv}": `ratings` is a list: write `- file: ratings/humans.csv`; found a mapping.',
    'format at "anonymus": `raters` is `{people: [ann, bob], judges: ["gpt-*"]}` or `anonymous`; found `anonymus`.',
    'format at "maybe": `sensitive` is `true` or `false`; found `maybe`.',
    'format at "{text: x}": A source of responses names its file: add `file: responses.jsonl`.',
    'format at "human": `demonstrations` is a mapping, `{model: human}`; found `human`.',
    'format at "[split]": `only` is a mapping, `{split: [train]}`; found a list.',
    'format at "{a: b}": `split` is a value or a list of values; found a mapping.',
    'format at "humans": `raters` is one of `all`, `people`, `judges`; found `humans`.',
    'format at "1.5": `epsilon` is a number from 0 to 1; found `1.5`.',
  ]);
});
