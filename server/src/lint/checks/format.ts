import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import type { Problem, Range } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { code, fill, someOf } from "../message.ts";
import { scaleSeen } from "../scale-fix.ts";
import { problemReport, problemsOf } from "./problems.ts";

/** The parser words the others: it alone knows what the format wants where. */
const messages = {
  noScale:
    "No scale holds for {rules}, so the values seen stand for it: how near their entropy comes to the most possible cannot be told. Write `scale:` with all levels, [1, 2, 3, 4, 5] for instance.",
} as const;

type Case = { readonly problem: Problem } | { readonly at: Range; readonly unscaled: readonly RuleAnalysis[] };

export const format: Check<Case> = {
  code: "format",
  summary: "A key or value is not of the rubric format.",
  severity: "error",
  messages,
  find: (analysis) => [...problemsOf(analysis, "format").map((problem) => ({ problem })), ...unscaled(analysis)],
  finding(found) {
    if ("problem" in found) return problemReport(found.problem);
    const names = found.unscaled.map(({ id }) => code(id));
    return { range: found.at, message: fill(messages.noScale, { rules: someOf(names) }) };
  },
  fixes: (found, analysis) => ("problem" in found ? [] : scaleSeen(analysis)),
};

/** Once for all rules, at `rules:`. */
function unscaled({ rubric, rules }: Analysis): Case[] {
  const unscaled = rules.filter(({ scale, n }) => n > 0 && !isDefined(scale));
  return unscaled.length > 0 && rubric.rulesKey ? [{ at: rubric.rulesKey, unscaled }] : [];
}
