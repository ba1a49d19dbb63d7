/** Small sets of pairs with every kind of trouble: missing ratings, gates, ties, one prompt, pairs without a prompt. */
import fc from "fast-check";
import type { PairInput } from "../../server/src/statistics/pairs.ts";

const score = fc.integer({ min: 0, max: 4 }).map((level) => level / 4);

export function arbitraryPairs({ missing = true, gates = true } = {}): fc.Arbitrary<PairInput> {
  const rated = missing ? fc.option(score, { nil: Number.NaN, freq: 5 }) : score;
  return fc
    .record({ rules: fc.integer({ min: 1, max: 5 }), items: fc.integer({ min: 2, max: 12 }) })
    .chain(({ rules, items }) => {
      const item = fc.nat(items - 1);
      return fc.record({
        items: fc.constant(items),
        scores: fc.array(
          fc.array(rated, { minLength: items, maxLength: items }).map((list) => Float64Array.from(list)),
          { minLength: rules, maxLength: rules },
        ),
        pairs: fc.array(fc.tuple(item, item, fc.integer({ min: -1, max: 3 })), { maxLength: 40 }),
        failed: fc.array(fc.boolean(), { minLength: items, maxLength: items }),
      });
    })
    .map(({ items, scores, pairs, failed }) => ({
      items,
      scores,
      chosen: Int32Array.from(pairs, ([chosen]) => chosen),
      rejected: Int32Array.from(pairs, ([, rejected]) => rejected),
      prompt: Int32Array.from(pairs, ([, , prompt]) => prompt),
      failed: Uint8Array.from(failed, (fails) => (gates && fails ? 1 : 0)),
    }));
}

/** The same pairs with items and prompts called otherwise and everything in another order. */
export function rearranged(input: PairInput, order: (length: number) => number[]): PairInput {
  const toOld = order(input.items);
  const toNew = new Int32Array(input.items);
  toOld.forEach((old, now) => {
    toNew[old] = now;
  });
  const pairs = order(input.chosen.length);
  return {
    items: input.items,
    scores: input.scores.map((ofRule) => Float64Array.from(toOld, (old) => ofRule[old] ?? Number.NaN)),
    chosen: Int32Array.from(pairs, (p) => toNew[input.chosen[p] ?? 0] ?? 0),
    rejected: Int32Array.from(pairs, (p) => toNew[input.rejected[p] ?? 0] ?? 0),
    prompt: Int32Array.from(pairs, (p) => rename(input.prompt?.[p] ?? -1)),
    failed: Uint8Array.from(toOld, (old) => input.failed?.[old] ?? 0),
  };
}

function rename(prompt: number): number {
  return prompt < 0 ? prompt : 1000 - prompt;
}

/** An order of 0 ... length - 1 that depends on `key` alone. */
export function orderBy(key: number): (length: number) => number[] {
  return (length) => Array.from({ length }, (_, i) => i).sort((a, b) => hash(a, key) - hash(b, key) || a - b);
}

function hash(value: number, key: number): number {
  const mixed = Math.imul(value + 1, 0x9e3779b1) ^ Math.imul(key + 7, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
}
