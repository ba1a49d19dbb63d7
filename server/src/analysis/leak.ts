/** Whether preferences are by a rater whose ratings they then judge. */
import type { PairSet } from "../statistics/pairs.ts";
import type { RatedBy } from "../statistics/rated-by.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import type { Steps } from "../statistics/steps.ts";
import { studentTUpper } from "../statistics/student-t-p.ts";
import { isPending, type Leak } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { Pairs } from "./pair-input.ts";
import type { Paired } from "./pair-up.ts";
import type { Numbering } from "./rated.ts";
import type { Stages } from "./stages.ts";
import { ratedOf } from "./weigh.ts";

const OWN_SHARE = 0.9;
const OVER_OTHERS = 0.05;
const P_OF_ALL_RATERS = 0.01;

export function leakOf({ counted, weights }: Stages, paired: Paired, evidence: Evidence): Maybe<Leak | undefined> {
  if (paired.pairs.isSameRater) return { kind: "same rater" };
  // Named judges are left out of the rewards already; slots are nobody.
  if (paired.pairs.without.some((rater) => rater !== undefined)) return undefined;
  if (counted.numbering.raters.length < 2 || counted.rubric.raters?.value.kind === "anonymous") return undefined;
  const rules = weights.places.flatMap((at) => counted.rules[at] ?? []);
  const rated: RatedBy[] = [];
  for (const { counts } of rules) {
    const one = ratedOf(counts.ratings, counted, evidence);
    if (!isDefined(one)) return isPending(one) ? one : undefined;
    rated.push(one);
  }
  const isNegative = evidence.same(rules.map(({ rule }) => rule.polarity?.value === "negative"));
  return evidence.of(
    "leak",
    [paired.set, paired.pairs, evidence.same(rated), isNegative, counted.numbering],
    ownRatings,
  );
}

/**
 * The rater whose own sum of the rules (turned, 1 best) decides 90% of the pairs rightly or more, 5 points over that of the
 * means of the others, with p < 0.01 / raters by a one-sided paired t over prompts.
 */
function* ownRatings(
  set: PairSet,
  pairs: Pairs,
  rated: readonly RatedBy[],
  isNegative: readonly boolean[],
  { items, raters }: Numbering,
): Steps<Leak | undefined> {
  const sums = sumsByRater(rated, isNegative, raters.length);
  yield;
  const number = new Map(items.map((item, at) => [item, at]));
  const place = pairs.items.map((item) => number.get(item) ?? -1);
  for (const [rater, own] of sums.entries()) {
    const difference = new Map<number, number>();
    let n = 0;
    let right = 0;
    let others = 0;
    for (let p = 0; p < set.pairs; p++) {
      const [a, b] = [place[set.chosen[p] ?? 0] ?? -1, place[set.rejected[p] ?? 0] ?? -1];
      const mine = outcome(own.get(a), own.get(b));
      const theirs = outcome(meanOfOthers(sums, rater, a), meanOfOthers(sums, rater, b));
      if (mine === undefined || theirs === undefined) continue;
      n++;
      right += mine;
      others += theirs;
      const prompt = set.prompt[p] ?? 0;
      difference.set(prompt, (difference.get(prompt) ?? 0) + mine - theirs);
    }
    yield;
    if (n === 0 || right / n < OWN_SHARE || (right - others) / n < OVER_OTHERS) continue;
    if (upperP([...difference.values()]) < P_OF_ALL_RATERS / raters.length)
      return { kind: "own ratings", rater: raters[rater] ?? "", own: right / n, others: others / n };
  }
  return undefined;
}

/** By rater and item: the sum over all rules, where the rater rated the item under each. */
function sumsByRater(
  rated: readonly RatedBy[],
  isNegative: readonly boolean[],
  raters: number,
): readonly ReadonlyMap<number, number>[] {
  const sums = Array.from({ length: raters }, () => new Map<number, { sum: number; rules: number }>());
  for (const [k, { item, rater, score }] of rated.entries())
    for (let r = 0; r < item.length; r++) {
      const of = sums[rater[r] ?? 0];
      const known = of?.get(item[r] ?? 0) ?? { sum: 0, rules: 0 };
      known.sum += isNegative[k] ? 1 - (score[r] ?? 0) : (score[r] ?? 0);
      known.rules += 1;
      of?.set(item[r] ?? 0, known);
    }
  return sums.map(
    (of) => new Map([...of].flatMap(([item, { sum, rules }]) => (rules === rated.length ? [[item, sum]] : []))),
  );
}

function meanOfOthers(sums: readonly ReadonlyMap<number, number>[], rater: number, item: number): number | undefined {
  let total = 0;
  let n = 0;
  for (const [other, of] of sums.entries()) {
    const sum = other === rater ? undefined : of.get(item);
    if (sum === undefined) continue;
    total += sum;
    n++;
  }
  return n > 0 ? total / n : undefined;
}

function outcome(chosen: number | undefined, rejected: number | undefined): number | undefined {
  if (chosen === undefined || rejected === undefined) return undefined;
  const difference = chosen - rejected;
  return Math.abs(difference) <= 1e-9 ? 0.5 : difference > 0 ? 1 : 0;
}

/** One-sided, that the mean is over 0; 1 where that is not tested. */
function upperP(values: readonly number[]): number {
  const n = values.length;
  if (n < 5) return 1;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  if (variance <= 0) return mean > 0 ? 0 : 1;
  return studentTUpper((mean * Math.sqrt(n)) / Math.sqrt(variance), n - 1);
}
