import { benjaminiYekutieli } from "./holm.ts";
import { groupedByItem, type RatedBy } from "./rated-by.ts";
import type { Maybe } from "./result.ts";
import { studentTQuantile, studentTUpper } from "./student-t-p.ts";

/** How a judge does against one person, over the items that both and another person rated. */
export interface PersonTest {
  readonly rater: number;
  readonly items: number;
  /** How often the judge is as near to the other people as this person, or nearer; in the balanced form a mean of two shares. */
  readonly advantage: number;
  /** How much more often this person is, than the judge is. */
  readonly difference: number;
  /** One-sided, of a difference of epsilon or more; not adjusted. */
  readonly p: number;
  /** One-sided, of a difference of epsilon or less; not adjusted. */
  readonly pWorse: number;
  /** After Benjamini and Yekutieli's adjustment. */
  readonly isBeaten: boolean;
  readonly isBetter: boolean;
}

export interface JudgeTest {
  /** Share of people whom the judge may replace at the cost epsilon. */
  readonly winningRate: number;
  /** Mean of the judge's advantages over people. */
  readonly advantage: number;
  readonly perRater: readonly PersonTest[];
  /** Winning rate of one half or more. */
  readonly mayReplace: boolean;
  /** Half of the people or more are shown to be better by more than epsilon. */
  readonly isWorse: boolean;
  /** Balanced: items where another person departs from the commonest value weigh one half, because on all items a constant passes. */
  readonly form: "plain" | "balanced";
  /** Items more a person until half of the people are beaten with a chance of 80%, if all stays as it is; 0 where they are. */
  readonly itemsWanted: Maybe<number>;
}

export interface JudgeTestOptions {
  readonly people: readonly number[];
  /** What a judge saves, as a share of items: 0.1 crowd, 0.15 trained raters, 0.2 experts. */
  readonly epsilon: number;
  /** How the commonest score of a rule is written, for the reason of a test that a constant passes. */
  readonly labelOf?: (rule: number, score: number) => string;
}

const ITEMS_NEEDED = 30;
const ITEMS_NEEDED_BALANCED = 10;
const LEVEL = 0.05;
/** Squared errors that differ by no more are equal, whatever their last bits. */
const TOLERANCE = 1e-9;

/**
 * The alternative annotator test (Calderon, Reichart and Dror, ACL 2025), by rule: may `judge` stand in for a person? Each person h is left out in
 * turn; over the items of h that another person and the judge rated, S = -RMSE to the other people's ratings, the judge's indicator is 1
 * where S(judge) >= S(h), the person's where S(h) >= S(judge). A one-sided t-test holds the mean of (person's - judge's) under epsilon;
 * Benjamini and Yekutieli over all people and rules of the judge at 5%.
 *
 * On two levels RMSE orders judge and person as the share of equal ratings does, so it is the one score. Where a judge that always gives
 * the commonest value passes too, the balanced form decides, and where it passes that, nothing does. Unavailable without two people with 30
 * such items each.
 */
export function judgeTests(
  rules: readonly RatedBy[],
  judge: number,
  options: JudgeTestOptions,
): readonly Maybe<JudgeTest>[] {
  const undecided = rules.map((rule, k) => comparisons(rule, judge, options, k));
  const tests = undecided.flatMap((one) => ("unavailable" in one ? [] : one.people));
  const beaten = benjaminiYekutieli(tests.map(({ p }) => p));
  const better = benjaminiYekutieli(tests.map(({ pWorse }) => pWorse));
  let at = 0;
  return undecided.map((one) => {
    if ("unavailable" in one) return one;
    const perRater = one.people.map((person): PersonTest => {
      const here = at++;
      const { rater, items, advantage, difference, p, pWorse } = person;
      const isBeaten = (beaten[here] ?? 1) <= LEVEL;
      return { rater, items, advantage, difference, p, pWorse, isBeaten, isBetter: (better[here] ?? 1) <= LEVEL };
    });
    const share = (holds: (person: PersonTest) => boolean): number => perRater.filter(holds).length / perRater.length;
    const winningRate = share(({ isBeaten }) => isBeaten);
    return {
      winningRate,
      advantage: perRater.reduce((sum, { advantage }) => sum + advantage / perRater.length, 0),
      perRater,
      mayReplace: winningRate >= 0.5,
      isWorse: share(({ isBetter }) => isBetter) >= 0.5,
      form: one.form,
      itemsWanted: winningRate >= 0.5 ? 0 : itemsWanted(one.people, tests.length, options.epsilon),
    };
  });
}

