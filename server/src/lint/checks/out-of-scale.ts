import type { Analysis, OutOfScale, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Scale } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check, Finding } from "../finding.ts";
import { code, fill, someOf } from "../message.ts";
import { widerScale } from "../scale-fix.ts";
import { atRule, ruleOf } from "../tell.ts";
import { problemsOf } from "./problems.ts";

const messages = {
  inline: "{value} is not on the scale of `{rule}` ({scale}): {n} left out.",
  file: "Left out of `{rule}`: {n} that its scale ({scale}) does not have: {values}. The first stands in `{file}`, row {row}.",
  value: "{value} ({times})",
} as const;

const help = "Correct the ratings, or widen the rule's scale if they are meant.";

export const outOfScale: Check = {
  code: "out-of-scale",
  summary: "A rating is not on its rule's scale, and is left out.",
  severity: "warning",
  messages,
  find(analysis) {
    const parsed = problemsOf(analysis, outOfScale);
    const known = new Set(parsed.map(({ range }) => range.start));
    const rated = ratingsOffScale(analysis).filter(({ range }) => !known.has(range.start));
    return [...parsed, ...rated];
  },
  fixes(finding, analysis) {
    const rule = ruleOf(finding, analysis);
    return rule ? widerScale(rule, analysis) : [];
  },
};

function ratingsOffScale({ rules }: Analysis): Finding[] {
  return rules.flatMap((rule) => (rule.outOfScale.length === 0 ? [] : [...inPlace(rule), ...inFiles(rule)]));
}

/** Ratings of the rubric itself are told where they stand. */
function inPlace(rule: RuleAnalysis): Finding[] {
  return rule.outOfScale.flatMap(({ value, count, range }) => {
    if (!range) return [];
    const told = fill(messages.inline, {
      value: code(value),
      rule: rule.id,
      scale: scaleText(rule),
      n: count === 1 ? "it is" : `${show.count(count)} ratings are`,
    });
    return [{ ...atRule(outOfScale, rule, told, help), range }];
  });
}

/** Those of files together, at the rule: the values that come most often, and where the first stands. */
function inFiles(rule: RuleAnalysis): Finding[] {
  const found = rule.outOfScale.filter(({ first }) => first !== undefined);
  const first = firstPlace(found);
  if (!first) return [];
  const values = found
    .toSorted((a, b) => b.count - a.count)
    .map(({ value, count }) =>
      fill(messages.value, {
        value: code(value),
        times: count === 1 ? "once" : `${show.count(count)} times`,
      }),
    );
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const told = fill(messages.file, {
    n: show.counted(total, "rating"),
    rule: rule.id,
    scale: scaleText(rule),
    values: someOf(values),
    file: first.file,
    row: show.count(first.row),
  });
  return [atRule(outOfScale, rule, told, help)];
}

function firstPlace(found: readonly OutOfScale[]): OutOfScale["first"] {
  const places = found.flatMap(({ first }) => first ?? []);
  const file = places[0]?.file;
  return places.filter((place) => place.file === file).sort((a, b) => a.row - b.row)[0];
}

function scaleText({ scale, levels }: RuleAnalysis): string {
  if (!isDefined<Scale>(scale)) return scale.unavailable;
  if (scale.kind === "continuous") return `${scale.min} to ${scale.max}`;
  const labels = levels.map(({ label }) => label);
  return labels.length <= 7 ? labels.join(", ") : `${labels.slice(0, 3).join(", ")}, ... ${labels.at(-1)}`;
}
