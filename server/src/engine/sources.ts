/** The sources that a rubric names, in document order, and the reading of what has no source of its own. */
import type { Reading } from "../analysis/input.ts";
import { pairRequest, scoreRequest, tallyRequest } from "../analysis/requests.ts";
import type { RatingSource, Rubric } from "../rubric/rubric.ts";
import type { Source } from "../tallies/source.ts";
import type { Read } from "../tallies/store.ts";

export interface RubricSources {
  readonly ratings: readonly Source<"tally">[];
  /** Undefined for preferences that come of the ratings, which are read already. */
  readonly preferences: readonly (Source<"pairs"> | undefined)[];
  readonly baselines: readonly Source<"scores">[];
}

export function sourcesOf(rubric: Rubric): RubricSources {
  return {
    ratings: (rubric.ratings?.value ?? []).map((source) => ratingSource(source, rubric)),
    preferences: (rubric.preferences?.value ?? []).map((source): Source<"pairs"> | undefined => {
      const request = pairRequest(source);
      const kind = source.kind === "clickhouse-pairs" ? "clickhouse" : "file";
      return request && { kind, want: "pairs", name: request.file, request };
    }),
    baselines: (rubric.baselines?.value ?? []).map((baseline) => {
      const request = scoreRequest(baseline);
      return { kind: "file", want: "scores", name: request.file, request };
    }),
  };
}

function ratingSource(source: RatingSource, rubric: Rubric): Source<"tally"> {
  const request = tallyRequest(source, rubric);
  return { kind: source.kind, want: "tally", name: request.file, request };
}

export function readingOf<T>({ value, problems }: Read<T>): Reading<T> {
  return { state: value === undefined ? "failed" : "read", value, problems };
}

export const noSource: Reading<never> = { state: "failed", value: undefined, problems: [] };
