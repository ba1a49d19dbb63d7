/** What the stages of `analyze` hand on: the Analysis is assembled from it. */
import type { Maybe } from "../statistics/result.ts";
import type { Weighting } from "./analysis.ts";
import type { Counted } from "./count-rules.ts";
import type { JudgedRules } from "./judge-rules.ts";
import type { Paired } from "./pair-up.ts";
import type { Weights } from "./weigh.ts";

export interface Stages {
  readonly counted: Counted;
  readonly weights: Weights;
  /** Unavailable where no preferences are attached, or they make no pair. */
  readonly paired: Maybe<Paired>;
  readonly judged: JudgedRules;
  readonly weightings: readonly Weighting[];
}
