/** Real ratings and pairs of the shared data, read plainly, as a PairSet; and whether they are there to be read. */
import { readFileSync } from "node:fs";
import { type PairSet, pairSet } from "../../server/src/statistics/pairs.ts";
import { sharedData } from "../ratings/shared-data.ts";

const shared = new URL("../../../shared/data/", import.meta.url);

export interface RatedPairs {
  readonly rules: readonly string[];
  readonly pairs: PairSet;
}

/** Whether tests of real ratings run. */
export function hasSharedData(): boolean {
  return sharedData !== undefined;
}

export function readShared(path: string): string {
  return readFileSync(new URL(path, shared), "utf8");
}

// biome-ignore lint/suspicious/noExplicitAny: golden files are loose JSON, held field by field in the tests.
export function readGolden(name: string): any {
  return JSON.parse(readShared(`${name}/golden/golden.json`));
}

/** Scores are (mean rating - 1) / 4: both data sets rate 1 to 5. */
export function readRatedPairs(name: string): RatedPairs {
  const ratings = readShared(`${name}/golden/ratings_long.csv`)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .map(([item = "", rule = "", , rating = ""]) => ({ item, rule, rating: Number(rating) }));
  const lines = readShared(`${name}/golden/pairs.jsonl`).trim().split(/\r?\n/);
  const pairs = lines.map((line) => JSON.parse(line) as { prompt: string; chosen: string; rejected: string });
  const rules = [...new Set(ratings.map((r) => r.rule))];
  const items = [...new Set(ratings.map((r) => r.item))];
  const prompts = [...new Set(pairs.map((p) => p.prompt))];
  const itemNumber = new Map(items.map((item, i) => [item, i]));
  const scores = rules.map((rule) => {
    const sum = new Float64Array(items.length);
    const count = new Float64Array(items.length);
    for (const r of ratings) {
      const i = r.rule === rule ? itemNumber.get(r.item) : undefined;
      if (i === undefined) continue;
      sum[i] = (sum[i] ?? 0) + (r.rating - 1) / 4;
      count[i] = (count[i] ?? 0) + 1;
    }
    return sum.map((s, i) => s / (count[i] ?? 0));
  });
  return {
    rules,
    pairs: pairSet({
      items: items.length,
      scores,
      chosen: Int32Array.from(pairs, (p) => itemNumber.get(p.chosen) ?? -1),
      rejected: Int32Array.from(pairs, (p) => itemNumber.get(p.rejected) ?? -1),
      prompt: Int32Array.from(pairs, (p) => prompts.indexOf(p.prompt)),
    }),
  };
}
