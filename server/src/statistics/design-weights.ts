import { groupedByItem, type RatedBy } from "./rated-by.ts";
import type { Steps } from "./steps.ts";

/**
 * How much of a covariance between two rules the products of `likeRules` hold, by pair of rules: the sum over prompts and over raters j of the
 * one and j' of the other, j not j', of c (1 - 1/n - 1/n' + c / (n n')), n and n' how many of the prompt's items they rated and c how many of
 * these are the same. Where every rule was rated by the same raters on the same items it is the same for all pairs.
 */
export function* designWeights(
  rules: readonly RatedBy[],
  prompt: Uint32Array,
): Steps<(k: number, l: number) => number> {
  const designs: RatedBy[] = [];
  const of: number[] = [];
  for (const rule of rules) {
    const known = designs.findIndex((design) => isSame(design.item, rule.item) && isSame(design.rater, rule.rater));
    of.push(known < 0 ? designs.push(rule) - 1 : known);
    yield;
  }
  const weights = new Map<number, number>();
  for (let a = 0; a < designs.length; a++)
    for (let b = 0; b <= a; b++) {
      const [one, other] = [designs[a], designs[b]];
      if (one && other) weights.set(a * designs.length + b, weightOf(one, other, prompt));
      yield;
    }
  return (k, l) => {
    const [a, b] = [of[k] ?? 0, of[l] ?? 0];
    return weights.get(Math.max(a, b) * designs.length + Math.min(a, b)) ?? 0;
  };
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return a === b || (a.length === b.length && a.every((value, at) => value === b[at]));
}

function weightOf(one: RatedBy, other: RatedBy, prompt: Uint32Array): number {
  const [ofOne, ofOther] = [itemsByRater(one, prompt), itemsByRater(other, prompt)];
  const first = groupedByItem(one);
  const second = groupedByItem(other);
  // Numbers of prompt, rater and rater are too large for one key, so each prompt has a map of its own.
  const common = new Map<number, Map<number, number>>();
  for (let i = 0; i < one.items; i++) {
    const g = prompt[i] ?? 0;
    for (let at = first.start[i] ?? 0; at < (first.start[i + 1] ?? 0); at++)
      for (let by = second.start[i] ?? 0; by < (second.start[i + 1] ?? 0); by++) {
        const j = one.rater[first.order[at] ?? 0] ?? 0;
        const l = other.rater[second.order[by] ?? 0] ?? 0;
        if (j === l) continue;
        const own = common.get(g) ?? new Map<number, number>();
        common.set(g, own);
        const key = j * one.raters + l;
        own.set(key, (own.get(key) ?? 0) + 1);
      }
  }
  let weight = 0;
  for (const [g, own] of common)
    for (const [key, c] of own) {
      const n = ofOne.get(g * one.raters + Math.floor(key / one.raters)) ?? 1;
      const m = ofOther.get(g * one.raters + (key % one.raters)) ?? 1;
      weight += c * (1 - 1 / n - 1 / m + c / (n * m));
    }
  return weight;
}

/** By prompt * raters + rater: how many items of the prompt the rater rated. */
function itemsByRater(rule: RatedBy, prompt: Uint32Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let r = 0; r < rule.item.length; r++) {
    const key = (prompt[rule.item[r] ?? 0] ?? 0) * rule.raters + (rule.rater[r] ?? 0);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}
