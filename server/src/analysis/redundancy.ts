/** Rules that say the same apart from raters' noise, and how far the rules of the rubric measure one thing. */
import { type LikeRules, likeRules } from "../statistics/like-rules.ts";
import type { RatedBy } from "../statistics/rated-by.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { once, type Steps } from "../statistics/steps.ts";
import type { Redundancy, RuleCorrelation } from "./analysis.ts";
import type { Counted, CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { itemMeans } from "./item-means.ts";
import type { Numbering } from "./rated.ts";
import { type RuleRatings, ratedId } from "./rule-ratings.ts";
import { ratedOf } from "./weigh.ts";

export interface LikenessOfRules {
  /** Strongest first. */
  readonly redundancy: Maybe<readonly Redundancy[]>;
  readonly ruleCorrelation: Maybe<RuleCorrelation>;
}

export function analyzeRedundancy(counted: Counted, evidence: Evidence): LikenessOfRules {
  const rules = counted.rules.filter(({ counts }) => counts.ratings.items.length > 0);
  if (rules.length < 2) return { redundancy: [], ruleCorrelation: { unavailable: "fewer than two rules are rated" } };
  const rated = evidence.same(rules.map(({ counts }) => byRaters(counts.ratings, counted, evidence)));
  const waiting = rated.find((one) => !isDefined(one));
  if (waiting && !isDefined(waiting)) return { redundancy: waiting, ruleCorrelation: waiting };
  const found = evidence.of<[typeof rated], Maybe<LikeRules>>("like rules", [rated], likeRulesOf);
  if (!isDefined(found)) return { redundancy: found, ruleCorrelation: found };
  const { kind, mean } = found;
  return {
    redundancy: found.pairs.flatMap((pair) => named(pair, rules)),
    ruleCorrelation: isDefined(mean) ? { kind, mean } : mean,
  };
}

function likeRulesOf(rated: readonly Maybe<RatedBy>[]): Steps<Maybe<LikeRules>> {
  return likeRules(rated.filter(isDefined));
}

/** Two rules with one `rated_as` are the same ratings, not redundant. */
function named({ first, second, items, r }: LikeRules["pairs"][number], rules: readonly CountedRule[]): Redundancy[] {
  const [one, other] = [rules[first]?.rule, rules[second]?.rule];
  if (!one || !other || ratedId(one) === ratedId(other)) return [];
  return [{ first: one.id.value, second: other.id.value, items, rho: r }];
}

/** Where raters have no names the mean of an item's ratings counts as one rater's. */
function byRaters(ratings: RuleRatings, counted: Counted, evidence: Evidence): Maybe<RatedBy> {
  return ratings.parts.every(({ tally }) => tally.ratings !== undefined)
    ? ratedOf(ratings, counted, evidence)
    : evidence.of("rated by one", [ratings, counted.numbering], (...of) => once(() => byOneRater(...of)));
}

function byOneRater(ratings: RuleRatings, { items, prompt }: Numbering): RatedBy {
  const number = new Map(items.map((item, at) => [item, at]));
  const { items: own, means } = itemMeans(ratings);
  const rated = own.flatMap((item, i) => (Number.isNaN(means[i]) ? [] : [{ item: number.get(item) ?? 0, i }]));
  return {
    item: Uint32Array.from(rated, ({ item }) => item),
    rater: new Uint32Array(rated.length),
    score: Float64Array.from(rated, ({ i }) => means[i] ?? 0),
    items: items.length,
    raters: 1,
    prompt,
  };
}