/** A person's differences, by whether another person departs from the commonest value there. */
interface Comparison {
  readonly rater: number;
  readonly departing: Moments;
  readonly rest: Moments;
}

interface Moments {
  n: number;
  sum: number;
  squares: number;
  judgeWins: number;
}

type Tested = Omit<PersonTest, "isBeaten" | "isBetter"> & { readonly error: number };

function comparisons(
  rule: RatedBy,
  judge: number,
  { people, epsilon, labelOf }: JudgeTestOptions,
  k: number,
): Maybe<{ form: JudgeTest["form"]; people: readonly Tested[] }> {
  const isPerson = new Uint8Array(rule.raters);
  for (const person of people) isPerson[person] = 1;
  const commonest = commonestOf(rule, isPerson);
  const [ofJudge, ofConstant] = compare(rule, judge, isPerson, commonest);
  const counted = ofJudge.map(({ departing, rest }) => departing.n + rest.n);
  const enough = ofJudge.filter((_, at) => (counted[at] ?? 0) >= ITEMS_NEEDED);
  if (enough.length < 2) {
    const [, second = 0] = [...counted].sort((a, b) => b - a);
    const missing = ITEMS_NEEDED - second;
    return { unavailable: `needs ${missing} more items that two people and the judge rated` };
  }
  const constant = ofConstant.filter((_, at) => (counted[at] ?? 0) >= ITEMS_NEEDED);
  const plain = enough.map((one) => plainTest(one, epsilon));
  if (!passes(constant.map((one) => plainTest(one, epsilon)))) return { form: "plain", people: plain };
  const isBalanced = ({ departing, rest }: Comparison): boolean =>
    departing.n >= ITEMS_NEEDED_BALANCED && rest.n >= ITEMS_NEEDED_BALANCED;
  const balanced = enough.filter(isBalanced).map((one) => balancedTest(one, epsilon));
  const balancedConstant = constant.filter(isBalanced).map((one) => balancedTest(one, epsilon));
  if (balanced.length < 2 || passes(balancedConstant)) {
    const label = labelOf?.(k, commonest) ?? String(commonest);
    return { unavailable: `a judge that always says ${label} would pass` };
  }
  return { form: "balanced", people: balanced };
}

function passes(tests: readonly Tested[]): boolean {
  const beaten = benjaminiYekutieli(tests.map(({ p }) => p)).filter((p) => p <= LEVEL);
  return beaten.length >= tests.length / 2;
}

/** By person what the judge and what a constant do, in one pass over the items that the judge rated. */
function compare(
  rule: RatedBy,
  judge: number,
  isPerson: Uint8Array,
  commonest: number,
): readonly [judge: readonly Comparison[], constant: readonly Comparison[]] {
  const empty = (): Moments => ({ n: 0, sum: 0, squares: 0, judgeWins: 0 });
  const found = [new Map<number, Comparison>(), new Map<number, Comparison>()] as const;
  const { start, order } = groupedByItem(rule);
  for (let i = 0; i < rule.items; i++) {
    const own = order.subarray(start[i] ?? 0, start[i + 1] ?? 0);
    const byJudge = own.find((r) => rule.rater[r] === judge);
    if (byJudge === undefined) continue;
    const people = own.filter((r) => isPerson[rule.rater[r] ?? 0] === 1 && r !== byJudge);
    if (people.length < 2) continue;
    let [sum, squares, departing] = [0, 0, 0];
    for (const r of people) {
      const x = rule.score[r] ?? 0;
      sum += x;
      squares += x * x;
      if (x !== commonest) departing++;
    }
    const others = people.length - 1;
    for (const r of people) {
      const x = rule.score[r] ?? 0;
      // Mean squared distance of y to the people other than this one.
      const distance = (y: number): number => (squares - x * x - 2 * y * (sum - x) + others * y * y) / others;
      const ofPerson = distance(x);
      const isDeparting = departing - (x === commonest ? 0 : 1) > 0;
      for (const [which, y] of [rule.score[byJudge] ?? 0, commonest].entries()) {
        const ofOther = distance(y);
        const judgeWins = ofOther <= ofPerson + TOLERANCE ? 1 : 0;
        const personWins = ofPerson <= ofOther + TOLERANCE ? 1 : 0;
        const by = found[which === 0 ? 0 : 1];
        const rater = rule.rater[r] ?? 0;
        const own = by.get(rater) ?? { rater, departing: empty(), rest: empty() };
        by.set(rater, own);
        const into = isDeparting ? own.departing : own.rest;
        into.n++;
        into.sum += personWins - judgeWins;
        into.squares += (personWins - judgeWins) ** 2;
        into.judgeWins += judgeWins;
      }
    }
  }
  return [[...found[0].values()], [...found[1].values()]];
}

