/** The header line of a CSV or TSV file: its delimiter and column names, read in Node from the file's start. */
import { type NamedPath, readStart } from "./file-start.ts";
import { failure, type Outcome } from "./outcome.ts";

export interface Header {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Lines before it: the `sep=;` of spreadsheets. */
  readonly skipped: number;
}

/** A wider table is rows of ratings in the wrong direction; the engine would take minutes over it. */
const MOST_COLUMNS = 20_000;
/** A title has fewer lines than this. */
const TITLE_LINES = 10;

const delimiters = [",", ";", "\t", "|"];

/** `delimiter` is the one that the file's name promises; the header may show another. */
export async function readHeader(
  file: NamedPath,
  gzip: boolean,
  delimiter: string | undefined,
): Promise<Outcome<Header>> {
  const start = await readStart(file, gzip, hasHeader);
  if ("problem" in start) return start;
  const text = start.value;
  if (text.trim() === "") return failure("empty", "file", `\`${file.name}\` is empty: it has no header line.`);
  const lines = linesOf(text, TITLE_LINES + 1);
  const named = /^"?sep=(.)"?$/i.exec(lines[0] ?? "")?.[1];
  const skipped = named === undefined ? 0 : 1;
  const line = lines[skipped] ?? "";
  if (line.trim() === "")
    return failure(
      "shape",
      "file",
      `\`${file.name}\`: line ${skipped + 1} is blank. The names of the columns are expected there.`,
    );
  const promised = named ?? delimiter;
  const used = promised !== undefined && line.includes(promised) ? promised : commonest(line);
  const columns = splitLine(line, used);
  if (!columns) return failure("torn", "file", `\`${file.name}\`, line ${skipped + 1}: a quote is not closed.`);
  if (columns.length > MOST_COLUMNS)
    return failure(
      "shape",
      "file",
      `\`${file.name}\` has ${columns.length} columns; at most ${MOST_COLUMNS} are read. Write one rating a row: columns \`item\`, \`rule\`, \`rater\` and \`rating\`.`,
    );
  const header = columns.length === 1 ? headerAfterTitle(lines) : undefined;
  if (header !== undefined)
    return failure(
      "shape",
      "file",
      `\`${file.name}\`: line 1 is a title; the names of the columns seem to be in line ${header}. Remove the lines before it.`,
    );
  return { value: { delimiter: used, columns: columns.map((column) => column.trim()), skipped } };
}

/** Long rows need not be read for the lines before them. */
function hasHeader(text: string): boolean {
  const lines = linesOf(text, TITLE_LINES + 2).length;
  const needed = /^"?sep=/i.test(text) ? 2 : 1;
  return lines > TITLE_LINES + 1 || (lines > needed && text.length > ENOUGH);
}

const ENOUGH = 100_000;

/** The line that begins a table, counted from 1: this and the next have as many columns, and more than one. */
function headerAfterTitle(lines: readonly string[]): number | undefined {
  const widths = lines.map((line) => splitLine(line, commonest(line))?.length ?? 0);
  const at = widths.findIndex((width, l) => l > 0 && width > 1 && (widths[l + 1] ?? width) === width);
  return at < 0 ? undefined : at + 1;
}

/** The first lines of a text, at most so many; a line ends outside quotes. The last one may be cut off. */
function linesOf(text: string, most: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (lines.length < most) {
    const end = headerEnd(rest);
    lines.push(end < 0 ? rest : rest.slice(0, end));
    if (end < 0) break;
    rest = rest.slice(rest.startsWith("\r\n", end) ? end + 2 : end + 1);
    if (rest === "") break;
  }
  return lines;
}

/** Where the first line ends outside quotes, -1 while it does not. */
function headerEnd(text: string): number {
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') isQuoted = !isQuoted;
    else if ((c === "\n" || c === "\r") && !isQuoted) return i;
  }
  return -1;
}

function commonest(line: string): string {
  const outsideQuotes = line.replace(/"[^"]*"/g, "");
  const counts = delimiters.map((delimiter) => outsideQuotes.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** Undefined where a quote is not closed. */
function splitLine(line: string, delimiter: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  while (true) {
    let field = "";
    if (line[at] === '"') {
      let close = line.indexOf('"', at + 1);
      while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
      if (close < 0) return undefined;
      field = line.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    const next = line.indexOf(delimiter, at);
    field += line.slice(at, next < 0 ? line.length : next);
    fields.push(field);
    if (next < 0) return fields;
    at = next + 1;
  }
}
