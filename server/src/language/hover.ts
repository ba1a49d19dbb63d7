/** What the pointer rests on, explained: a rule, a key, a source, the temperature, a tag, a rating in place. */
import type { Analysis, SourceAnalysis } from "../analysis/analysis.ts";
import type { EntropyUnit } from "../analysis/format.ts";
import * as show from "../analysis/format.ts";
import type { Range } from "../rubric/rubric.ts";
import { documentationAt } from "../rubric/schema-docs.ts";
import { isDefined } from "../statistics/result.ts";
import { effectiveRules, encoreWeights } from "../statistics/weights.ts";
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
  if (!found) {
    const why = rule.retired ? "is retired: kept for the record, not analysed" : "is left out: its id stands above";
    return both(field.range, [`${rule.id.value} ${why}.`]);
  }
  return {
    range: field.range,
    markdown: ruleParagraphs(found, analysis, unit, true).join("\n\n"),
    plaintext: ruleParagraphs(found, analysis, unit, false).join("\n"),
  };
}

function keyHover(analysis: Analysis, offset: number): Hover | undefined {
  const key = keyAt(analysis.rubric, offset);
  if (!key) return undefined;
  const documentation = documentationAt(key.path);
  if (documentation === undefined) return undefined;
  const name = key.path.at(-1);
  return both(key.range, [documentation, ...(name === "temperature" ? temperatureText(analysis) : [])]);
}

const temperatures = [0.5, 1, 2, 5];

/** How many rules count at other temperatures, and which one the preferences speak for. */
function temperatureText({ rules, options, preferences }: Analysis): string[] {
  const weighed = rules.filter((rule) => isDefined(rule.weight) && isDefined(rule.entropy));
  if (weighed.length === 0) return [];
  const entropies = weighed.map(({ entropy }) =>
    isDefined(entropy) ? (options.estimator === "plug-in" ? entropy.nats : entropy.millerMadow) : 0,
  );
  const at = (temperature: number) =>
    show.orReason(effectiveRules(encoreWeights(entropies, temperature)), (n) => show.decimal(n, 1));
  const all = [...new Set([...temperatures, options.temperature])].sort((a, b) => a - b);
  const steps = all.map(
    (tau) => `${at(tau)} at ${show.temperature(tau)}${tau === options.temperature ? " (here)" : ""}`,
  );
  const best = isDefined(preferences) ? preferences.bestTemperature : undefined;
  return [
    `Effective rules of ${weighed.length}: ${steps.join(", ")}.`,
    ...(best && isDefined(best)
      ? [
          `Best on held-out preferences: ${show.temperature(best.temperature)}, over uniform weights ${show.points(best.gain)} points${isDefined(best.gain.interval) && best.gain.interval.low > 0 ? "" : ": no temperature beats uniform weights beyond chance"}.`,
        ]
      : []),
  ];
}

function tagHover(analysis: Analysis, offset: number): Hover | undefined {
  const found = tagAt(analysis.rubric, offset);
  if (!found) return undefined;
  const rules = new Set(usesOfTag(analysis.rubric, found.tag.value).map(({ rule }) => rule));
  const weights = analysis.rules.flatMap((rule) =>
    rules.has(rule.rule) && isDefined(rule.weight) ? [rule.weight.value] : [],
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weighs = weights.length === 0 ? "no rule of it has a weight" : `together they weigh ${show.percent(total)}`;
  return both(found.tag.range, [`Tag "${found.tag.value}": ${show.counted(rules.size, "rule")}; ${weighs}.`]);
}

/** The share of a value written in place. */
function ratingHover(analysis: Analysis, offset: number): Hover | undefined {
  const rule = ruleAt(analysis.rubric, offset);
  const field = rule?.ratings;
  if (!rule || !field || !isIn(offset, field.range)) return undefined;
  const { values, counts, offsets } = field.value;
  const relative = offset - field.range.start;
  const at = values.findIndex((_, i) => relative >= (offsets[2 * i] ?? 0) && relative <= (offsets[2 * i + 1] ?? -1));
  if (at < 0) return undefined;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const same = values.reduce((sum, value, i) => (value === values[at] ? sum + (counts[i] ?? 0) : sum), 0);
  const range = {
    start: field.range.start + (offsets[2 * at] ?? 0),
    end: field.range.start + (offsets[2 * at + 1] ?? 0),
  };
  const share = total > 0 ? ` (${show.percent(same / total)})` : "";
  return both(range, [`${values[at]}: ${show.count(same)} of ${show.counted(total, "rating")} here${share}.`]);
}

function sourceHover(analysis: Analysis, offset: number): Hover | undefined {
  const found = sourceAt(analysis, offset);
  return found && both(found.range, sourceText(found));
}

function sourceText(source: SourceAnalysis): string[] {
  if (source.state === "reading") return [`${source.name} is being read.`];
  const told = source.problems.map(({ problem }) => problem.message);
  if (source.state === "failed") return [`${source.name} was not read.`, ...told];
  const counts = [
    show.counted(source.rows, "row"),
    ...(source.items > 0 ? [show.counted(source.items, "response")] : []),
    ...(source.rules > 0 ? [show.counted(source.rules, "rule")] : []),
    ...(source.raters > 0 ? [show.counted(source.raters, "rater")] : []),
    ...(source.missing > 0 ? [`${show.count(source.missing)} missing`] : []),
    ...(source.repeats.same + source.repeats.conflicting > 0
      ? [`${show.count(source.repeats.same + source.repeats.conflicting)} repeated`]
      : []),
  ];
  const files = source.files.length > 1 ? [`Files: ${source.files.join(", ")}.`] : [];
  return [`${source.name}: ${counts.join(", ")}.`, ...files, `Columns: ${source.columns.join(", ")}.`, ...told];
}

function both(range: Range, paragraphs: readonly string[]): Hover {
  return { range, markdown: paragraphs.join("\n\n"), plaintext: paragraphs.join("\n").replace(/[`*]/g, "") };
}