function plainTest({ rater, departing, rest }: Comparison, epsilon: number): Tested {
  const all: Moments = {
    n: departing.n + rest.n,
    sum: departing.sum + rest.sum,
    squares: departing.squares + rest.squares,
    judgeWins: departing.judgeWins + rest.judgeWins,
  };
  const difference = all.sum / all.n;
  const variance = varianceOf(all) / all.n;
  return {
    rater,
    items: all.n,
    advantage: all.judgeWins / all.n,
    difference,
    ...tails(difference, variance, all.n - 1, epsilon),
  };
}

/** Welch's t for the mean of two means, each of half the weight. */
function balancedTest({ rater, departing, rest }: Comparison, epsilon: number): Tested {
  const [first, second] = [varianceOf(departing) / departing.n / 4, varianceOf(rest) / rest.n / 4];
  const df = (first + second) ** 2 / (first ** 2 / (departing.n - 1) + second ** 2 / (rest.n - 1));
  const difference = (departing.sum / departing.n + rest.sum / rest.n) / 2;
  return {
    rater,
    items: departing.n + rest.n,
    advantage: (departing.judgeWins / departing.n + rest.judgeWins / rest.n) / 2,
    difference,
    ...tails(difference, first + second, df, epsilon),
  };
}

function tails(
  difference: number,
  variance: number,
  df: number,
  epsilon: number,
): { p: number; pWorse: number; error: number } {
  // Every item the same: there is nothing to estimate.
  if (!(variance > 0)) return { p: difference < epsilon ? 0 : 1, pWorse: difference > epsilon ? 0 : 1, error: 0 };
  const error = Math.sqrt(variance);
  const t = (difference - epsilon) / error;
  return { p: studentTUpper(-t, df), pWorse: studentTUpper(t, df), error };
}

function varianceOf({ n, sum, squares }: Moments): number {
  return (squares - (sum * sum) / n) / (n - 1);
}

/**
 * Items more a person: how many it takes until the person in the middle is beaten, at the level that the middle one of all `tests` has to pass and with
 * a chance of 80%.
 */
function itemsWanted(people: readonly Tested[], tests: number, epsilon: number): Maybe<number> {
  let harmonic = 0;
  for (let i = 1; i <= tests; i++) harmonic += 1 / i;
  const reach = studentTQuantile(LEVEL / 2 / harmonic, 1e6) + 0.8416;
  const more = people
    .map(({ items, difference, error }) =>
      difference < epsilon
        ? Math.max(0, Math.ceil(items * ((reach * error) / (epsilon - difference)) ** 2 - items))
        : Number.POSITIVE_INFINITY,
    )
    .sort((a, b) => a - b);
  const middle = more[Math.ceil(people.length / 2) - 1] ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(middle) ? middle : { unavailable: "half of the people are better by epsilon or more" };
}

function commonestOf({ score, rater }: RatedBy, isPerson: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const [r, x] of score.entries()) if (isPerson[rater[r] ?? 0]) counts.set(x, (counts.get(x) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return first?.[0] ?? 0;
}
