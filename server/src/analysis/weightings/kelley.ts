import { weightingDescriptions } from "../../rubric/weightings.ts";
import { kelleyOf } from "../../statistics/reliability-weights.ts";
import { isDefined } from "../../statistics/result.ts";
import * as show from "../format.ts";
import { reliabilityIntervals } from "./reliability.ts";
import type { WeightingScheme } from "./weighting-scheme.ts";

/** How far the mean of the raters can be trusted (Kelley 1947). */
export const kelley: WeightingScheme = {
  name: "kelley",
  ...weightingDescriptions.kelley,
  isByEntropy: false,
  weigh({ reliabilities }) {
    if (!isDefined(reliabilities)) return reliabilities;
    const weights = kelleyOf(reliabilities);
    if (!isDefined(weights)) return weights;
    const parts = reliabilities.rho.map((rho, k) => {
      const n = Math.max(1, reliabilities.ratings[k] ?? 1);
      return (n * rho) / (1 + (n - 1) * rho);
    });
    return { weights, parts };
  },
  intervals: ({ rated }, evidence) => reliabilityIntervals("kelley intervals", rated, { evidence, weigh: kelleyOf }),
  explain: (_rule, { part, total }) =>
    `It is how far the mean of its raters can be trusted, ${show.decimal(part)} of 1, over the sum of that for all rules, ${show.decimal(total)}.`,
};
