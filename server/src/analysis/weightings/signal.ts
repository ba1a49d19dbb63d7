import { weightingDescriptions } from "../../rubric/weightings.ts";
import { signalOf } from "../../statistics/reliability-weights.ts";
import { isDefined } from "../../statistics/result.ts";
import * as show from "../format.ts";
import { reliabilityIntervals } from "./reliability.ts";
import type { WeightingScheme } from "./weighting-scheme.ts";

/** The signal-to-noise ratio of Cronbach and Gleser (1964): right where the rules measure one thing. */
export const signal: WeightingScheme = {
  name: "signal",
  ...weightingDescriptions.signal,
  isByEntropy: false,
  weigh({ reliabilities }) {
    if (!isDefined(reliabilities)) return reliabilities;
    const weights = signalOf(reliabilities);
    return isDefined(weights) ? { weights, parts: reliabilities.rho.map((rho) => rho / (1 - rho)) } : weights;
  },
  intervals: ({ rated }, evidence) => reliabilityIntervals("signal intervals", rated, { evidence, weigh: signalOf }),
  explain: (_rule, { part, total }) =>
    `It is its signal over its noise, ρ/(1-ρ) = ${show.decimal(part)}, over the sum of that for all rules, ${show.decimal(total)}; ρ is how far one rating can be trusted.`,
};
