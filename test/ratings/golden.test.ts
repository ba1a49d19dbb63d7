/** Real ratings: counts as the golden values have them, from long files and from the wide ones they came from. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import type { RuleTally, Tallies } from "../../server/src/tallies/tallies.ts";
import { asking } from "./folder.ts";
import { sharedData } from "./shared-data.ts";

interface Golden {
  readonly levels: readonly number[];
  readonly rules: Readonly<Record<string, { n: number; counts: readonly number[]; items_multi?: number }>>;
}

function golden(set: string): Golden {
  return JSON.parse(readFileSync(path.join(sharedData ?? "", set, "golden/golden.json"), "utf8"));
}

async function tallied(set: string, file: string, mapping = {}): Promise<Tallies | undefined> {
  const base = path.join(sharedData ?? "", set);
  const { value, problems } = await createDuckDbStore({ base, allowed: [base] }).tally(asking(file, mapping));
  expect(problems).toEqual([]);
  return value;
}

function countsOf(rule: RuleTally | undefined, levels: readonly number[]): number[] {
  return levels.map((level) => rule?.counts[rule.values.indexOf(String(level))] ?? 0);
}

function ratedMoreThanOnce(rule: RuleTally | undefined): number {
  let multiple = 0;
  rule?.patterns.items.forEach((items, p) => {
    const counts = rule.patterns.count.subarray(rule.patterns.start[p], rule.patterns.start[p + 1]);
    if (counts.reduce((total, count) => total + count, 0) > 1) multiple += items;
  });
  return multiple;
}

describe.skipIf(sharedData === undefined)("real ratings", () => {
  test.each(["hanna", "summeval-op", "openai-rbr-gold", "convabuse"])("%s, long: as golden", async (set) => {
    const { levels, rules } = golden(set);
    const tallies = await tallied(set, "golden/ratings_long.csv");
    expect(tallies?.rules.map((rule) => rule.rule)).toEqual(Object.keys(rules).sort());
    for (const [id, expected] of Object.entries(rules)) {
      const rule = tallies?.rules.find((one) => one.rule === id);
      expect({ id, counts: countsOf(rule, levels) }).toEqual({ id, counts: expected.counts });
      expect({ id, multiple: ratedMoreThanOnce(rule) }).toEqual({ id, multiple: expected.items_multi ?? 0 });
    }
  });

  test.each([
    ["openai-rbr-gold", "derived/propositions_wide.csv"],
    ["convabuse", "derived/ratings_wide.csv"],
  ])("%s, wide: as golden", async (set, file) => {
    const { levels, rules } = golden(set);
    const tallies = await tallied(set, file, { item: ["prompt_id", "response_id"] });
    expect(tallies?.shape).toBe("wide");
    for (const [id, expected] of Object.entries(rules))
      expect({
        id,
        counts: countsOf(
          tallies?.rules.find((rule) => rule.rule === id),
          levels,
        ),
      }).toEqual({ id, counts: expected.counts });
  });

  test("ids of a wide file are no rules", async () => {
    const tallies = await tallied("hanna", "derived/human_ratings_wide.csv", { item: ["prompt_id", "response_id"] });
    expect(tallies?.rules.map((rule) => rule.rule)).toEqual(["CH", "CX", "EG", "EM", "RE", "SU"]);
    expect(tallies?.items[0]).toBe("0/BertGeneration");
    expect(tallies?.raters).toBe(3);
  });

  test.each(["hanna", "summeval-op"])("%s: preference pairs", async (set) => {
    const base = path.join(sharedData ?? "", set, "golden");
    const lines = readFileSync(path.join(base, "pairs.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const columns = { chosen: undefined, rejected: undefined, prompt: undefined, by: undefined, judges: [] };
    const { value, problems } = await createDuckDbStore({ base, allowed: [base] }).pairs({
      file: "pairs.jsonl",
      ...columns,
    });
    expect(problems).toEqual([]);
    const pairs = Array.from(value?.chosen ?? [], (chosen, at) => ({
      prompt: value?.prompts[value.prompt[at] ?? -1],
      chosen: value?.items[chosen],
      rejected: value?.items[value.rejected[at] ?? -1],
    }));
    expect(pairs).toEqual(lines);
  });
});
