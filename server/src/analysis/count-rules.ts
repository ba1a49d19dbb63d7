/** Stage 1: everything about the rules that needs only their counts, there on the keystroke that changes them. */
import type { Rubric, Rule, Scale } from "../rubric/rubric.ts";
import { wordingOf } from "../rubric/wording.ts";
import { cautiousEffectiveRatings, effectiveRatings } from "../statistics/effective-ratings.ts";
import { entropy, millerMadow, normalizedEntropy, toBits } from "../statistics/entropy.ts";
import { ratingsWanted } from "../statistics/ratings-wanted.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Tallies } from "../tallies/tallies.ts";
import type { Entropy, Options } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import { type AnalysisInput, talliesOf } from "./input.ts";
import { optionsOf } from "./options.ts";
import { type Numbering, numberingOf } from "./rated.ts";
import { indexTallies, type RuleRatings, ratedId, rateRule, type TallyIndex } from "./rule-ratings.ts";

/** The rubric with what was counted for each rule that is analysed. */
export interface Counted {
  readonly rubric: Rubric;
  readonly options: Options;
  readonly tallies: readonly Tallies[];
  readonly index: TallyIndex;
  readonly numbering: Numbering;
  readonly rules: readonly CountedRule[];
}

export interface CountedRule {
  readonly rule: Rule;
  readonly counts: RuleCounts;
}

export interface RuleCounts extends Counts {
  readonly ratings: RuleRatings;
  /** Ratings collected for another wording of the rule; they count nowhere. */
  readonly stale: number;
  readonly presentWording: Maybe<string>;
  readonly isStale: boolean;
}

/** What follows from the ratings alone. */
interface Counts {
  /** By level: the counts that the entropy is of; one object for equal counts. */
  readonly levelCounts: Float64Array;
  readonly entropy: Maybe<Omit<Entropy, "interval">>;
  readonly nEffective: Maybe<number>;
  /** The same for intervals: with the agreement on rare values not taken to be none because it was not seen. */
  readonly nCautious: Maybe<number>;
  readonly ratingsWanted: Maybe<number>;
}

const noRatings = { unavailable: "no ratings yet" };

export function countRules(input: AnalysisInput, evidence: Evidence): Counted {
  const { rubric } = input;
  const tallies = talliesOf(input, evidence);
  const index = evidence.now("tallies by rule", [tallies], indexTallies);
  const counted = {
    rubric,
    options: optionsOf(rubric, input.settings),
    tallies,
    index,
    numbering: evidence.now("numbering", [tallies], numberingOf),
  };
  return {
    ...counted,
    rules: activeRules(rubric).map((rule) => ({ rule, counts: countRule(rule, counted, evidence) })),
  };
}

/** The first rule of each id that is not retired. */
function activeRules(rubric: Rubric): Rule[] {
  const seen = new Set<string>();
  return rubric.rules.filter((rule) => {
    if (seen.has(rule.id.value)) return false;
    seen.add(rule.id.value);
    return rule.retired === undefined;
  });
}

function countRule(rule: Rule, { rubric, index }: Omit<Counted, "rules">, evidence: Evidence): RuleCounts {
  const scale: Maybe<Scale> = rule.scale?.value ?? rubric.scale?.value ?? { unavailable: "no scale" };
  const wording = presentWording(rule);
  const rated = { id: ratedId(rule), scale, wording, inline: rule.ratings?.value };
  const { ratings, stale } = rateRule(rated, index, evidence);
  const counts = evidence.now("counts", [ratings], countsOf);
  return {
    ...counts,
    levelCounts: evidence.same(counts.levelCounts),
    ratings,
    stale,
    presentWording: wording ?? { unavailable: "no text" },
    isStale: rule.wording !== undefined && wording !== undefined && rule.wording.value !== wording,
  };
}

function countsOf(ratings: RuleRatings): Counts {
  const levelCounts = Float64Array.from(ratings.levels, (level) => level.count);
  const nEffective = worth(ratings, effectiveRatings);
  return {
    levelCounts,
    entropy: ratings.n === 0 ? noRatings : entropyOf(levelCounts, isDefined(ratings.scale)),
    nEffective,
    nCautious: worth(ratings, cautiousEffectiveRatings),
    ratingsWanted: isDefined(nEffective) ? ratingsWanted(levelCounts, nEffective) : nEffective,
  };
}

/** By the rule's identity, which changes with its text: hashing thousands of texts takes longer than an edit may. */
const wordings = new WeakMap<object, string>();

function presentWording({ identity, text }: Rule): string | undefined {
  if (!text) return undefined;
  const known = wordings.get(identity);
  if (known !== undefined) return known;
  const wording = wordingOf(text.value);
  wordings.set(identity, wording);
  return wording;
}

function worth({ n, levelPatterns, levels }: RuleRatings, estimate: typeof effectiveRatings): Maybe<number> {
  return n === 0 ? noRatings : estimate(n, levelPatterns, levels.length);
}

/** Where the scale is not known its number of levels is not, so nothing can be normalised. */
function entropyOf(counts: Float64Array, isScaleKnown: boolean): Counts["entropy"] {
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
