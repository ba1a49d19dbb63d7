import type { Analysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Check } from "../finding.ts";
import { fill } from "../message.ts";
import { atRule } from "../tell.ts";

const messages = {
  none: '"{rule}" has no ratings, so it has no weight and nothing can be said about it.',
  missing: '"{rule}" has no ratings: {missing} of it are empty. It has no weight.',
  offScale: '"{rule}" has no ratings on its scale: {count} of it are off the scale. It has no weight.',
  stale:
    '"{rule}" has no ratings of its present wording: {count} of it were collected for other words. It has no weight.',
} as const;

const mend =
  "Attach a rating file that rates it, or write ratings: under the rule; where the files have it under another id, name that id with rated_as:.";

/** Silent while files are read, and where one could not be: that is told at the file. */
export const noRatings: Check = {
  code: "no-ratings",
  summary: "A rule has no ratings, hence no weight.",
  severity: "information",
  messages,
  find(analysis) {
    if (isFileWanting(analysis)) return [];
    return analysis.rules.flatMap((rule) => {
      if (rule.n > 0) return [];
      const offScale = rule.outOfScale.reduce((total, { count }) => total + count, 0);
      const told =
        offScale > 0
          ? fill(messages.offScale, { rule: rule.id, count: show.counted(offScale, "rating") })
          : rule.staleRatings > 0
            ? fill(messages.stale, { rule: rule.id, count: show.counted(rule.staleRatings, "rating") })
            : rule.missing > 0
              ? fill(messages.missing, { rule: rule.id, missing: show.counted(rule.missing, "rating") })
              : fill(messages.none, { rule: rule.id });
      return [atRule(noRatings, rule, told, mend)];
    });
  },
};

function isFileWanting({ sources }: Analysis): boolean {
  return sources.some(({ kind, state }) => kind === "ratings" && state !== "read");
}
