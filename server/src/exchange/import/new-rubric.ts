/** Files of any formats -> the rubric and the files beside it, as texts to be written. */
import type { Imported } from "./imported.ts";
import {
  mergeRules,
  type RatingFile,
  type ResponseFile,
  rubricText,
  type ValuesByRule,
  valuesByRule,
  withScalesSeen,
} from "./rubric-text.ts";

/** A table that the rubric reads where it is, with the rules that it rates. */
export interface TableSource {
  readonly imported: Imported;
  /** The distinct ratings of each rule, and how many ratings there are. */
  readonly values: ValuesByRule;
  readonly count: number;
  readonly ratings: RatingFile;
  readonly responses: ResponseFile | undefined;
}

export interface NewRubric {
  /** By name, to be written beside the rubric; the rubric itself is the first. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** How many rules and ratings there are. */
  readonly rules: number;
  readonly ratings: number;
  readonly notes: readonly string[];
}

/** `stem` names the files: STEM.rubric.yaml, STEM.ratings.jsonl, STEM.responses.jsonl. */
export function newRubric(
  stem: string,
  name: string | undefined,
  files: readonly Imported[],
  tables: readonly TableSource[],
): NewRubric {
  const all = [...files, ...tables.map(({ imported }) => imported)];
  const ratings = files.flatMap((file) => file.ratings);
  const responses = files.flatMap((file) => file.responses).filter(({ text, promptText }) => text ?? promptText);
  const values = valuesByRule(ratings);
  for (const table of tables)
    for (const [rule, given] of table.values) values.set(rule, [...(values.get(rule) ?? []), ...given]);
  const rules = withScalesSeen(mergeRules(all), values);
  const notes = all.flatMap((file) => file.notes);
  const hasRaters = ratings.some(({ rater }) => rater !== undefined);
  const written: RatingFile[] =
    ratings.length === 0
      ? []
      : [
          {
            file: `${stem}.ratings.jsonl`,
            item: "item",
            ...(hasRaters && { rater: "rater" }),
          },
        ];
  const texts: ResponseFile[] =
    responses.length === 0
      ? []
      : [{ file: `${stem}.responses.jsonl`, item: "item", promptText: "prompt_text", text: "text", source: "source" }];
  const rubric = rubricText({
    name: name ?? all.flatMap((file) => file.name ?? [])[0] ?? stem,
    origin: [`Made from ${listed([...new Set(all.map(({ format }) => format))])}.`, ...notes],
    ratings: [...written, ...tables.map((table) => table.ratings)],
    responses: [...texts, ...tables.flatMap((table) => table.responses ?? [])],
    rules,
    judges: [...new Set(all.flatMap((file) => file.judges ?? []))],
    hasAnonymousRaters: all.some((file) => file.hasAnonymousRaters),
  });
  return {
    files: [
      { name: `${stem}.rubric.yaml`, text: rubric },
      ...written.map(({ file }) => ({ name: file, text: lines(ratings) })),
      ...texts.map(({ file }) => ({
        name: file,
        text: lines(responses.map(({ promptText, ...rest }) => ({ ...rest, prompt_text: promptText }))),
      })),
    ],
    rules: rules.length,
    ratings: ratings.length + tables.reduce((sum, { count }) => sum + count, 0),
    notes,
  };
}

function lines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
