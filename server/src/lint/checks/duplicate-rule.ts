import { dropRules } from "../../rubric/edit.ts";
import type { Check } from "../finding.ts";
import { code } from "../message.ts";
import { problemsOf } from "./problems.ts";

export const duplicateRule: Check = {
  code: "duplicate-rule",
  summary: "Two rules have the same id; only the first one is analysed.",
  severity: "error",
  messages: {},
  find: (analysis) => problemsOf(analysis, duplicateRule),
  fixes({ range }, { rubric }) {
    const rule = rubric.rules.find(({ id }) => id.range.start === range.start);
    if (!rule) return [];
    const title = `Drop this further ${code(rule.id.value)}: it is not analysed, so no weight changes`;
    return [{ title, kind: "quickfix", edits: dropRules(rubric, [rule]) }];
  },
};
