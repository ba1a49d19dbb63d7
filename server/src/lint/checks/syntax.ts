import type { Problem } from "../../rubric/rubric.ts";
import type { Check } from "../check.ts";
import { problemReport, problemsOf } from "./problems.ts";

/** The parser words the messages: it alone knows what it found. */
export const syntax: Check<Problem> = {
  code: "syntax",
  summary: "The document is not valid YAML.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, "syntax"),
  finding: problemReport,
};
