/** The numbers that several checks quote, in the one way they are quoted. */
import type { Entropy, Level, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Estimate, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";

/** A share with its interval: 54.0% [50.2%, 57.8%]. */
export function share({ value, interval }: Estimate): string {
  return isDefined(interval) ? `${show.percent(value)} ${show.percentInterval(interval)}` : show.percent(value);
}

/** "1.55 nats [1.52, 1.56], 96% of the most that 5 levels allow". */
export function entropy({ nats, normalized, interval }: Entropy, levels: number): string {
  const shown = `${show.entropy(nats)} nats`;
  const around = isDefined(interval) ? ` ${show.entropyInterval(interval)}` : "";
  const part = isDefined(normalized) ? `, ${show.percent(normalized, 0)} of the most that ${levels} levels allow` : "";
  return shown + around + part;
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

/** How the rule orders the pairs that it tells apart. */
export function decidedPairs({ preference }: RuleAnalysis): Decided | undefined {
  if (!isDefined(preference) || !isDefined(preference.decidedAccuracy)) return undefined;
  const { pairs, wins, losses, decidedAccuracy } = preference;
  return { pairs, decided: wins + losses, accuracy: decidedAccuracy };
}

/** Its lower end is over `bound`. An estimate without an interval says nothing for sure. */
export function isSurelyOver(estimate: Maybe<Estimate>, bound: number): boolean {
  return isDefined(estimate) && isDefined(estimate.interval) && estimate.interval.low > bound;
}

export function isSurelyUnder(estimate: Maybe<Estimate>, bound: number): boolean {
  return isDefined(estimate) && isDefined(estimate.interval) && estimate.interval.high < bound;
}
