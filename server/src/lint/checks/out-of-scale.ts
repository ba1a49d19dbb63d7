import type { OutOfScale, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Problem, Range, Scale } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Place } from "../../tallies/tallies.ts";
import type { Check } from "../check.ts";
import type { Report } from "../finding.ts";
import { code, fill, someOf } from "../message.ts";
import { atRule } from "../rule-findings.ts";
import { widerScale } from "../scale-fix.ts";
import { problemReport, problemsOf } from "./problems.ts";

const messages = {
  inline: "{value} is not on the scale of `{rule}` ({scale}): {n} excluded.",
  files: "`{rule}`: {n} not on its scale: {values}. {They} excluded; the first is in `{file}`, row {row}.",
} as const;

const help = "Correct the ratings, or widen the rule's scale if they are meant.";

interface Inline {
  readonly rule: RuleAnalysis;
  readonly rating: OutOfScale;
  readonly range: Range;
}

interface InFiles {
  readonly rule: RuleAnalysis;
  readonly found: readonly OutOfScale[];
  readonly first: Place;
}

type Case = { readonly problem: Problem } | Inline | InFiles;

export const outOfScale: Check<Case> = {
  code: "out-of-scale",
  summary: "A rating is not on its rule's scale, so it is excluded.",
  severity: "warning",
  messages,
  find(analysis) {
    const problems = problemsOf(analysis, "out-of-scale");
    const known = new Set(problems.map(({ range }) => range.start));
    return [
      ...problems.map((problem) => ({ problem })),
      ...analysis.rules.flatMap((rule) =>
        rule.outOfScale.length === 0
          ? []
          : [...inline(rule).filter(({ range }) => !known.has(range.start)), ...inFiles(rule)],
      ),
    ];
  },
  finding(found) {
    if ("problem" in found) return problemReport(found.problem);
    return "range" in found ? inlineReport(found) : filesReport(found);
  },
  fixes(found, analysis) {
    if (!("problem" in found)) return widerScale(found.rule, analysis);
    const rule = analysis.rules.find(({ id }) => id === found.problem.rule);
    return rule ? widerScale(rule, analysis) : [];
  },
};

/** Ratings of the rubric itself are reported where they are written. */
function inline(rule: RuleAnalysis): Inline[] {
  return rule.outOfScale.flatMap((rating) => (rating.range ? [{ rule, rating, range: rating.range }] : []));
}

function inlineReport({ rule, rating: { value, count }, range }: Inline): Report {
  const text = fill(messages.inline, {
    value: code(value),
    rule: rule.id,
    scale: scaleText(rule),
    n: count === 1 ? "it is" : `${show.count(count)} ratings are`,
  });
  return { ...atRule(rule, text, help), range };
}

/** Those of files together, at the rule. */
function inFiles(rule: RuleAnalysis): InFiles[] {
  const found = rule.outOfScale.filter(({ first }) => first !== undefined);
  const first = firstPlace(found);
  return first ? [{ rule, found, first }] : [];
}

/** The values that come most often, and where the first one is. */
function filesReport({ rule, found, first }: InFiles): Report {
  const values = found.toSorted((a, b) => b.count - a.count).map(({ value }) => code(value));
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const text = fill(messages.files, {
    n: total === 1 ? "1 rating is" : `${show.count(total)} ratings are`,
    They: total === 1 ? "It is" : "They are",
    rule: rule.id,
    values: someOf(values),
    file: first.file,
    row: show.count(first.row),
  });
  return atRule(rule, text, help);
}

function firstPlace(found: readonly OutOfScale[]): Place | undefined {
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
