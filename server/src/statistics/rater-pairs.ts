import { type PairSet, pairSet, tieTolerance } from "./pairs.ts";
import { createRandom } from "./random.ts";
import { grouped, numberedPrompts, type RatedBy } from "./rated-by.ts";
import { PROMPTS_NEEDED } from "./reliability.ts";
import type { Maybe } from "./result.ts";
import type { Steps } from "./steps.ts";

/**
 * Preferences that the raters' own ratings make: each rater in turn is the judge, orders the pairs of one prompt by the sum of their
 * own ratings, and the means of the others' ratings are what the rules say. No rater's ratings are on both sides.
 */
export interface RaterPairs {
  /** Its items are responses as one judge leaves them to the others, so that an ordinary weighting can be measured on it. */
  readonly set: PairSet;
  /** By pair: the rater who judges it. */
  readonly judge: Uint32Array;
  /** By item of `set`: the item of the ratings. */
  readonly item: Uint32Array;
  /** Responses that two raters or more rated under all rules. */
  readonly responses: number;
  /** Without prompts, pairs are of any two responses of a seeded partition into blocks of at most ten. */
  readonly unit: "prompts" | "items";
  /** By item of the ratings: the prompt of `set` that it belongs to, or -1. */
  readonly promptOf: Int32Array;
}

const RESPONSES_NEEDED = 80;
const MOST_PAIRS = 50_000;
const BLOCK = 10;

/**
 * `rules` share items, raters and prompts; their scores are turned, 1 best. Ratings count where their rater rated the item under every
 * rule and another rater did too. `overall`, where there is one, orders the pairs in place of the sum. Over 50,000 pairs a
 * seeded sample of prompts is taken. Unavailable under 80 such responses.
 */
