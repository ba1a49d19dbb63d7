/** The sample rubrics: real numbers of their sources, nothing else, and rules in our own words. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { parse } from "../../server/src/rubric/parse.ts";
import { sharedData } from "../ratings/shared-data.ts";

const folder = path.resolve("media/sample");
const rubrics = readdirSync(folder).filter((name) => name.endsWith(".rubric.yaml"));
const MOST_BYTES = 600e3;

function lines(...place: string[]): string[] {
  return readFileSync(path.join(...place), "utf8")
    .trim()
    .split("\n");
}

/** The rows of a CSV without quotes, each by column. */
function table(...place: string[]): Record<string, string>[] {
  const [header = "", ...rows] = lines(...place);
  const columns = header.split(",");
  return rows.map((row) => {
    const values = row.split(",");
    return Object.fromEntries(columns.map((column, c) => [column, values[c] ?? ""]));
  });
}

const rated = (item: string, rule: string, rater: string, rating: string) =>
  `${item} ${rule} ${rater} ${Number(rating)}`;

/** A wide table as one text a rating. */
function wide(name: string): string[] {
  return table(folder, "ratings", name).flatMap(({ prompt_id, response_id, rater = "", ...rules }) =>
    Object.entries(rules).map(([rule, rating]) => rated(`${prompt_id}/${response_id}`, rule, rater, rating)),
  );
}

function golden(set: string): string[] {
  return table(sharedData ?? "", set, "golden/ratings_long.csv").map(
    ({ item = "", rule = "", rater = "", rating = "" }) => rated(item, rule, rater, rating),
  );
}

const words = (text: string) => text.toLowerCase().match(/[a-z']+/g) ?? [];

/** Each run of `length` words in a text. */
function runs(text: string, length: number): string[] {
  const all = words(text);
  return all.slice(length - 1).map((_, start) => all.slice(start, start + length).join(" "));
}

describe.skipIf(sharedData === undefined)("beside their sources", () => {
  test.each([
    ["assistant-safety.csv", "openai-rbr-gold"],
    ["stories.csv", "hanna"],
  ])("%s has the ratings of %s, all of them and no other", (name, set) => {
    expect(wide(name).sort()).toEqual(golden(set).sort());
  });

  test("conversations.csv.gz has the ratings of all annotators but the judge", () => {
    const [header = "", ...rows] = gunzipSync(readFileSync(path.join(folder, "ratings/conversations.csv.gz")))
      .toString()
      .trim()
      .split("\n");
    const [source = "", ...all] = readFileSync(
      path.join(sharedData ?? "", "convabuse/derived/ratings_wide.csv"),
      "utf8",
    )
      .trim()
      .split(/\r?\n/);
    const others = all.map((row) => row.split(",")).filter(([, , rater]) => rater !== "Annotator8");
    expect(header.split(",").slice(2)).toEqual(
      source
        .split(",")
        .slice(3, -1)
        .map((attribute) => attribute.replace(/^[a-z]+\./, "")),
    );
    expect(rows).toEqual(others.map(([item, , ...rest]) => [item, ...rest.slice(0, -1)].join(",")));
  });

  test("conversation-pairs.csv uses every turn that the judge marked, and no turn twice", () => {
    const pairs = table(folder, "ratings/conversation-pairs.csv");
    const own = table(sharedData ?? "", "convabuse/derived/ratings_wide.csv").filter(
      ({ rater }) => rater === "Annotator8",
    );
    const severity = new Map(own.map((row) => [row.prompt_id, Number(Object.values(row).at(-1))]));
    expect(pairs).toHaveLength(333);
    expect(
      pairs.filter(({ chosen, rejected }) => severity.get(chosen) !== 1 || (severity.get(rejected) ?? 1) > 0),
    ).toEqual([]);
    expect(new Set(pairs.flatMap(({ chosen, rejected }) => [chosen, rejected])).size).toBe(666);
  });

  test("the pairs of stories are the source's", () => {
    const pairs = lines(sharedData ?? "", "hanna/golden/pairs.jsonl").map((line) => JSON.parse(line));
    expect(table(folder, "ratings/story-pairs.csv")).toEqual(pairs);
  });

  test("no rule says six words in a row as its source does", () => {
    const source = path.join(sharedData ?? "", "openai-rbr-gold/config/proposition_prompts.yaml");
    const { simple_propositions: propositions } = parseYaml(readFileSync(source, "utf8"));
    const { rules } = parse(readFileSync(path.join(folder, "assistant-safety.rubric.yaml"), "utf8"));
    expect(rules.map((rule) => rule.id.value).sort()).toEqual(Object.keys(propositions).sort());
    const theirs = new Set(Object.values<{ prompt: string }>(propositions).flatMap(({ prompt }) => runs(prompt, 6)));
    expect(rules.flatMap((rule) => runs(rule.text?.value ?? "", 6)).filter((run) => theirs.has(run))).toEqual([]);
  });
});

test.each(rubrics)("%s has no problem, and a text in every rule", (name) => {
  const { problems, rules } = parse(readFileSync(path.join(folder, name), "utf8"));
  expect(problems).toEqual([]);
  expect(rules.filter((rule) => rule.text === undefined)).toEqual([]);
});

test("Open Sample offers every rubric that is here", () => {
  const samples: { file: string }[] = JSON.parse(readFileSync(path.join(folder, "samples.json"), "utf8"));
  expect(samples.map(({ file }) => file).sort()).toEqual([...rubrics].sort());
});

test("all of it is small", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
});
