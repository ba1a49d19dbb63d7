import type { Check } from "../finding.ts";
import { problemsOf } from "./problems.ts";

/** The parser words the messages: it alone knows what stands there. */
export const syntax: Check = {
  code: "syntax",
  summary: "The document is not valid YAML.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, syntax),
};
