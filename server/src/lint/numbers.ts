/** The numbers that several checks quote, in the one way they are quoted. */
import type { Level, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Estimate, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";

/** A share with its interval: 54.0% [50.2%, 57.8%]. */
export function share({ value, interval }: Estimate): string {
  return isDefined(interval) ? `${show.percent(value)} ${show.percentInterval(interval)}` : show.percent(value);
}

/** The level that was given most often; undefined without ratings. */
export function commonest({ levels }: RuleAnalysis): Level | undefined {
  let most: Level | undefined;
  for (const level of levels) if (level.count > (most?.count ?? 0)) most = level;
  return most;
}

export interface Decided {
  readonly pairs: number;
  readonly decided: number;
  readonly accuracy: Estimate;
}

/** How the rule orders the pairs that it decides. */
export function decidedPairs({ preference }: RuleAnalysis): Decided | undefined {
  if (!isDefined(preference) || !isDefined(preference.decidedAccuracy)) return undefined;
  const { pairs, wins, losses, decidedAccuracy } = preference;
  return { pairs, decided: wins + losses, accuracy: decidedAccuracy };
}

/** Its lower end is over `bound`. An estimate without an interval is never sure. */
export function isSurelyOver(estimate: Maybe<Estimate>, bound: number): boolean {
  return isDefined(estimate) && isDefined(estimate.interval) && estimate.interval.low > bound;
}

export function isSurelyUnder(estimate: Maybe<Estimate>, bound: number): boolean {
  return isDefined(estimate) && isDefined(estimate.interval) && estimate.interval.high < bound;
}
