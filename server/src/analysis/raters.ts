/** The raters: each one's habits under every rule and over all, and who stands out. Slots have no habits. */
import { constantRaters, identicalRaters, sharesNoItem } from "../statistics/like-raters.ts";
import type { RatedBy } from "../statistics/rated-by.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { severeRaters } from "../statistics/severe-raters.ts";
import { pooled, raterProfiles } from "../statistics/severity.ts";
import { once } from "../statistics/steps.ts";
import type { RaterAnalysis, RatersAnalysis, RuleRater } from "./analysis.ts";
import type { Counted } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { Numbering } from "./rated.ts";
import { ratedOf } from "./weigh.ts";

/** More raters than this are a crowd: a profile of each would be read by nobody. */
const MOST_RATERS = 500;

const slots = { unavailable: "the raters are anonymous: their names are slots, not persons" };

/** The profile of each rater of one rule. */
export function analyzeRuleRaters(
  rated: Maybe<RatedBy>,
  { rubric, numbering }: Counted,
  evidence: Evidence,
): Maybe<readonly RuleRater[]> {
  if (rubric.raters?.value.kind === "anonymous") return slots;
  if (!isDefined(rated)) return rated;
  if (rated.raters > MOST_RATERS) return { unavailable: `more than ${MOST_RATERS} raters` };
  return evidence.of<[RatedBy, Numbering], Maybe<readonly RuleRater[]>>(
    "raters of a rule",
    [rated, numbering],
    (ratings, { raters }) =>
      once(() =>
        raterProfiles(ratings).flatMap((profile, at) =>
          profile.ratings > 0 ? [{ rater: raters[at] ?? "", ...profile }] : [],
        ),
      ),
  );
}

/** Every rater over all rules, turned so that 1 is best. */
export function analyzeRaters(counted: Counted, evidence: Evidence): Maybe<RatersAnalysis> {
  if (counted.rubric.raters?.value.kind === "anonymous") return slots;
  const rated = counted.rules.flatMap((rule) => {
    const ratings = ratedOf(rule.counts.ratings, counted, evidence);
    return isDefined(ratings) ? [{ ratings, isReversed: rule.rule.polarity?.value === "negative" }] : [];
  });
  if (rated.length === 0) return { unavailable: "no rating names its rater" };
  if (counted.numbering.raters.length > MOST_RATERS) return { unavailable: `more than ${MOST_RATERS} raters` };
  return evidence.of<[readonly RatedBy[], readonly boolean[], Numbering], Maybe<RatersAnalysis>>(
    "raters",
    [
      evidence.same(rated.map(({ ratings }) => ratings)),
      evidence.same(rated.map(({ isReversed }) => isReversed)),
      counted.numbering,
    ],
    (rules, reversed, { raters }) => ratersOf(rules, reversed, raters),
  );
}

function* ratersOf(rules: readonly RatedBy[], isReversed: readonly boolean[], names: readonly string[]) {
  const turned = pooled(rules, isReversed);
  yield;
  const profiles = raterProfiles(turned.ratings, turned.cluster);
  yield;
  const severe = severeRaters(turned.ratings, turned.cluster);
  yield;
  const constant = constantRaters(
    pooled(
      rules,
      rules.map(() => false),
    ).ratings,
  );
  yield;
  const identical = identicalRaters(rules);
  yield;
  const nameOf = (at: number) => names[at] ?? "";
  const raters = profiles.flatMap((profile, at): RaterAnalysis[] => {
    if (profile.ratings === 0) return [];
    const pairs = identical.filter(({ first, second }) => first === at || second === at);
    return [
      {
        rater: nameOf(at),
        ...profile,
        relative: isDefined(severe) ? (severe[at] ?? { unavailable: "not among those compared" }) : severe,
        constant: constant.find(({ rater }) => rater === at),
        identicalTo: pairs.map(({ first, second, common }) => ({
          rater: nameOf(first === at ? second : first),
          common,
        })),
      },
    ];
  });
  return { raters, sharesNoItem: sharesNoItem(rules) };
}
