/** What the parser found wrong, as findings of the check that tells it. */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Check, Finding } from "../finding.ts";

export function problemsOf({ rubric }: Analysis, { code, severity }: Check): Finding[] {
  return rubric.problems.flatMap(({ check, range, message, rule, replacements }) =>
    check === code
      ? [
          {
            check: code,
            severity,
            range,
            message,
            ...(rule !== undefined && { rule }),
            ...(replacements && { replacements }),
          },
        ]
      : [],
  );
}
