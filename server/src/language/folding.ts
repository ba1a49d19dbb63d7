/** Each section and each rule folds to its first line. */
import type { Range, Rubric } from "../rubric/rubric.ts";
import { whole } from "./symbols.ts";

export function foldingRanges(rubric: Rubric): readonly Range[] {
  const fields = [rubric.ratings, rubric.preferences, rubric.baselines].flatMap((field) =>
    field ? [whole(field)] : [],
  );
  const encore = rubric.encore ? [{ start: rubric.encore.key.start, end: rubric.encore.range.end }] : [];
  const last = rubric.rules.at(-1);
  const all = rubric.rulesKey && last ? [{ start: rubric.rulesKey.start, end: last.range.end }] : [];
  return [...fields, ...encore, ...all, ...rubric.rules.map(({ range }) => range)].filter(({ start, end }) =>
    rubric.text.slice(start, end).trimEnd().includes("\n"),
  );
}