export function* raterPairs(rules: readonly RatedBy[], overall?: RatedBy): Steps<Maybe<RaterPairs>> {
  const cells = completeCells(rules, overall);
  yield;
  if (cells.responses < RESPONSES_NEEDED)
    return { unavailable: "fewer than 80 responses were rated by two raters under all rules" };
  const { of, prompts, unit } = promptsOf(rules, cells);
  const { scores, own } = scoresOf(rules, cells, overall);
  yield;
  const byPrompt = grouped(
    cells.item.map((item) => of[item] ?? 0),
    prompts,
  );
  const chosen: number[] = [];
  const rejected: number[] = [];
  const prompt: number[] = [];
  for (const g of shuffled(prompts)) {
    const members = byPrompt.order.subarray(byPrompt.start[g] ?? 0, byPrompt.start[g + 1] ?? 0);
    for (const [at, first] of members.entries())
      for (let b = 0; b < at; b++) {
        const second = members[b] ?? 0;
        if (cells.rater[first] !== cells.rater[second]) continue;
        const difference = (own[first] ?? 0) - (own[second] ?? 0);
        if (!(Math.abs(difference) > tieTolerance)) continue;
        chosen.push(difference > 0 ? first : second);
        rejected.push(difference > 0 ? second : first);
        prompt.push(g);
      }
    if (chosen.length >= MOST_PAIRS) break;
    if (g % 20 === 0) yield;
  }
  const set = pairSet({
    items: cells.item.length,
    scores,
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
  // A pair set numbers its prompts by first appearance.
  const numbered = new Int32Array(prompts).fill(-1);
  for (const [p, g] of prompt.entries()) numbered[g] = set.prompt[p] ?? -1;
  return {
    set,
    judge: Uint32Array.from(chosen, (cell) => cells.rater[cell] ?? 0),
    item: cells.item,
    responses: cells.responses,
    unit,
    promptOf: Int32Array.from(of, (g) => (g < 0 ? -1 : (numbered[g] ?? -1))),
  };
}

/** A rater and an item that they rated under every rule, where another rater did the same. */
interface Cells {
  readonly item: Uint32Array;
  readonly rater: Uint32Array;
  /** By `item * raters + rater`. */
  readonly number: ReadonlyMap<number, number>;
  readonly responses: number;
}

function completeCells(rules: readonly RatedBy[], overall: RatedBy | undefined): Cells {
  const keyOf = ({ item, rater, raters }: RatedBy, r: number): number => (item[r] ?? 0) * raters + (rater[r] ?? 0);
  const rated = new Map<number, number>();
  for (const [k, rule] of rules.entries())
    for (let r = 0; r < rule.item.length; r++) {
      const key = keyOf(rule, r);
      if (k === 0) rated.set(key, 1);
      else if (rated.get(key) === k) rated.set(key, k + 1);
    }
  const raters = rules[0]?.raters ?? 1;
  const times = new Uint32Array(rules[0]?.items ?? 0);
  const complete = [...rated].filter(([, count]) => count === rules.length).map(([key]) => key);
  for (const key of complete) {
    const item = Math.floor(key / raters);
    times[item] = (times[item] ?? 0) + 1;
  }
  const judged = overall ? new Set(Array.from(overall.item, (_, r) => keyOf(overall, r))) : undefined;
  const kept = complete
    .filter((key) => (times[Math.floor(key / raters)] ?? 0) > 1 && (judged?.has(key) ?? true))
    .sort((a, b) => a - b);
  return {
    item: Uint32Array.from(kept, (key) => Math.floor(key / raters)),
    rater: Uint32Array.from(kept, (key) => key % raters),
    number: new Map(kept.map((key, cell) => [key, cell])),
    responses: times.reduce((sum, n) => sum + (n > 1 ? 1 : 0), 0),
  };
}

/** By rule and cell the mean of the others' scores, and by cell the rater's own sum, or overall score. */
function scoresOf(
  rules: readonly RatedBy[],
  { item, number, rater }: Cells,
  overall: RatedBy | undefined,
): { scores: Float64Array[]; own: Float64Array } {
  const own = new Float64Array(item.length);
  const raters = rules[0]?.raters ?? 1;
  const cellOf = (rule: RatedBy, r: number): number | undefined =>
    number.get((rule.item[r] ?? 0) * raters + (rule.rater[r] ?? 0));
  const times = new Uint32Array(rules[0]?.items ?? 0);
  for (const i of item) times[i] = (times[i] ?? 0) + 1;
  const scores = rules.map((rule) => {
    const sum = new Float64Array(rule.items);
    const ofCell = new Float64Array(item.length);
    for (let r = 0; r < rule.item.length; r++) {
      const cell = cellOf(rule, r);
      if (cell === undefined) continue;
      const score = rule.score[r] ?? 0;
      sum[item[cell] ?? 0] = (sum[item[cell] ?? 0] ?? 0) + score;
      ofCell[cell] = score;
    }
    return ofCell.map((score, cell) => {
      if (!overall) own[cell] = (own[cell] ?? 0) + score;
      const i = item[cell] ?? 0;
      return ((sum[i] ?? 0) - score) / ((times[i] ?? 0) - 1);
    });
  });
  if (overall)
    for (let r = 0; r < overall.item.length; r++) {
      const cell = cellOf(overall, r);
      if (cell !== undefined && overall.rater[r] === rater[cell]) own[cell] = overall.score[r] ?? 0;
    }
  return { scores, own };
}

/** By item its prompt; blocks of items where fewer than 10 prompts have two responses; -1 for items that do not count. */
function promptsOf(
  rules: readonly RatedBy[],
  cells: Cells,
): { of: Int32Array; prompts: number; unit: RaterPairs["unit"] } {
  const named = numberedPrompts(rules[0]?.prompt ?? new Int32Array());
  const items = [...new Set(cells.item)];
  const times = new Uint32Array(named.prompts);
  for (const item of items) times[named.of[item] ?? 0] = (times[named.of[item] ?? 0] ?? 0) + 1;
  if (times.filter((n) => n > 1).length >= PROMPTS_NEEDED)
    return { of: Int32Array.from(named.of), prompts: named.prompts, unit: "prompts" };
  const size = Math.max(2, Math.min(BLOCK, Math.floor(items.length / PROMPTS_NEEDED)));
  const of = new Int32Array(named.of.length).fill(-1);
  for (const [at, i] of shuffled(items.length).entries()) of[items[i] ?? 0] = Math.floor(at / size);
  return { of, prompts: Math.ceil(items.length / size), unit: "items" };
}

/** 0 ... n - 1 in an order that n alone decides. */
function shuffled(n: number): Uint32Array {
  const { uniform } = createRandom(n);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
