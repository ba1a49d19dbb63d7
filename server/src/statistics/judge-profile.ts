import { intervalAlpha } from "./alpha.ts";
import type { Patterns } from "./patterns.ts";
import { pearson } from "./pearson.ts";
import { groupedByItem, type RatedBy } from "./rated-by.ts";
import { type Estimate, isDefined, type Maybe } from "./result.ts";
import { isBeyond, meanOverClusters } from "./severity.ts";

/** How a judge rates one rule, beside the people who rated the same items. */
export interface JudgeProfile {
  readonly items: number;
  /** Mean of the judge's score less the people's mean. */
  readonly severity: Maybe<Estimate>;
  /** Interval alpha between the judge and the people's mean, as two raters. */
  readonly agreementWithPeople: Maybe<Estimate>;
  /** The severity's interval is beyond a tenth of the scale. */
  readonly isBiased: boolean;
  /** The judge's score less the people's mean, by item, largest first: the responses to look at. */
  readonly differences: readonly { readonly item: number; readonly difference: number }[];
  /** confusion[a][b]: how often a person gave level a where the judge gave level b; each pair of ratings of one item counts once. */
  readonly confusion: readonly Uint32Array[];
}

const MARGIN = 0.1;

/** `levels` are the scores of the rule's levels, ascending; ratings of none of them are in no confusion. */
export function judgeProfile(
  rule: RatedBy,
  judge: number,
  people: readonly number[],
  levels: readonly number[],
): JudgeProfile {
  const both = besidePeople(rule, judge, people);
  const confusion = levels.map(() => new Uint32Array(levels.length));
  const levelOf = new Map(levels.map((score, level) => [score, level]));
  for (const { own, others } of both)
    for (const other of others) {
      const row = confusion[levelOf.get(other) ?? -1];
      const level = levelOf.get(own);
      if (row && level !== undefined) row[level] = (row[level] ?? 0) + 1;
    }
  const differences = both.map(({ item, own, mean }) => ({ item, difference: own - mean }));
  const severity = meanOverClusters(differences.map(({ difference }) => difference));
  return {
    items: both.length,
    severity: isDefined(severity) ? severity : { unavailable: "no item that a person rated too" },
    agreementWithPeople: agreementOf(
      both.map(({ own }) => own),
      both.map(({ mean }) => mean),
    ),
    isBiased: isBeyond(severity, MARGIN),
    differences: differences.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.item - b.item),
    confusion,
  };
}

interface Beside {
  readonly item: number;
  readonly own: number;
  readonly others: readonly number[];
  readonly mean: number;
}

/** The items that the judge and a person rated. */
function besidePeople(rule: RatedBy, judge: number, people: readonly number[]): readonly Beside[] {
  const isPerson = new Uint8Array(rule.raters);
  for (const person of people) isPerson[person] = 1;
  isPerson[judge] = 0;
  const { start, order } = groupedByItem(rule);
  const found: Beside[] = [];
  for (let item = 0; item < rule.items; item++) {
    const own = order.subarray(start[item] ?? 0, start[item + 1] ?? 0);
    const byJudge = own.find((r) => rule.rater[r] === judge);
    if (byJudge === undefined) continue;
    const others = Array.from(
      own.filter((r) => isPerson[rule.rater[r] ?? 0] === 1),
      (r) => rule.score[r] ?? 0,
    );
    if (others.length === 0) continue;
    const mean = others.reduce((sum, score) => sum + score, 0) / others.length;
    found.push({ item, own: rule.score[byJudge] ?? 0, others, mean });
  }
  return found;
}

