/** What an Analysis is made from: the rubric and, for each of its sources in document order, what was read of it. */

import type { Rubric } from "../rubric/rubric.ts";
import type { PairTable, ScoreTable, SourceProblem, Tallies } from "../tallies/tallies.ts";
import type { Options, SourceState } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";

export interface Reading<T> {
  readonly state: SourceState;
  readonly value: T | undefined;
  readonly problems: readonly SourceProblem[];
}

export interface AnalysisInput {
  readonly rubric: Rubric;
  /** By entry of `ratings:`. */
  readonly ratings: readonly Reading<Tallies>[];
  /** By entry of `preferences:`; `overall` reads no file of its own. */
  readonly preferences: readonly Reading<PairTable>[];
  /** By entry of `baselines:`. */
  readonly baselines: readonly Reading<ScoreTable>[];
  /** The author's, for what the rubric leaves open. */
  readonly settings: Partial<Options>;
}

/** Before anything is read. */
export const notRead: Reading<never> = { state: "reading", value: undefined, problems: [] };

/** What was read of the rating sources; one object for equal content, also where a file was read again. */
export function talliesOf({ ratings }: AnalysisInput, evidence: Evidence): readonly Tallies[] {
  return evidence.same(ratings.flatMap(({ value }) => (value ? [evidence.same(value, value.key)] : [])));
}
