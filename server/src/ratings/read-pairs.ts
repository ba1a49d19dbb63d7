/** Files of preferences -> PairTable. */

import { ratingText } from "../tallies/rating-text.ts";
import type { PairRequest, Read } from "../tallies/store.ts";
import type { Judge, PairTable, SourceProblem } from "../tallies/tallies.ts";
import { type CodedColumn, idText, joinColumns } from "./coded.ts";
import { contentKey } from "./content-key.ts";
import { counted, listed } from "./near-names.ts";
import { failed, failure } from "./outcome.ts";
import type { FileOptions } from "./read-files.ts";
import { readTable, type Table, type TableColumn } from "./read-table.ts";
import type { ColumnFinder } from "./shape.ts";

export async function readPairs(
  request: PairRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<PairTable>> {
  const { chosen: better, rejected: worse, prompt: asked, by, rater } = request;
  const named = [better, worse, asked, by, rater, ...request.judges];
  const read = await readTable(request, options, signal, named, (finder) => pairColumns(request, finder));
  return "problem" in read ? failed(read.problem) : pairsOf(request, read.value);
}

/** Rows of pairs, wherever they come from -> PairTable. */
export function pairsOf(request: PairRequest, table: Table): Read<PairTable> {
  const { by, judges: names, rater } = request;
  const { rows, files, columns, excluded } = table;
  const responses = joinColumns([table.column("chosen", idText), table.column("rejected", idText)], idText);
  const chosen = responses.codes.subarray(0, rows);
  const rejected = responses.codes.subarray(rows);
  const { whole, problems: skipped } = wholePairs(chosen, rejected, table);
  const select = (codes: Int32Array) => whole.map((at) => codes[at] ?? -1);

  const prompt = table.column("prompt", idText);
  const subset = by === undefined ? undefined : table.column("subset", idText);
  const raters = rater === undefined ? undefined : table.column("rater", idText);
  const origins = Array.from(whole, (at) => table.origin(at));
  const judges = names.map((name, j) => judge(name, table.column(`judge${j}`, ratingText), whole, table));
  const value = {
    items: responses.texts,
    chosen: select(chosen),
    rejected: select(rejected),
    prompts: prompt.texts,
    prompt: select(prompt.codes),
    subsets: subset && { names: subset.texts, of: select(subset.codes) },
    raters: raters && { names: raters.texts, of: select(raters.codes) },
    place: {
      file: Int32Array.from(origins, (origin) => origin.file),
      row: Int32Array.from(origins, (origin) => origin.row),
    },
    judges: judges.map((one) => one.judge),
    files,
    rows: rows + excluded,
    excluded,
    columns,
  };
  const problems = [...table.problems, ...skipped, ...judges.flatMap((one) => one.problems)];
  return { value: { key: contentKey(value), ...value }, problems };
}

export function pairColumns(request: PairRequest, finder: ColumnFinder): TableColumn[] {
  const prompt = finder.optional("prompt", request.prompt);
  return [
    ["chosen", [finder.required("chosen", request.chosen)]],
    ["rejected", [finder.required("rejected", request.rejected)]],
    ...(prompt === undefined ? [] : [["prompt", [prompt]] as const]),
    ...(request.by === undefined ? [] : [["subset", [finder.required("by", request.by)]] as const]),
    ...(request.rater === undefined ? [] : [["rater", [finder.required("rater", request.rater)]] as const]),
    ...request.judges.map((name, j): TableColumn => [`judge${j}`, [finder.required("judges", name)]]),
  ];
}

/** The rows that name two different responses; what is skipped is reported. */
function wholePairs(
  chosen: Int32Array,
  rejected: Int32Array,
  { place }: Table,
): { whole: Int32Array; problems: SourceProblem[] } {
  const rows = Int32Array.from(chosen.keys());
  const isNameless = (at: number) => (chosen[at] ?? -1) < 0 || (rejected[at] ?? -1) < 0;
  const isSame = (at: number) => !isNameless(at) && chosen[at] === rejected[at];
  const report = (left: Int32Array, what: string): SourceProblem[] => {
    if (left[0] === undefined) return [];
    const message = `${counted(left.length, "pair")} skipped ${what}, the first at ${place(left[0])}.`;
    return [failure("value", "file", message).problem];
  };
  return {
    whole: rows.filter((at) => !isNameless(at) && !isSame(at)),
    problems: [
      ...report(rows.filter(isNameless), "without a chosen or a rejected response"),
      ...report(rows.filter(isSame), "with one response against itself"),
    ],
  };
}

const choices: ReadonlyMap<string, number> = new Map([
  ["chosen", 1],
  ["1", 1],
  ["tie", 0],
  ["0.5", 0],
  ["rejected", -1],
  ["0", -1],
]);
const noChoice = 2;

function judge(
  name: string,
  column: CodedColumn,
  whole: Int32Array,
  { place }: Table,
): { judge: Judge; problems: SourceProblem[] } {
  const byText = column.texts.map((text) => choices.get(text.toLowerCase()) ?? noChoice);
  const choice = Int8Array.from(whole, (at) => byText[column.codes[at] ?? -1] ?? noChoice);
  const unknown = whole.filter((at, i) => choice[i] === noChoice && (column.codes[at] ?? -1) >= 0);
  if (unknown[0] === undefined) return { judge: { name, choice }, problems: [] };
  const found = column.texts.filter((_, code) => byText[code] === noChoice);
  const message = `${counted(unknown.length, "choice")} of the judge \`${name}\` not counted: expected chosen, rejected or tie (or 1, 0, 0.5), found ${listed(found)}, the first at ${place(unknown[0])}.`;
  return { judge: { name, choice }, problems: [failure("value", "judges", message).problem] };
}
