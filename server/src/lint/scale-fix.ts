/** Fixes that make a scale of the ratings seen. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import { setRuleKey, setTopKey } from "../rubric/edit.ts";
import type { Scale } from "../rubric/rubric.ts";
import { readNumber } from "../rubric/scale.ts";
import { isDefined } from "../statistics/result.ts";
import type { Fix } from "./finding.ts";
import { code, titled } from "./message.ts";

/** More distinct values than this are scores, not levels. */
const MOST_LEVELS_SEEN = 20;

/** For rated rules on which no scale holds. */
export function scaleSeen({ rubric, rules }: Analysis): readonly Fix[] {
  const without = rules.filter(({ scale }) => !isDefined(scale));
  const scale = scaleText(without.flatMap(({ levels }) => levels.map(({ value }) => value)));
  if (!scale || rubric.scale) return [];
  return [
    {
      title: `Write ${code(`scale: ${scale}`)}, the values found`,
      kind: "quickfix",
      edits: setTopKey(rubric, "scale", scale),
    },
  ];
}

/** None where a rating off the scale is not a number, or where the scale has words for its levels. */
export function widerScale({ rule, id, scale, outOfScale }: RuleAnalysis, { rubric }: Analysis): readonly Fix[] {
  const seen = outOfScale.map(({ value }) => readNumber(value));
  const numbers = seen.filter((value) => value !== undefined);
  if (!isDefined<Scale>(scale) || numbers.length < seen.length || numbers.length === 0) return [];
  const wider = widened(scale, numbers, rule.style === "json");
  if (!wider) return [];
  const own: Fix = {
    title: titled(rule.scale ? "Widen the scale of {rule} to {text}" : "Give {rule} its own scale {text}", id, wider),
    kind: "quickfix",
    edits: setRuleKey(rubric, rule, "scale", wider),
  };
  if (rule.scale || !rubric.scale) return [own];
  return [
    own,
    {
      title: `Widen the scale of all rules that have none of their own: ${wider}`,
      kind: "quickfix",
      edits: setTopKey(rubric, "scale", wider),
    },
  ];
}

function widened(scale: Scale, numbers: readonly number[], asJson: boolean): string | undefined {
  if (scale.kind === "continuous") {
    const min = Math.min(scale.min, ...numbers);
    const max = Math.max(scale.max, ...numbers);
    const wider = { min, max, bins: scale.bins };
    return asJson ? JSON.stringify(wider) : `{min: ${min}, max: ${max}, bins: ${scale.bins}}`;
  }
  return scale.names.size > 0 ? undefined : scaleText([...scale.levels, ...numbers]);
}

function scaleText(values: readonly number[]): string | undefined {
  const levels = [...new Set(values)].sort((a, b) => a - b);
  return levels.length < 2 || levels.length > MOST_LEVELS_SEEN ? undefined : `[${levels.join(", ")}]`;
}
