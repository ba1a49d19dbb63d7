import { weightingDescriptions } from "../../rubric/weightings.ts";
import { inProportion, type WeightingScheme } from "./weighting-scheme.ts";

export const uniform: WeightingScheme = {
  name: "uniform",
  ...weightingDescriptions.uniform,
  isByEntropy: false,
  weigh: ({ rules }) => inProportion(new Float64Array(rules.length).fill(1)),
  intervals: () => ({ unavailable: "uniform weights are not estimated" }),
  explain: () => "Every rule has the same weight.",
};
