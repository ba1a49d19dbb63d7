/** Everything about one rule that needs only its counts: there on the keystroke that changes them. */
import type { Rule, Scale } from "../rubric/rubric.ts";
import { wordingOf } from "../rubric/wording.ts";
import { cautiousEffectiveRatings, effectiveRatings } from "../statistics/effective-ratings.ts";
import { entropy, millerMadow, normalizedEntropy, toBits } from "../statistics/entropy.ts";
import { ratingsWanted } from "../statistics/ratings-wanted.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Entropy } from "./analysis.ts";
import { type RuleRatings, rateRule, type TallyIndex } from "./rule-ratings.ts";

export interface RuleCounts {
  readonly ratings: RuleRatings;
  /** By level: the counts that the entropy is of. */
  readonly levelCounts: Float64Array;
  readonly entropy: Maybe<Omit<Entropy, "interval">>;
  readonly nEffective: Maybe<number>;
  /** The same for intervals: with the agreement on rare values not taken to be none because it was not seen. */
  readonly nCautious: Maybe<number>;
  /** Names the counts and how many ratings they are worth; evidence over them is kept by it. */
  readonly key: string;
  readonly ratingsWanted: Maybe<number>;
  readonly presentWording: Maybe<string>;
  readonly isStale: boolean;
}

const noRatings = { unavailable: "no ratings yet" };

/** `index` and `sourcesKey` as for `rateRule`. */
export function countRule(rule: Rule, scale: Maybe<Scale>, index: TallyIndex, sourcesKey: string): RuleCounts {
  const presentWording = rule.text ? wordingOf(rule.text.value) : undefined;
  const ratings = rateRule(rule, scale, presentWording, index, sourcesKey);
  const levelCounts = Float64Array.from(ratings.levels, (level) => level.count);
  const nEffective = worth(ratings, effectiveRatings);
  const nCautious = worth(ratings, cautiousEffectiveRatings);
  return {
    ratings,
    levelCounts,
    entropy: ratings.n === 0 ? noRatings : entropyOf(levelCounts, isDefined(scale)),
    nEffective,
    nCautious,
    key: `entropy ${[nEffective, nCautious, ...levelCounts].map((n) => (isDefined(n) ? n : "-")).join(" ")}`,
    ratingsWanted: isDefined(nEffective) ? ratingsWanted(levelCounts, nEffective) : nEffective,
    presentWording: presentWording ?? { unavailable: "no text" },
    isStale: rule.wording !== undefined && presentWording !== undefined && rule.wording.value !== presentWording,
  };
}

function worth({ n, levelPatterns, levels }: RuleRatings, estimate: typeof effectiveRatings): Maybe<number> {
  return n === 0 ? noRatings : estimate(n, levelPatterns, levels.length);
}

/** Where the scale is not known its number of levels is not, so nothing can be normalised. */
function entropyOf(counts: Float64Array, isScaleKnown: boolean): RuleCounts["entropy"] {
  const nats = entropy(counts);
  if (!isDefined(nats)) return nats;
  const corrected = millerMadow(counts);
  return {
    nats,
    bits: toBits(nats),
    normalized: isScaleKnown ? normalizedEntropy(nats, counts.length) : { unavailable: "no scale" },
    millerMadow: isDefined(corrected) ? corrected : nats,
  };
}
