/** Rubric + tallies + evidence -> Analysis. Pure: evidence only spares work, the same input gives the same Analysis. */
import type { Analysis } from "./analysis.ts";
import { assemble } from "./assemble.ts";
import { countRules } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { judgeRules } from "./judge-rules.ts";
import { judgeWeightings } from "./judge-weightings.ts";
import { pairUp } from "./pair-up.ts";
import { weigh } from "./weigh.ts";

export function analyze(input: AnalysisInput, evidence: Evidence): Analysis {
  const counted = countRules(input, evidence);
  const weights = weigh(counted, evidence);
  const paired = pairUp(input, counted, evidence);
  const judged = judgeRules(paired, weights, evidence);
  const weightings = judgeWeightings(paired, weights, evidence);
  return assemble(input, { counted, weights, paired, judged, weightings }, evidence);
}
