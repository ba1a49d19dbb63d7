/** The accuracies of two rubrics on the same pairs, with the paired interval of their difference. */
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { outcomes } from "../statistics/reward.ts";
import { finish } from "../statistics/steps.ts";
import type { AccuracyChange, Analysis } from "./analysis.ts";
import { countRules } from "./count-rules.ts";
import { immediateEvidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { pairUp } from "./pair-up.ts";

export interface Side {
  readonly input: AnalysisInput;
  readonly analysis: Analysis;
}

export interface AccuracyBetween {
  readonly change: AccuracyChange;
  /** Pairs that the old rubric orders wrongly and the new one rightly, and the other way round. */
  readonly gained: number;
  readonly lost: number;
}

export function accuracyBetween(before: Side, after: Side): Maybe<AccuracyBetween> {
  const old = judgedPairs(before);
  const now = judgedPairs(after);
  if (!isDefined(old)) return old;
  if (!isDefined(now)) return now;
  if (old.key !== now.key) return { unavailable: "the two rubrics have different preferences" };
  const change = finish(accuracyChange(now.set, old.outcomes, now.outcomes));
  if (!isDefined(change)) return change;
  const flips = (from: number, to: number) =>
    now.outcomes.reduce((sum, outcome, p) => sum + Number(old.outcomes[p] === from && outcome === to), 0);
  return { change, gained: flips(0, 1), lost: flips(1, 0) };
}

function judgedPairs({ input, analysis }: Side) {
  const evidence = immediateEvidence();
  const counted = countRules(input, evidence);
  const paired = pairUp(input, counted, evidence);
  if (!isDefined(paired)) return paired;
  const weights = new Map(analysis.rules.map(({ id, weight }) => [id, isDefined(weight) ? weight.value : 0]));
  const { items, chosen, rejected } = paired.pairs;
  return {
    set: paired.set,
    outcomes: outcomes(
      paired.set,
      counted.rules.map(({ rule }) => weights.get(rule.id.value) ?? 0),
    ),
    key: JSON.stringify(Array.from(chosen, (c, p) => [items[c], items[rejected[p] ?? 0]])),
  };
}
