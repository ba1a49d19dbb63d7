import type { Check } from "../finding.ts";
import { problemsOf } from "./problems.ts";

/** The parser words the messages: it alone knows what the format wants there. */
export const format: Check = {
  code: "format",
  summary: "A key or value is not of the rubric format.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, format),
};
