/** Where ratings come from. Implementations: inline (the rubric itself) and DuckDB (files). */
import type { PairTable, ScoreTable, SourceProblem, Tallies } from "./tallies.ts";

/** What to read, with paths as the rubric writes them; everything a result depends on, so it also keys caches. */
export interface TallyRequest {
  readonly file: string;
  readonly item: readonly string[] | undefined;
  readonly rule: string | undefined;
  readonly rater: string | undefined;
  readonly rating: string | undefined;
  readonly prompt: string | undefined;
}

export interface PairRequest {
  readonly file: string;
  readonly chosen: string | undefined;
  readonly rejected: string | undefined;
  readonly prompt: string | undefined;
  readonly by: string | undefined;
  readonly judges: readonly string[];
}

export interface ScoreRequest {
  readonly file: string;
  readonly item: readonly string[] | undefined;
  readonly score: string | undefined;
}

/** The value (undefined where nothing could be read) and all there is to tell about the source. */
export interface Read<T> {
  readonly value: T | undefined;
  readonly problems: readonly SourceProblem[];
}

/** Never throws for what a user can cause; an aborted signal rejects with its reason. */
export interface RatingStore {
  tally(request: TallyRequest, signal?: AbortSignal): Promise<Read<Tallies>>;
  pairs(request: PairRequest, signal?: AbortSignal): Promise<Read<PairTable>>;
  scores(request: ScoreRequest, signal?: AbortSignal): Promise<Read<ScoreTable>>;
}
