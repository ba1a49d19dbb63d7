/** A rubric in a few words, for tables of text and outcome. */
import { parse } from "../../server/src/rubric/parse.ts";
import type { Rule } from "../../server/src/rubric/rubric.ts";

/** What was read and what was told: `rules` by id, `problems` as check, text at its range and message. */
export function read(text: string) {
  const { rules, problems } = parse(text);
  return {
    rules: rules.map(({ id }) => id.value),
    problems: problems.map(({ check, range, message }) => `${check} at ${place(text, range)}: ${message}`),
  };
}

function place(text: string, { start, end }: { start: number; end: number }): string {
  return JSON.stringify(text.slice(start, end));
}

export function firstRule(text: string): Rule {
  const [rule] = parse(text).rules;
  if (!rule) throw new Error("no rule was read");
  return rule;
}
