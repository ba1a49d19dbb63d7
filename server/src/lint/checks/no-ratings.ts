import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Range } from "../../rubric/rubric.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule } from "../rule-findings.ts";
import { lastNotAfter } from "../search.ts";

const messages = {
  rubric: "This rubric has no ratings yet, so no rule has a weight.",
  none: "`{rule}` has no ratings, so it has no weight.",
  missing: "`{rule}` has no ratings: {count} {are} empty. It has no weight.",
  offScale: "`{rule}` has no ratings on its scale: {count} {are} off it. It has no weight.",
  stale: "`{rule}` has no ratings of its present wording: {count} {were} collected for another one. It has no weight.",
} as const;

const helps = {
  rule: "Attach a rating file that rates it, or write `ratings:` in the rule. If the files use another id, name that with `rated_as:`.",
  rubric: "Attach a rating file under `ratings:`, or write `ratings: [5, 4, 5]` in a rule.",
} as const;

type Case = RuleAnalysis | { readonly rulesKey: Range };

/**
 * Silent where the cause is reported elsewhere: a file that is being read or could not be, a rule that could not be
 * read whole, ratings under a mistyped id. A rubric without any source is reported once, at `rules:`.
 */
export const noRatings: Check<Case> = {
  code: "no-ratings",
  summary: "A rule has no ratings, so it has no weight.",
  severity: "information",
  messages,
  find(analysis) {
    if (!areFilesRead(analysis)) return [];
    const wrong = analysis.rubric.problems.map(({ range }) => range.start).sort((a, b) => a - b);
    const { rulesKey } = analysis.rubric;
    if (rulesKey && isWithoutRatings(analysis)) return wrong.length > 0 ? [] : [{ rulesKey }];
    const mistyped = new Set(analysis.unnamed.map(({ looksLike }) => looksLike));
    return analysis.rules.filter((rule) => rule.n === 0 && !mistyped.has(rule) && !isBroken(rule, wrong));
  },
  finding: (found) =>
    "rulesKey" in found
      ? { range: found.rulesKey, message: messages.rubric, help: helps.rubric }
      : atRule(found, message(found), helps.rule),
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

function areFilesRead({ sources }: Analysis): boolean {
  return sources.every(({ kind, state }) => kind !== "ratings" || state === "read");
}

/** The first day: nothing is attached and no rule is rated. */
function isWithoutRatings({ rubric, rules }: Analysis): boolean {
  const isUnrated = ({ n, missing, outOfScale }: RuleAnalysis) => n + missing + outOfScale.length === 0;
  return (rubric.ratings?.value.length ?? 0) === 0 && rules.length > 0 && rules.every(isUnrated);
}
