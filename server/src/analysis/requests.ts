/** What a rubric asks of the rating store, for each of its sources; undefined for a source that is not a file. */

import type { Baseline, PreferenceSource, RatingSource, Rubric } from "../rubric/rubric.ts";
import type { PairRequest, ScoreRequest, TallyRequest } from "../tallies/store.ts";

/** The column that names an item's prompt is the business of `preferences: overall`, but stands in the rating files. */
export function tallyRequest(source: RatingSource, rubric: Rubric): TallyRequest | undefined {
  if (source.kind !== "file") return undefined;
  const overall = rubric.preferences?.value.find((preference) => preference.kind === "overall");
  return {
    file: source.file.value,
    item: source.item?.value.map((column) => column.value),
    rule: source.rule?.value,
    rater: source.rater?.value,
    rating: source.rating?.value,
    prompt: overall?.prompt?.value,
  };
}

export function pairRequest(source: PreferenceSource): PairRequest | undefined {
  if (source.kind !== "pairs") return undefined;
  return {
    file: source.file.value,
    chosen: source.chosen?.value,
    rejected: source.rejected?.value,
    prompt: source.prompt?.value,
    by: source.by?.value,
    judges: source.judges?.value.map((column) => column.value) ?? [],
  };
}

export function scoreRequest(baseline: Baseline): ScoreRequest {
  return {
    file: baseline.file.value,
    item: baseline.item?.value.map((column) => column.value),
    score: baseline.score?.value,
  };
}
