/** Files with the scores of a single-head reward model -> ScoreTable. */

import { ratingText } from "../tallies/rating-text.ts";
import type { Read, ScoreRequest } from "../tallies/store.ts";
import type { ScoreTable, SourceProblem } from "../tallies/tallies.ts";
import { type CodedColumn, idText } from "./coded.ts";
import { contentKey } from "./content-key.ts";
import { counted } from "./near-names.ts";
import { failed, failure } from "./outcome.ts";
import type { FileOptions } from "./read-files.ts";
import { readTable, type Table } from "./read-table.ts";

export async function readScores(
  request: ScoreRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<ScoreTable>> {
  const read = await readTable(request, options, signal, [...(request.item ?? []), request.score], (finder) => [
    ["item", finder.item(request.item)],
    ["score", [finder.required("score", request.score)]],
  ]);
  if ("problem" in read) return failed(read.problem);
  const { rows, files, columns, excluded } = read.value;
  const item = read.value.column("item", idText);
  const { scores, problems } = scoresOf(item, read.value.column("score", ratingText), read.value);
  const isScored = (i: number) => !Number.isNaN(scores[i]);
  const items = item.texts.filter((_, i) => isScored(i));
  const value = {
    items,
    scores: scores.filter((_, i) => isScored(i)),
    files,
    rows: rows + excluded,
    excluded,
    columns,
  };
  return { value: { key: contentKey(value), ...value }, problems: [...read.value.problems, ...problems] };
}

/** By item: its last score, NaN for none. What is not a number, and items with two scores, are reported. */
function scoresOf(
  item: CodedColumn,
  score: CodedColumn,
  { place }: Table,
): { scores: Float64Array; problems: SourceProblem[] } {
  const numbers = Float64Array.from(score.texts, Number);
  const scores = new Float64Array(item.texts.length).fill(Number.NaN);
  const nameless: number[] = [];
  const noNumbers: number[] = [];
  const conflicts: number[] = [];
  for (let at = 0; at < item.codes.length; at++) {
    const i = item.codes[at] ?? -1;
    const code = score.codes[at] ?? -1;
    if (code < 0) continue;
    const value = numbers[code] ?? Number.NaN;
    const known = scores[i] ?? Number.NaN;
    if (i < 0) nameless.push(at);
    else if (!Number.isFinite(value)) noNumbers.push(at);
    else {
      if (!Number.isNaN(known) && known !== value) conflicts.push(at);
      scores[i] = value;
    }
  }
  const textAt = (column: CodedColumn, at: number) => column.texts[column.codes[at] ?? -1] ?? "";
  const problems: SourceProblem[] = [];
  const [noName, noNumber, conflict] = [nameless[0], noNumbers[0], conflicts[0]];
  if (noName !== undefined) {
    const message = `${counted(nameless.length, "score")} without an item skipped, the first at ${place(noName)}.`;
    problems.push(failure("value", "item", message).problem);
  }
  if (noNumber !== undefined) {
    const message = `${counted(noNumbers.length, "score")} that are not numbers skipped, the first \`${textAt(score, noNumber)}\` at ${place(noNumber)}.`;
    problems.push(failure("value", "score", message).problem);
  }
  if (conflict !== undefined) {
    const message = `${counted(conflicts.length, "row")} with another score for an item that has one, the first for \`${textAt(item, conflict)}\` at ${place(conflict)}. The last one counts.`;
    problems.push(failure("value", "score", message).problem);
  }
  return { scores, problems };
}
