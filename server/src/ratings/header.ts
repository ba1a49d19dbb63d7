/** The header line of a CSV or TSV file: its delimiter and column names, read in Node from the file's start. */
import { type NamedPath, readStart } from "./file-start.ts";
import { failure, type Outcome } from "./outcome.ts";

export interface Header {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

const delimiters = [",", ";", "\t", "|"];

/** `delimiter` is the one that the file's name promises; the header may show another. */
export async function readHeader(
  file: NamedPath,
  gzip: boolean,
  delimiter: string | undefined,
): Promise<Outcome<Header>> {
  const start = await readStart(file, gzip, (text) => headerEnd(text) >= 0);
  if ("problem" in start) return start;
  const text = start.value;
  const end = headerEnd(text);
  const line = end < 0 ? text : text.slice(0, end);
  if (text.trim() === "") return failure("empty", "file", `\`${file.name}\` is empty: it has no header line.`);
  if (line.trim() === "")
    return failure("shape", "file", `\`${file.name}\`: line 1 is blank. The names of the columns are expected there.`);
  const used = delimiter !== undefined && line.includes(delimiter) ? delimiter : commonest(line);
  const columns = splitLine(line, used);
  if (!columns) return failure("torn", "file", `\`${file.name}\`, line 1: a quote is not closed.`);
  return { value: { delimiter: used, columns: columns.map((column) => column.trim()) } };
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
