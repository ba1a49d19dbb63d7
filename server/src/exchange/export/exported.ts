/** A rubric's weights with all that a reward needs: what every exporter writes. */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Polarity, Scale } from "../../rubric/rubric.ts";
import { ends } from "../../rubric/scale.ts";
import { isDefined } from "../../statistics/result.ts";

export interface ExportedRule {
  readonly id: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** 0 for a gate, and for a rule without ratings. */
  readonly weight: number;
  readonly polarity: Polarity;
  /** The ends of its scale. */
  readonly min: number;
  readonly max: number;
  /** Words that the scale names. */
  readonly words: Readonly<Record<string, number>>;
  readonly gate: number | null;
}

export interface ExportedWeights {
  readonly rubric: string;
  readonly file: string;
  /** Of Encore. */
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly weighting: string;
  readonly temperature: number;
  readonly rules: readonly ExportedRule[];
}

/** One format of `encore weights`: a file of exchange/export/ exports one, exporters.ts lists them all. */
export interface Exporter {
  /** As in `--format NAME`. */
  readonly name: string;
  readonly text: (weights: ExportedWeights) => string;
}

/** `weights` are by rule id. */
export function exported(
  { rubric, rules, options }: Analysis,
  weights: ReadonlyMap<string, number>,
  about: Pick<ExportedWeights, "file" | "version" | "date" | "weighting">,
): ExportedWeights {
  return {
    ...about,
    rubric: rubric.name?.value ?? about.file,
    temperature: options.temperature,
    rules: rules.map(({ rule, id, scale, levels, isGate }) => {
      const values = levels.map(({ value }) => value);
      const [min, max] = isDefined(scale) ? ends(scale) : [values[0] ?? 0, values.at(-1) ?? 0];
      return {
        id,
        text: rule.text?.value ?? id,
        tags: rule.tags?.value.map(({ value }) => value) ?? [],
        weight: isGate ? 0 : (weights.get(id) ?? 0),
        polarity: rule.polarity?.value ?? "positive",
        min,
        max,
        words: isDefined(scale) ? wordsOf(scale) : {},
        gate: rule.gate?.value ?? null,
      };
    }),
  };
}

/** As a rating's text is read: the words that the scale names; yes and no where it has 1 and 0. */
function wordsOf(scale: Scale): Record<string, number> {
  if (scale.kind !== "discrete") return {};
  const common = { true: 1, yes: 1, false: 0, no: 0 };
  const known = Object.entries(common).filter(([, level]) => scale.levels.includes(level));
  return Object.fromEntries([...known, ...scale.names]);
}

/** "Story quality: encore weights at temperature 2, by Encore 0.2.0 on 2026-01-31", for a comment: on one line. */
export function headline({ rubric, version, date, weighting, temperature }: ExportedWeights): string {
  const line = `${rubric}: ${weighting} weights at temperature ${temperature}, by Encore ${version} on ${date}`;
  return line.replace(/\p{Cc}|\*\/|"""/gu, " ");
}

/** The rules with a weight. */
export function weighed({ rules }: ExportedWeights): readonly ExportedRule[] {
  return rules.filter(({ weight }) => weight > 0);
}
