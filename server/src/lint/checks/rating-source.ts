import type { SourceProblem } from "../../ratings/tallies.ts";
import type { Check, Finding, Severity } from "../finding.ts";

/** What cannot be helped, or costs only some rows, is told more quietly than a file that is not there. */
const quieter: Partial<Record<SourceProblem["code"], Severity>> = {
  untrusted: "information",
  unsupported: "warning",
  value: "warning",
};

/** The reader words the messages: it alone knows what it found. */
export const ratingSource: Check = {
  code: "rating-source",
  summary: "A rating, preference or baseline file cannot be read as the rubric says.",
  severity: "error",
  messages: {},
  find: ({ sources }) =>
    sources.flatMap(({ problems }) =>
      problems.map(({ problem, range }): Finding => {
        const { message, code } = problem;
        return { check: ratingSource.code, severity: quieter[code] ?? ratingSource.severity, range, message };
      }),
    ),
};
