/** The weightings with what each does on the preferences, to choose one from. */
import type { Analysis, Weighting } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { weightingNames } from "../rubric/weightings.ts";
import { isDefined } from "../statistics/result.ts";

export interface WeightingChoice {
  readonly label: string;
  readonly description: string;
  /** What `weighting:` calls it; undefined for one that a rubric cannot choose. */
  readonly name: string | undefined;
  readonly isPresent: boolean;
}

export function weightingChoices({ weightings, options }: Analysis): readonly WeightingChoice[] {
  const names: readonly string[] = weightingNames;
  return weightings.map((weighting) => ({
    label: weighting.name,
    description: measured(weighting),
    name: names.includes(weighting.name) ? weighting.name : undefined,
    isPresent: weighting.name === options.weighting,
  }));
}

function measured({ accuracy, differenceToUniform, note }: Weighting): string {
  const right = isDefined(accuracy) ? `accuracy ${show.percent(accuracy)}` : show.orReason(accuracy, () => "");
  const difference = isDefined(differenceToUniform)
    ? [`${show.points(differenceToUniform)} points over uniform weights`]
    : [];
  return [right, ...difference, ...(note === undefined ? [] : [note])].join(" · ");
}
