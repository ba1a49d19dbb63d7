/** Stage 3: the rules' ratings of the pairs that the author's preferences make. */
import type { PairSet } from "../statistics/pairs.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { once } from "../statistics/steps.ts";
import type { ScoreTable } from "../tallies/tallies.ts";
import { buildPairSet, type PairRule, pairRules } from "./build-pair-set.ts";
import type { Counted } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { collectPairs, type Pairs } from "./pair-input.ts";

export interface Paired {
  readonly pairs: Pairs;
  /** By counted rule. */
  readonly rules: readonly PairRule[];
  /** What `rules` rate of `pairs`. */
  readonly set: PairSet;
  readonly baselines: readonly Baseline[];
}

export interface Baseline {
  readonly name: string;
  /** Undefined where it could not be read. */
  readonly table: ScoreTable | undefined;
}

export function pairUp(input: AnalysisInput, counted: Counted, evidence: Evidence): Maybe<Paired> {
  const pairs = collectPairs(input, counted, evidence);
  if (!isDefined(pairs)) return pairs;
  const rules = pairRules(pairs, counted.rules, evidence);
  const set = evidence.of("pair set", [pairs, rules], (...of) => once(() => buildPairSet(...of)));
  if (!isDefined<PairSet>(set)) return set;
  const baselines = (input.rubric.baselines?.value ?? []).map(({ name }, at) => {
    const table = input.baselines[at]?.value;
    return { name: name.value, table: table && evidence.same(table, table.key) };
  });
  return { pairs, rules, set, baselines };
}
