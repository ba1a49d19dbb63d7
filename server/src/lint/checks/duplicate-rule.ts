import type { Check } from "../finding.ts";
import { problemsOf } from "./problems.ts";

export const duplicateRule: Check = {
  code: "duplicate-rule",
  summary: "Two rules have the same id; only the first one is analysed.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, duplicateRule),
};
