import type { Analysis } from "../../analysis/analysis.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check, Finding } from "../finding.ts";
import { code, fill, someOf } from "../message.ts";
import { scaleSeen } from "../scale-fix.ts";
import { problemsOf } from "./problems.ts";

/** The parser words the others: it alone knows what the format wants where. */
const messages = {
  noScale:
    "No scale holds for {rules}, so the values seen stand for it: how near their entropy comes to the most possible cannot be told. Write `scale:` with all levels, [1, 2, 3, 4, 5] for instance.",
} as const;

export const format: Check = {
  code: "format",
  summary: "A key or value is not of the rubric format.",
  severity: "error",
  messages,
  find: (analysis) => [...problemsOf(analysis, format), ...noScale(analysis)],
  fixes: (finding, analysis) =>
    noScale(analysis).some(({ message }) => message === finding.message) ? scaleSeen(analysis) : [],
};

/** Once for all rules, at `rules:`. */
function noScale({ rubric, rules }: Analysis): Finding[] {
  const names = rules.filter(({ scale, n }) => n > 0 && !isDefined(scale)).map(({ id }) => code(id));
  if (names.length === 0 || !rubric.rulesKey) return [];
  const message = fill(messages.noScale, { rules: someOf(names) });
  return [{ check: format.code, severity: format.severity, range: rubric.rulesKey, message }];
}
