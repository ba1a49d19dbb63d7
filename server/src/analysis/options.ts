/** What holds for a rubric: its own `encore:`, else the author's settings, else the defaults. */
import type { Rubric } from "../rubric/rubric.ts";
import type { Options } from "./analysis.ts";

/** The published temperature; plug-in is the published estimator. */
const defaultOptions: Options = {
  temperature: 2,
  estimator: "plug-in",
  limit: 0.85,
  weighting: "encore",
};

export function optionsOf(rubric: Rubric, settings: Partial<Options> = {}): Options {
  const own = rubric.encore;
  return {
    temperature: own?.temperature?.value ?? settings.temperature ?? defaultOptions.temperature,
    estimator: own?.estimator?.value ?? settings.estimator ?? defaultOptions.estimator,
    limit: own?.limit?.value ?? settings.limit ?? defaultOptions.limit,
    weighting: own?.weighting?.value ?? settings.weighting ?? defaultOptions.weighting,
  };
}
