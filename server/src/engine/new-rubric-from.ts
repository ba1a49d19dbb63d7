/** Files of any formats -> a new rubric: recognises each file, and reads plain tables through the rating store. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { contentsOf } from "../exchange/import/contents.ts";
import type { Imported } from "../exchange/import/imported.ts";
import { importers, importFile } from "../exchange/import/importers.ts";
import { type NewRubric, newRubric, type TableSource } from "../exchange/import/new-rubric.ts";
import type { ResponseFile } from "../exchange/import/rubric-text.ts";
import {
  type ColumnChoice,
  type TableColumns,
  type TableRows,
  tableColumns,
} from "../exchange/import/table-columns.ts";
import { firstSheet } from "../exchange/import/xlsx.ts";
import { ZipError } from "../exchange/import/zip.ts";
import { createDuckDbStore } from "../ratings/duckdb.ts";

/** More bytes than this are read by the rating store only, not as a document. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Rows that columns are guessed from. */
const ROWS_SEEN = 5000;
const tables = /\.(csv|tsv|parquet|pq)$|\.gz$/i;

export interface FromOptions extends ColumnChoice {
  /** Of the files to be written; by default that of the first file. */
  readonly stem?: string;
  readonly name?: string;
  /** Where the rubric goes; tables are named relative to it. */
  readonly folder: string;
  /** Chooses one of several columns that could name the responses; the first is the likelier. */
  readonly choose?: (file: string, options: readonly (readonly string[])[]) => Promise<readonly string[]>;
}

/** Why no rubric can be made: a sentence with the file and what to do. */
export class CannotImport extends Error {}

export async function newRubricFrom(files: readonly string[], options: FromOptions): Promise<NewRubric> {
  const stem = options.stem ?? stemOf(files[0] ?? "new");
  const imports: Imported[] = [];
  const sources: TableSource[] = [];
  const sheets: { name: string; text: string }[] = [];
  for (const file of files) {
    const known = await recognised(file);
    if (known.kind === "imported") imports.push(known.imported);
    else if (known.kind === "table") {
      const named = path.relative(options.folder, file).split(path.sep).join("/");
      sources.push(await tableSource(file, named, options));
    } else {
      const name = `${stem}.${sheets.length === 0 ? "" : `${sheets.length + 1}.`}table.jsonl`;
      sheets.push({ name, text: known.text });
      sources.push(await sheetSource(file, name, known.rows, known.notes, options));
    }
  }
  const made = newRubric(stem, options.name, imports, sources);
  if (made.rules === 0) throw new CannotImport(`${files.join(", ")}: no rule was found. ${whatIsRead()}`);
  return { ...made, files: [...made.files, ...sheets] };
}

/** What `encore init` reads, for messages. */
export function whatIsRead(): string {
  return `It reads: ${importers.map(({ label }) => label).join("; ")}; and tables of ratings (CSV, TSV, JSON Lines, Parquet, .xlsx).`;
}

function stemOf(file: string): string {
  return path
    .basename(file)
    .replace(/\.gz$/i, "")
    .replace(/\.(rubric\.)?[a-z]+$/i, "");
}

type Recognised =
  | { readonly kind: "imported"; readonly imported: Imported }
  | { readonly kind: "table" }
  | { readonly kind: "sheet"; readonly rows: TableRows; readonly text: string; readonly notes: readonly string[] };

async function recognised(file: string): Promise<Recognised> {
  const state = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotImport(
      `${file} cannot be read: ${error.code === "ENOENT" ? "there is no such file" : error.message}.`,
    );
  });
  if (!state.isFile()) throw new CannotImport(`${file} is not a file. Name the files themselves.`);
  if (tables.test(file) || state.size > MOST_BYTES) return { kind: "table" };
  const contents = contentsOf(path.basename(file), await readFile(file));
  try {
    const found = importFile(contents);
    if (found) return { kind: "imported", imported: found.imported };
    const sheet = contents.zip && firstSheet(contents.zip);
    if (sheet) return ofSheet(sheet.rows, sheet.name, sheet.others);
  } catch (error) {
    if (error instanceof ZipError) throw new CannotImport(`${file} cannot be read: ${error.message}.`);
    throw error;
  }
  if (contents.json !== undefined || contents.lines !== undefined) return { kind: "table" };
  throw new CannotImport(`${file} is of no format that is known. ${whatIsRead()}`);
}

