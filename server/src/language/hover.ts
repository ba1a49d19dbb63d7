/** What is under the pointer, explained: a rule, a key, a source, the temperature, a tag, an inline rating. */
import type { Analysis, SourceAnalysis } from "../analysis/analysis.ts";
import type { EntropyUnit } from "../analysis/format.ts";
import * as show from "../analysis/format.ts";
import type { Range } from "../rubric/rubric.ts";
import { documentationAt } from "../rubric/schema-docs.ts";
import { isDefined } from "../statistics/result.ts";
import { type Ink, markdown, plain } from "./ink.ts";
import { keyAt } from "./key-at.ts";
import { analyzed, isIn, ruleAt, sourceAt, tagAt, usesOfTag } from "./places.ts";
import { ruleParagraphs } from "./rule-hover.ts";
import type { Hover } from "./types.ts";

export function hover(analysis: Analysis, offset: number, unit: EntropyUnit): Hover | undefined {
  return (
    keyHover(analysis, offset) ??
    ratingHover(analysis, offset) ??
    tagHover(analysis, offset) ??
    ruleHover(analysis, offset, unit) ??
    sourceHover(analysis, offset)
  );
}

/** On its id or its text. */
function ruleHover(analysis: Analysis, offset: number, unit: EntropyUnit): Hover | undefined {
  const rule = ruleAt(analysis.rubric, offset);
  const field = [rule?.id, rule?.text].find((one) => isIn(offset, one?.range));
  if (!rule || !field) return undefined;
  const found = analyzed(rule, analysis);
  if (found) return hoverOf(field.range, (ink) => ruleParagraphs(found, analysis, unit, ink));
  const why = rule.retired ? "is retired: kept for the record, not analysed" : "is excluded: a rule above has its id";
  return hoverOf(field.range, (ink) => [`${ink.author(rule.id.value)} ${why}.`]);
}

function keyHover(analysis: Analysis, offset: number): Hover | undefined {
  const key = keyAt(analysis.rubric, offset);
  const documentation = key && documentationAt(key.path);
  if (!key || documentation === undefined) return undefined;
  const more = key.path.at(-1) === "temperature" ? temperatureText(analysis) : [];
  return hoverOf(key.range, (ink) => [ink.documentation(documentation), ...more]);
}

/** How many rules count at other temperatures, and which one the preferences speak for. */
function temperatureText({ rules, options, temperatures, preferences }: Analysis): string[] {
  const weighed = rules.filter(({ encoreWeight }) => isDefined(encoreWeight));
  if (weighed.length === 0) return [];
  const steps = temperatures.map(({ temperature, effectiveRules }) => {
    const shown = show.orReason(effectiveRules, (n) => show.decimal(n, 1));
    return `${shown} at ${show.temperature(temperature)}${temperature === options.temperature ? " (here)" : ""}`;
  });
  const best = isDefined(preferences) ? preferences.bestTemperature : undefined;
  return [
    `Effective rules of ${weighed.length}: ${steps.join(", ")}.`,
    ...(best && isDefined(best)
      ? [
          `Best on held-out preferences: ${show.temperature(best.temperature)}, ${show.points(best.gain)} points over uniform weights${isDefined(best.gain.interval) && best.gain.interval.low > 0 ? "" : ": no temperature beats uniform weights beyond chance"}.`,
        ]
      : []),
  ];
}

function tagHover(analysis: Analysis, offset: number): Hover | undefined {
  const found = tagAt(analysis.rubric, offset);
  if (!found) return undefined;
  const tag = analysis.tags.get(found.tag.value);
  const rules = new Set(usesOfTag(analysis.rubric, found.tag.value).map(({ rule }) => rule));
  const weighs =
    tag && isDefined(tag.weight) ? `together they weigh ${show.percent(tag.weight)}` : "none of its rules has a weight";
  return hoverOf(found.tag.range, (ink) => [
    `Tag "${ink.author(found.tag.value)}": ${show.counted(rules.size, "rule")}; ${weighs}.`,
  ]);
}

/** The share of an inline rating. */
function ratingHover(analysis: Analysis, offset: number): Hover | undefined {
  const rule = ruleAt(analysis.rubric, offset);
  const field = rule?.ratings;
  if (!rule || !field || !isIn(offset, field.range)) return undefined;
  const { values, counts, offsets } = field.value;
  const relative = offset - field.range.start;
  const at = values.findIndex((_, i) => relative >= (offsets[2 * i] ?? 0) && relative <= (offsets[2 * i + 1] ?? -1));
  const value = values[at];
  if (value === undefined) return undefined;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const same = values.reduce((sum, one, i) => (one === value ? sum + (counts[i] ?? 0) : sum), 0);
  const range = {
    start: field.range.start + (offsets[2 * at] ?? 0),
    end: field.range.start + (offsets[2 * at + 1] ?? 0),
  };
  const share = total > 0 ? ` (${show.percent(same / total)})` : "";
  return hoverOf(range, (ink) => [
    `${ink.author(value)}: ${show.count(same)} of ${show.counted(total, "rating")} here${share}.`,
  ]);
}

function sourceHover(analysis: Analysis, offset: number): Hover | undefined {
  const found = sourceAt(analysis, offset);
  return found && hoverOf(found.range, (ink) => sourceText(found, ink));
}

function sourceText(source: SourceAnalysis, ink: Ink): string[] {
  const name = ink.author(source.name);
  if (source.state === "reading") return [`${name} is being read.`];
  const problems = source.problems.map(({ problem }) => ink.author(problem.message));
  if (source.state === "failed") return [`${name} was not read.`, ...problems];
  const repeated = source.repeats.same + source.repeats.conflicting;
  const counts = [
    show.counted(source.rows, "row"),
    ...(source.items > 0 ? [show.counted(source.items, "response")] : []),
    ...(source.rules > 0 ? [show.counted(source.rules, "rule")] : []),
    ...(source.raters > 0 ? [show.counted(source.raters, "rater")] : []),
    ...(source.missing > 0 ? [`${show.count(source.missing)} missing`] : []),
    ...(repeated > 0 ? [`${show.count(repeated)} repeated`] : []),
  ];
  const files = source.files.length > 1 ? [`Files: ${source.files.map(ink.author).join(", ")}.`] : [];
  return [
    `${name}: ${counts.join(", ")}.`,
    ...files,
    `Columns: ${source.columns.map(ink.author).join(", ")}.`,
    ...problems,
  ];
}

function hoverOf(range: Range, paragraphs: (ink: Ink) => readonly string[]): Hover {
  return { range, markdown: paragraphs(markdown).join("\n\n"), plaintext: paragraphs(plain).join("\n") };
}