/** Interval alpha of two raters; items with the same two scores are one pattern. */
function agreementOf(first: readonly number[], second: readonly number[]): Maybe<Estimate> {
  const values = Float64Array.from(new Set([...first, ...second])).sort();
  const number = new Map(Array.from(values, (value, v) => [value, v]));
  const kinds = new Map<number, number>();
  for (const [at, one] of first.entries()) {
    const [a, b] = [number.get(one) ?? 0, number.get(second[at] ?? 0) ?? 0];
    const kind = Math.min(a, b) * values.length + Math.max(a, b);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const start = [0];
  const value: number[] = [];
  const count: number[] = [];
  for (const kind of kinds.keys()) {
    const [a, b] = [Math.floor(kind / values.length), kind % values.length];
    value.push(...(a === b ? [a] : [a, b]));
    count.push(...(a === b ? [2] : [1, 1]));
    start.push(value.length);
  }
  const patterns: Patterns = {
    start: Uint32Array.from(start),
    value: Uint32Array.from(value),
    count: Uint32Array.from(count),
    items: Uint32Array.from(kinds.values()),
  };
  return intervalAlpha(patterns, values);
}

/** How alike repeated judgements of one judge are. */
export interface OwnConsistency {
  /** Mean correlation of two repeats over the items that both rated. */
  readonly correlation: Maybe<number>;
  /** Share of identical scores. */
  readonly identical: number;
}

/** `repeats` are the raters that are one judge (model#1, model#2 ...). */
export function ownConsistency(rule: RatedBy, repeats: readonly number[]): Maybe<OwnConsistency> {
  let [common, identical] = [0, 0];
  const correlations = pairsOf(rule, repeats).map(({ first, second }) => {
    common += first.length;
    identical += first.filter((score, at) => score === second[at]).length;
    return pearson(first, second);
  });
  if (common === 0) return { unavailable: "no item judged twice" };
  return { correlation: meanDefined(correlations), identical: identical / common };
}

export interface JudgePanel {
  readonly judges: number;
  /** Mean correlation of two judges after the people's mean is taken off. */
  readonly correlation: number;
  /** How many independent judges they are worth. */
  readonly effective: number;
}

/**
 * The effective number of judges, k / (1 + (k - 1) r), r = the mean correlation of two judges' scores less the people's mean, 0 at least: judges
 * who err alike are fewer than they look. `ratings` may be pooled over rules.
 */
export function effectiveJudges(
  ratings: RatedBy,
  judges: readonly number[],
  people: readonly number[],
): Maybe<JudgePanel> {
  if (judges.length < 2) return { unavailable: "one judge" };
  const errors = new Map(
    judges.map((judge) => [
      judge,
      new Map(besidePeople(ratings, judge, people).map(({ item, own, mean }) => [item, own - mean])),
    ]),
  );
  const correlations = judges.flatMap((one, at) =>
    judges.slice(0, at).map((other) => {
      const [first, second] = [errors.get(one), errors.get(other)];
      const items = [...(first?.keys() ?? [])].filter((item) => second?.has(item));
      return pearson(
        items.map((item) => first?.get(item) ?? 0),
        items.map((item) => second?.get(item) ?? 0),
      );
    }),
  );
  const correlation = meanDefined(correlations);
  if (!isDefined(correlation)) return { unavailable: "judges share too few items with people" };
  const k = judges.length;
  return { judges: k, correlation, effective: k / (1 + (k - 1) * Math.max(0, correlation)) };
}

function pairsOf(rule: RatedBy, raters: readonly number[]): { first: number[]; second: number[] }[] {
  const byRater = new Map(raters.map((rater) => [rater, new Map<number, number>()]));
  for (const [r, score] of rule.score.entries()) byRater.get(rule.rater[r] ?? 0)?.set(rule.item[r] ?? 0, score);
  return raters.flatMap((one, at) =>
    raters.slice(0, at).map((other) => {
      const [first, second] = [byRater.get(one), byRater.get(other)];
      const items = [...(first?.keys() ?? [])].filter((item) => second?.has(item));
      return { first: items.map((i) => first?.get(i) ?? 0), second: items.map((i) => second?.get(i) ?? 0) };
    }),
  );
}

function meanDefined(values: readonly Maybe<number>[]): Maybe<number> {
  const defined = values.filter(isDefined);
  if (defined.length === 0) return { unavailable: "no variation" };
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