/** The first row names the columns; the rows become JSON Lines, which the rating store reads. */
function ofSheet(rows: readonly (readonly string[])[], name: string, others: readonly string[]): Recognised {
  const [head = [], ...body] = rows;
  const columns = head.map((cell) => cell.trim());
  const text = body
    .map((row) =>
      JSON.stringify(
        Object.fromEntries(columns.flatMap((column, at) => (column === "" ? [] : [[column, row[at] ?? ""]]))),
      ),
    )
    .map((line) => `${line}\n`)
    .join("");
  const notes =
    others.length > 0 ? [`Only the sheet "${name}" is read, not ${others.map((one) => `"${one}"`).join(", ")}.`] : [];
  return { kind: "sheet", rows: { columns, rows: body }, text, notes };
}

async function tableSource(file: string, named: string, options: FromOptions): Promise<TableSource> {
  const folder = path.dirname(path.resolve(file));
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  const name = path.basename(file);
  const preview = await store.preview(name, ROWS_SEEN);
  if (!preview.value) throw new CannotImport(preview.problems[0]?.message ?? `${file} cannot be read.`);
  const columns = await chosenColumns(file, preview.value, options);
  const request = {
    item: columns.item,
    rule: columns.long?.rule,
    rater: columns.rater,
    rating: columns.long?.rating,
    prompt: columns.prompt,
  };
  const read = await store.tally({ file: name, ...request });
  if (!read.value) throw new CannotImport(read.problems[0]?.message ?? `${file} cannot be read.`);
  const rated = read.value.rules.filter(({ rule }) => columns.long !== undefined || columns.rules.includes(rule));
  const values = new Map(rated.map((tally) => [tally.rule, tally.values]));
  const count = rated.reduce((sum, tally) => sum + tally.counts.reduce((all, n) => all + n, 0), 0);
  return sourceOf(named, columns, values, count, []);
}

async function sheetSource(
  file: string,
  named: string,
  table: TableRows,
  notes: readonly string[],
  options: FromOptions,
): Promise<TableSource> {
  const columns = await chosenColumns(file, table, options);
  const at = (name: string) => table.columns.indexOf(name);
  const values = new Map<string, string[]>();
  let count = 0;
  const add = (rule: string, rating: string) => {
    if (rule.trim() === "" || rating.trim() === "") return;
    const known = values.get(rule) ?? [];
    if (!known.includes(rating)) known.push(rating);
    values.set(rule, known);
    count += 1;
  };
  for (const row of table.rows)
    if (columns.long) add(row[at(columns.long.rule)] ?? "", row[at(columns.long.rating)] ?? "");
    else for (const rule of columns.rules) add(rule, row[at(rule)] ?? "");
  return sourceOf(named, columns, values, count, notes);
}

async function chosenColumns(file: string, table: TableRows, options: FromOptions): Promise<TableColumns> {
  const given = [
    ...(options.item ?? []),
    ...[options.rater, options.prompt, options.rule, options.rating].flatMap((one) => one ?? []),
  ];
  const unknown = given.find((name) => !table.columns.includes(name));
  if (unknown !== undefined)
    throw new CannotImport(`${file} has no column "${unknown}". Its columns are ${table.columns.join(", ")}.`);
  const columns = tableColumns(table, options);
  if (!columns)
    throw new CannotImport(
      `${file}: no columns were recognised as responses and ratings. Its columns are ${table.columns.join(", ")}. Name them with --item, --rater, --rule and --rating.`,
    );
  if (columns.itemAlternatives.length === 0 || options.item || !options.choose) return columns;
  const item = await options.choose(file, [columns.item, ...columns.itemAlternatives]);
  return tableColumns(table, { ...options, item }) ?? columns;
}

function sourceOf(
  file: string,
  columns: TableColumns,
  values: ReadonlyMap<string, readonly string[]>,
  count: number,
  notes: readonly string[],
): TableSource {
  const { item, rater, long, others, itemAlternatives, responseText, promptText } = columns;
  const [only] = item;
  const itemField = item.length === 1 && only !== undefined ? only : item;
  const responses: ResponseFile | undefined =
    responseText === undefined
      ? undefined
      : { file, item: itemField, text: responseText, ...(promptText !== undefined && { promptText }) };
  return {
    imported: {
      format: `a table of ratings (${file})`,
      rules: [...values.keys()].map((id) => ({ id })),
      ratings: [],
      responses: [],
      notes: [
        ...notes,
        ...(others.length > 0 ? [`Columns of ${file} that are not taken as rules: ${others.join(", ")}.`] : []),
        ...(itemAlternatives.length > 0
          ? [
              `Responses are named by ${item.join(" and ")}; --item ${(itemAlternatives[0] ?? []).join(",")} would do as well.`,
            ]
          : []),
      ],
    },
    values,
    count,
    ratings: {
      file,
      item: itemField,
      ...(long && { rule: long.rule, rating: long.rating }),
      ...(rater !== undefined && { rater }),
    },
    responses,
  };
}
