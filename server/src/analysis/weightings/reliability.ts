/** What the weightings by reliability share: the reliabilities of the rules, and intervals of what is made of them. */
import type { RatedBy } from "../../statistics/rated-by.ts";
import { alphaReliabilities, type Reliabilities, reliabilities } from "../../statistics/reliability.ts";
import { reliabilityWeightIntervals } from "../../statistics/reliability-weights.ts";
import { type Interval, isDefined, type Maybe } from "../../statistics/result.ts";
import { once } from "../../statistics/steps.ts";
import type { Evidence } from "../evidence.ts";
import type { RuleRatings } from "../rule-ratings.ts";

export function reliabilitiesOf(
  ratings: readonly RuleRatings[],
  rated: Maybe<readonly RatedBy[]>,
  evidence: Evidence,
): Maybe<Reliabilities> {
  return isDefined(rated)
    ? evidence.of<[readonly RatedBy[]], Reliabilities>("reliabilities", [rated], (of) => once(() => reliabilities(of)))
    : evidence.of<[readonly RuleRatings[]], Reliabilities>("reliabilities by alpha", [evidence.same(ratings)], (of) =>
        once(() => alphaReliabilities(of)),
      );
}

export function reliabilityIntervals(
  name: string,
  rated: Maybe<readonly RatedBy[]>,
  {
    evidence,
    weigh,
  }: { readonly evidence: Evidence; readonly weigh: Parameters<typeof reliabilityWeightIntervals>[1] },
): Maybe<readonly Interval[]> {
  if (!isDefined(rated)) return rated;
  return evidence.of<[readonly RatedBy[]], Maybe<readonly Interval[]>>(name, [rated], (of) =>
    reliabilityWeightIntervals(of, weigh),
  );
}
