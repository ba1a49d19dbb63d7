import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule } from "../rule-findings.ts";
import { lastNotAfter } from "../search.ts";

const messages = {
  none: "`{rule}` has no ratings, so it has no weight and nothing can be said about it.",
  missing: "`{rule}` has no ratings: {count} {are} empty. It has no weight.",
  offScale: "`{rule}` has no ratings on its scale: {count} {are} off it. It has no weight.",
  stale: "`{rule}` has no ratings of its present wording: {count} {were} collected for other words. It has no weight.",
} as const;

const help =
  "Attach a rating file that rates it, or write `ratings:` under the rule; where the files have it under another id, name that id with `rated_as:`.";

/**
 * Silent where the cause is told elsewhere: a file that is being read or could not be, a rule that could not be read
 * whole, ratings under a slip of the rule's id.
 */
export const noRatings: Check<RuleAnalysis> = {
  code: "no-ratings",
  summary: "A rule has no ratings, hence no weight.",
  severity: "information",
  messages,
  find(analysis) {
    if (isFileWanting(analysis)) return [];
    const wrong = analysis.rubric.problems.map(({ range }) => range.start).sort((a, b) => a - b);
    const slips = new Set(analysis.unnamed.map(({ looksLike }) => looksLike));
    return analysis.rules.filter((rule) => rule.n === 0 && !slips.has(rule) && !isBroken(rule, wrong));
  },
  finding: (rule) => atRule(rule, message(rule), help),
};

function message({ id, outOfScale, staleRatings, missing }: RuleAnalysis): string {
  const offScale = outOfScale.reduce((total, { count }) => total + count, 0);
  const [template, count] =
    offScale > 0
      ? ([messages.offScale, offScale] as const)
      : staleRatings > 0
        ? ([messages.stale, staleRatings] as const)
        : ([messages.missing, missing] as const);
  if (count === 0) return fill(messages.none, { rule: id });
  const [are, were] = count === 1 ? ["is", "was"] : ["are", "were"];
  return fill(template, { rule: id, count: show.counted(count, "rating"), are, were });
}

/** Something in the rule could not be read, and that may be its ratings. `wrong`: where, ascending. */
function isBroken({ rule: { range } }: RuleAnalysis, wrong: readonly number[]): boolean {
  const last = wrong[lastNotAfter(wrong, range.end)];
  return last !== undefined && last >= range.start;
}

function isFileWanting({ sources }: Analysis): boolean {
  return sources.some(({ kind, state }) => kind === "ratings" && state !== "read");
}
