import { dropRules } from "../../rubric/edit.ts";
import type { Problem } from "../../rubric/rubric.ts";
import type { Check } from "../check.ts";
import { titled } from "../message.ts";
import { problemReport, problemsOf } from "./problems.ts";

export const duplicateRule: Check<Problem> = {
  code: "duplicate-rule",
  summary: "Two rules have the same id; only the first one is analysed.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, "duplicate-rule"),
  finding: problemReport,
  fixes({ range }, { rubric }) {
    const rule = rubric.rules.find(({ id }) => id.range.start === range.start);
    if (!rule) return [];
    const title = titled("Drop this second {rule}: no weight changes", rule.id.value);
    return [{ title, purpose: "drop", kind: "quickfix", edits: dropRules(rubric, [rule]) }];
  },
};
