/**
 * Pairs of a preferred and a rejected response with the scores that each rule gave to both: what every statistic of
 * preferences works on. Plain numbers by index; who the rules, items and prompts are is the caller's business.
 */
export interface PairSet {
  /** K. */
  readonly rules: number;
  readonly items: number;
  readonly pairs: number;
  /** How many distinct prompts the pairs have; a pair without a prompt is a prompt of its own. */
  readonly prompts: number;
  /** By rule, then by item: the mean rating in [0, 1], 1 best (turned for polarity); NaN where unrated. */
  readonly scores: readonly Float64Array[];
  /** As `scores`, but 0 under every rule that rates it for an item that fails a gate: so its reward is 0 in every weighting. */
  readonly rewardScores: readonly Float64Array[];
  /** By item: 1 where it fails a gate. */
  readonly failed: Uint8Array;
  /** By pair: an item. */
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  /** By pair: 0 ... prompts - 1. */
  readonly prompt: Int32Array;
  /** By rule: 1 where it rates any item. The others (gates, say) take no part in anything here. */
  readonly rating: Uint8Array;
  /** Whether every rating rule rates both sides of every pair. */
  readonly complete: boolean;
  /** Whether a response is in pairs of different prompts, so that prompts are not independent. */
  readonly crossed: boolean;
}

export interface PairInput {
  readonly items: number;
  readonly scores: readonly Float64Array[];
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  /** By pair: any number that names its prompt, or -1 for none. By default each pair is a prompt of its own. */
  readonly prompt?: Int32Array;
  readonly failed?: Uint8Array;
}

/** A difference of scores or rewards of at most this is a tie. */
export const tieTolerance = 1e-9;

export function pairSet(input: PairInput): PairSet {
  const { items, scores, chosen, rejected } = input;
  const failed = input.failed ?? new Uint8Array(items);
  const rewardScores = failed.includes(1)
    ? scores.map((ofRule) => ofRule.map((s, i) => (failed[i] && !Number.isNaN(s) ? 0 : s)))
    : scores;
  const rating = Uint8Array.from(scores, (ofRule) => (ofRule.every(Number.isNaN) ? 0 : 1));
  const { prompt, prompts } = numberPrompts(input.prompt ?? new Int32Array(chosen.length).fill(-1));
  return {
    rules: scores.length,
    items,
    pairs: chosen.length,
    prompts,
    scores,
    rewardScores,
    failed,
    chosen,
    rejected,
    prompt,
    rating,
    complete: rewardScores.every(
      (ofRule, k) => rating[k] === 0 || (ratesAll(ofRule, chosen) && ratesAll(ofRule, rejected)),
    ),
    crossed: isCrossed(items, chosen, rejected, prompt),
  };
}

function isCrossed(items: number, chosen: Int32Array, rejected: Int32Array, prompt: Int32Array): boolean {
  const promptOf = new Int32Array(items).fill(-1);
  const isElsewhere = (item: number, g: number): boolean => {
    const known = promptOf[item] ?? -1;
    promptOf[item] = g;
    return known >= 0 && known !== g;
  };
  for (let p = 0; p < chosen.length; p++) {
    const g = prompt[p] ?? 0;
    if (isElsewhere(chosen[p] ?? 0, g) || isElsewhere(rejected[p] ?? 0, g)) return true;
  }
  return false;
}

/**
 * The pairs of which every rating rule rates both sides and neither side fails a gate: Bradley-Terry is fitted on
 * these.
 */
export function ungatedCompletePairs(pairs: PairSet): Int32Array {
  const usable = pairs.failed.map((f) => 1 - f);
  pairs.scores.forEach((scores, k) => {
    if (pairs.rating[k] === 0) return;
    for (let i = 0; i < usable.length; i++) if (Number.isNaN(scores[i])) usable[i] = 0;
  });
  const kept = new Int32Array(pairs.pairs);
  let count = 0;
  for (let p = 0; p < pairs.pairs; p++) {
    if (usable[pairs.chosen[p] ?? 0] && usable[pairs.rejected[p] ?? 0]) kept[count++] = p;
  }
  return kept.slice(0, count);
}

function ratesAll(ofRule: Float64Array, items: Int32Array): boolean {
  for (const item of items) if (Number.isNaN(ofRule[item])) return false;
  return true;
}

function numberPrompts(named: Int32Array): { prompt: Int32Array; prompts: number } {
  const numbers = new Map<number, number>();
  let prompts = 0;
  const prompt = named.map((name) => {
    const known = name < 0 ? undefined : numbers.get(name);
    if (known !== undefined) return known;
    if (name >= 0) numbers.set(name, prompts);
    return prompts++;
  });
  return { prompt, prompts };
}
