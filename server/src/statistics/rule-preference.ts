import { chanceP, dyadicChanceP } from "./chance-p.ts";
import { clusteredWilson, dyadicWilson } from "./clustered-wilson.ts";
import { type PairSet, tieTolerance } from "./pairs.ts";
import type { Estimate, Maybe } from "./result.ts";

/** How one rule orders the pairs that it rates on both sides. Shares are in [0, 1]. */
export interface PreferenceOfRule {
  readonly pairs: number;
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  /** (wins + ties / 2) / pairs. */
  readonly accuracy: number;
  /** wins / (wins + losses); undefined where every pair ties. */
  readonly decidedAccuracy: Maybe<Estimate>;
  /** Design effect of the decided pairs: pairs of one prompt are not independent. */
  readonly deff: number;
  readonly tieShare: number;
  /** Two-sided, of an accuracy of one half over the decided pairs; not corrected for testing several rules. */
  readonly p: Maybe<number>;
}

/**
 * Counts the pairs whose preferred response rule `rule` rates higher, the same and lower. Gates play no part: this is
 * about the rule alone. Unavailable where it rates both sides of no pair.
 */
export function rulePreference(pairs: PairSet, rule: number): Maybe<PreferenceOfRule> {
  const scores = pairs.scores[rule] ?? new Float64Array(pairs.items).fill(Number.NaN);
  const promptWins = new Uint32Array(pairs.prompts);
  const promptDecided = new Uint32Array(pairs.prompts);
  let wins = 0;
  let ties = 0;
  let losses = 0;
  const crossed = { outcome: [] as number[], first: [] as number[], second: [] as number[] };
  for (let p = 0; p < pairs.pairs; p++) {
    const difference = (scores[pairs.chosen[p] ?? 0] ?? 0) - (scores[pairs.rejected[p] ?? 0] ?? 0);
    const prompt = pairs.prompt[p] ?? 0;
    if (Number.isNaN(difference)) continue;
    if (Math.abs(difference) <= tieTolerance) {
      ties++;
      continue;
    }
    if (pairs.crossed) {
      crossed.outcome.push(difference > 0 ? 1 : 0);
      crossed.first.push(pairs.chosen[p] ?? 0);
      crossed.second.push(pairs.rejected[p] ?? 0);
    }
    promptDecided[prompt] = (promptDecided[prompt] ?? 0) + 1;
    if (difference > 0) {
      wins++;
      promptWins[prompt] = (promptWins[prompt] ?? 0) + 1;
    } else losses++;
  }
  const judged = wins + ties + losses;
  if (judged === 0) return { unavailable: "no pair is rated on both sides" };
  const { outcome, first, second } = crossed;
  const decided = pairs.crossed
    ? dyadicWilson(outcome, first, second, pairs.items)
    : clusteredWilson(promptWins, promptDecided);
  const p = pairs.crossed ? dyadicChanceP(outcome, first, second, pairs.items) : chanceP(promptWins, promptDecided);
  return {
    pairs: judged,
    wins,
    ties,
    losses,
    accuracy: (wins + ties / 2) / judged,
    decidedAccuracy: decided
      ? { value: decided.share, interval: decided.interval }
      : { unavailable: "every pair ties" },
    deff: decided?.deff ?? 1,
    tieShare: ties / judged,
    p: decided ? p : { unavailable: "every pair ties" },
  };
}
