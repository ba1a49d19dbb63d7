/** Where ratings come from. Implementations: inline (the rubric itself) and DuckDB (files). */
import type { PairTable, ScoreTable, SourceProblem, Tallies } from "./tallies.ts";

/**
 * The column has one of the values, both as the rubric writes them; a number equals the same number in another spelling.
 * `item`, `rule`, `rater` and `rating` mean the columns that the request maps to them.
 */
export interface RowCondition {
  readonly column: string;
  readonly values: readonly string[];
}

/** Rows count that meet all of `only` and none of `except`. */
export interface RowConditions {
  readonly only?: readonly RowCondition[];
  readonly except?: readonly RowCondition[];
}

/** What to read, with paths as the rubric writes them; everything a result depends on, so it also keys caches. */
export interface TallyRequest extends RowConditions {
  readonly file: string;
  readonly item: readonly string[] | undefined;
  readonly rule: string | undefined;
  readonly rater: string | undefined;
  readonly rating: string | undefined;
  readonly prompt: string | undefined;
  /** Codes that mean "no rating", in addition to the words that always do. */
  readonly missing?: readonly string[];
}

export interface PairRequest extends RowConditions {
  readonly file: string;
  readonly chosen: string | undefined;
  readonly rejected: string | undefined;
  readonly prompt: string | undefined;
  readonly by: string | undefined;
  readonly judges: readonly string[];
  /** The column that says who judged. */
  readonly rater?: string | undefined;
}

export interface ScoreRequest extends RowConditions {
  readonly file: string;
  readonly item: readonly string[] | undefined;
  readonly score: string | undefined;
}

/** A table on a server; `file` is its name too. */
export interface ClickHouseTable {
  /** The environment variable that holds the server's URL. */
  readonly urlEnv: string;
  readonly table: string;
}

export type ClickHouseTallyRequest = TallyRequest & ClickHouseTable;
export type ClickHousePairRequest = PairRequest & ClickHouseTable;

/** The value (undefined where nothing could be read) and all problems of the source. */
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
