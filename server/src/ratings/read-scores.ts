/** Files with the scores of a single-head reward model -> ScoreTable. */
import { type CodedColumn, idText, joinColumns } from "./coded.ts";
import { contentKey } from "./content-key.ts";
import { failed, failure } from "./outcome.ts";
import { ratingText } from "./rating-text.ts";
import { readCoded } from "./read-coded.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { ColumnFinder } from "./shape.ts";
import * as sql from "./sql.ts";
import type { Read, ScoreRequest } from "./store.ts";
import type { ScoreTable, SourceProblem } from "./tallies.ts";

const table = "scores";
const none: CodedColumn = { texts: [], codes: new Int32Array() };

export async function readScores(
  request: ScoreRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<ScoreTable>> {
  const read = await readFiles(request.file, options, signal, async (engine, file, relation) => {
    const finder = new ColumnFinder(
      file.name,
      relation.columns.map((column) => column.name),
    );
    const found = finder.build(() => ({
      item: finder.item(request.item),
      score: finder.required("score", request.score),
    }));
    if ("problem" in found) return found;
    const text = (at: number) => relation.columns[at]?.text ?? "NULL";
    const filling: sql.Filling[] = [
      ["item", sql.itemText(found.value.item.map(text))],
      ["score", text(found.value.score)],
    ];
    await engine.run(sql.fill(table, filling, relation), relation.parameters);
    return { value: await readCoded(engine, table, ["item", "score"]) };
  });
  if ("problem" in read) return failed(read.problem);
  const { parts, files, columns } = read.value;
  const item = joinColumns(
    parts.map((part) => part.texts.get("item") ?? none),
    idText,
  );
  const score = joinColumns(
    parts.map((part) => part.texts.get("score") ?? none),
    ratingText,
  );

  const { scores, problems } = scoresOf(item, score);
  const rows = item.codes.length;
  if (rows === 0) problems.push(failure("empty", "file", `\`${request.file}\` has columns and no rows.`).problem);
  const scored = item.texts.filter((_, i) => !Number.isNaN(scores[i]));
  const value = { items: scored, scores: scores.filter((value) => !Number.isNaN(value)), files, rows, columns };
  return { value: { key: contentKey(value), ...value }, problems };
}

/** By item: its last score, NaN for none. What is no number, and items with two scores, are told. */
function scoresOf(item: CodedColumn, score: CodedColumn): { scores: Float64Array; problems: SourceProblem[] } {
  const numbers = Float64Array.from(score.texts, Number);
  const scores = new Float64Array(item.texts.length).fill(Number.NaN);
  const noNumbers: number[] = [];
  const conflicts: number[] = [];
  for (let at = 0; at < item.codes.length; at++) {
    const i = item.codes[at] ?? -1;
    const code = score.codes[at] ?? -1;
    if (i < 0 || code < 0) continue;
    const value = numbers[code] ?? Number.NaN;
    const known = scores[i] ?? Number.NaN;
    if (!Number.isFinite(value)) noNumbers.push(at);
    else {
      if (!Number.isNaN(known) && known !== value) conflicts.push(at);
      scores[i] = value;
    }
  }
  const problems: SourceProblem[] = [];
  if (noNumbers[0] !== undefined) {
    const text = score.texts[score.codes[noNumbers[0]] ?? -1] ?? "";
    const message = `${noNumbers.length} scores are no numbers, the first \`${text}\` in row ${noNumbers[0] + 1}. They are left out.`;
    problems.push(failure("value", "score", message).problem);
  }
  if (conflicts[0] !== undefined) {
    const name = item.texts[item.codes[conflicts[0]] ?? -1] ?? "";
    const message = `${conflicts.length} items come again with another score, the first \`${name}\` in row ${conflicts[0] + 1}. The last one counts.`;
    problems.push(failure("value", "score", message).problem);
  }
  return { scores, problems };
}
