import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import type { Problem, Range } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { code, fill, someOf } from "../message.ts";
import { scaleSeen } from "../scale-fix.ts";
import { problemReport, problemsOf } from "./problems.ts";

/** The parser words the others: it alone knows what the format allows where. */
const messages = {
  noScale:
    "No scale for {rules}: the values found are used as its levels. How close their entropy comes to the maximum is unknown.",
} as const;

const help = "Write `scale:` with all levels, for example `scale: [1, 2, 3, 4, 5]`.";

type Case = { readonly problem: Problem } | { readonly at: Range; readonly unscaled: readonly RuleAnalysis[] };

export const format: Check<Case> = {
  code: "format",
  summary: "A key or value does not fit the rubric format.",
  severity: "error",
  messages,
  find: (analysis) => [...problemsOf(analysis, "format").map((problem) => ({ problem })), ...unscaled(analysis)],
  finding(found) {
    if ("problem" in found) return problemReport(found.problem);
    const names = found.unscaled.map(({ id }) => code(id));
    return { range: found.at, message: fill(messages.noScale, { rules: someOf(names) }), help };
  },
  fixes: (found, analysis) => ("problem" in found ? [] : scaleSeen(analysis)),
};

/** Once for all rules, at `rules:`. */
function unscaled({ rubric, rules }: Analysis): Case[] {
  const unscaled = rules.filter(({ scale, n }) => n > 0 && !isDefined(scale));
  return unscaled.length > 0 && rubric.rulesKey ? [{ at: rubric.rulesKey, unscaled }] : [];
}
