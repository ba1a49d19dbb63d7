import { weightingDescriptions } from "../../rubric/weightings.ts";
import { isDefined } from "../../statistics/result.ts";
import { weightIntervals } from "../../statistics/weight-interval.ts";
import { encoreWeights } from "../../statistics/weights.ts";
import type { Options } from "../analysis.ts";
import type { RuleCounts } from "../count-rules.ts";
import * as show from "../format.ts";
import type { WeightingScheme } from "./weighting-scheme.ts";

/** ENCORE (arXiv 2503.20995): softmax(-H / tau). */
export const encore: WeightingScheme = {
  name: "encore",
  ...weightingDescriptions.encore,
  isByEntropy: true,
  weigh({ rules, options }) {
    const entropies = Float64Array.from(rules, ({ counts }) => estimatedEntropy(counts, options));
    const { temperature } = options;
    return { weights: encoreWeights(entropies, temperature), parts: entropies.map((h) => Math.exp(-h / temperature)) };
  },
  intervals({ rules, options }, evidence) {
    const counted = rules.map(({ counts }) =>
      evidence.same({
        counts: counts.levelCounts,
        effective: isDefined(counts.nCautious) ? counts.nCautious : counts.ratings.n,
      }),
    );
    return evidence.of("ENCORE intervals", [evidence.same(counted), options.temperature], weightIntervals);
  },
  explain({ entropy }, { part, total }, options) {
    const h = show.orReason(entropy, (known) => show.entropy(ofEstimator(known, options)));
    return `It is exp(-H/τ) = exp(-${h}/${show.temperature(options.temperature)}) = ${show.decimal(part, 3)}, over the sum of that for all rules, ${show.decimal(total)}.`;
  },
};

/** In nats; NaN without ratings. */
export function estimatedEntropy({ entropy }: RuleCounts, options: Options): number {
  return isDefined(entropy) ? ofEstimator(entropy, options) : Number.NaN;
}

function ofEstimator(entropy: { readonly nats: number; readonly millerMadow: number }, { estimator }: Options): number {
  return estimator === "plug-in" ? entropy.nats : entropy.millerMadow;
}
