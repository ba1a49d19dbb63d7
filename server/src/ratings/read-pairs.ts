/** Files of preferences -> PairTable. */
import { type CodedColumn, idText, joinColumns } from "./coded.ts";
import { contentKey } from "./content-key.ts";
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { listed } from "./near-names.ts";
import { failed, failure, type Outcome } from "./outcome.ts";
import { ratingText } from "./rating-text.ts";
import { readCoded } from "./read-coded.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { ColumnFinder } from "./shape.ts";
import * as sql from "./sql.ts";
import type { PairRequest, Read } from "./store.ts";
import type { Judge, PairTable, SourceProblem } from "./tallies.ts";

/** The pairs of one file, in file order. */
interface FilePairs {
  readonly rows: number;
  readonly texts: ReadonlyMap<string, CodedColumn>;
}

const table = "pairs";

export async function readPairs(
  request: PairRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<PairTable>> {
  const read = await readFiles(request.file, options, signal, (engine, file, relation) =>
    readFilePairs(engine, file, relation, request),
  );
  if ("problem" in read) return failed(read.problem);
  const { parts, files, columns } = read.value;
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  const place = placesIn(parts, files);
  const column = (name: string) =>
    joinColumns(
      parts.map((part) => part.texts.get(name) ?? { length: part.rows }),
      idText,
    );

  const problems: SourceProblem[] = [];
  if (rows === 0) problems.push(failure("empty", "file", `\`${request.file}\` has columns and no rows.`).problem);
  const responses = joinColumns(
    [
      ...parts.map((part) => part.texts.get("chosen") ?? none),
      ...parts.map((part) => part.texts.get("rejected") ?? none),
    ],
    idText,
  );
  const chosen = responses.codes.subarray(0, rows);
  const rejected = responses.codes.subarray(rows);
  const whole = wholePairs(chosen, rejected, place, problems);
  const select = (codes: Int32Array) => whole.map((at) => codes[at] ?? -1);
  const prompt = column("prompt");
  const subset = request.by === undefined ? undefined : column("by");
  const value = {
    items: responses.texts,
    chosen: select(chosen),
    rejected: select(rejected),
    prompts: prompt.texts,
    prompt: select(prompt.codes),
    subsets: subset && { names: subset.texts, of: select(subset.codes) },
    judges: request.judges.map((name, j) =>
      judge(
        name,
        joinColumns(
          parts.map((part) => part.texts.get(`judge${j}`) ?? { length: part.rows }),
          ratingText,
        ),
        whole,
        place,
        problems,
      ),
    ),
    files,
    rows,
    columns,
  };
  return { value: { key: contentKey(value), ...value }, problems };
}

const none: CodedColumn = { texts: [], codes: new Int32Array() };

function placesIn(parts: readonly FilePairs[], files: readonly string[]): (at: number) => string {
  return (at) => {
    let before = 0;
    const file = parts.findIndex((part) => {
      if (at < before + part.rows) return true;
      before += part.rows;
      return false;
    });
    return `\`${files[file] ?? ""}\`, row ${at - before + 1}`;
  };
}

async function readFilePairs(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  request: PairRequest,
): Promise<Outcome<FilePairs>> {
  const finder = new ColumnFinder(
    file.name,
    relation.columns.map((column) => column.name),
  );
  const found = finder.build(() => {
    const columns: [name: string, at: number][] = [
      ["chosen", finder.required("chosen", request.chosen)],
      ["rejected", finder.required("rejected", request.rejected)],
    ];
    const prompt = finder.optional("prompt", request.prompt);
    if (prompt !== undefined) columns.push(["prompt", prompt]);
    if (request.by !== undefined) columns.push(["by", finder.required("by", request.by)]);
    return [
      ...columns,
      ...request.judges.map((name, j): [string, number] => [`judge${j}`, finder.required("judges", name)]),
    ];
  });
  if ("problem" in found) return found;
  const filling = found.value.map(([name, at]): sql.Filling => [name, relation.columns[at]?.text ?? "NULL"]);
  await engine.run(sql.fill(table, filling, relation), relation.parameters);
  return {
    value: await readCoded(
      engine,
      table,
      filling.map(([name]) => name),
    ),
  };
}

/** The rows that name two different responses; what is left out is told. */
function wholePairs(
  chosen: Int32Array,
  rejected: Int32Array,
  place: (at: number) => string,
  problems: SourceProblem[],
): Int32Array {
  const rows = Int32Array.from(chosen.keys());
  const isNameless = (at: number) => (chosen[at] ?? -1) < 0 || (rejected[at] ?? -1) < 0;
  const isSame = (at: number) => !isNameless(at) && chosen[at] === rejected[at];
  const tell = (left: Int32Array, what: string) => {
    if (left[0] === undefined) return;
    const message = `${left.length} pairs ${what}, the first at ${place(left[0])}. They are left out.`;
    problems.push(failure("value", "file", message).problem);
  };
  tell(rows.filter(isNameless), "lack the chosen or the rejected response");
  tell(rows.filter(isSame), "hold one response against itself");
  return rows.filter((at) => !isNameless(at) && !isSame(at));
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
  place: (at: number) => string,
  problems: SourceProblem[],
): Judge {
  const choice = Int8Array.from(
    whole,
    (at) => choices.get(column.texts[column.codes[at] ?? -1]?.toLowerCase() ?? "") ?? noChoice,
  );
  const unknown = whole.filter((at, i) => choice[i] === noChoice && (column.codes[at] ?? -1) >= 0);
  if (unknown[0] !== undefined) {
    const texts = [...new Set(unknown)].map((at) => column.texts[column.codes[at] ?? -1] ?? "");
    const message = `The judge \`${name}\` has ${unknown.length} choices that are none of chosen, rejected and tie (1, 0 and 0.5): ${listed([...new Set(texts)])}, the first at ${place(unknown[0])}. They count as no choice.`;
    problems.push(failure("value", "judges", message).problem);
  }
  return { name, choice };
}
