/** What the engine says of a file it cannot read -> the problem with the place, what was found and the help, in our words. */

import type { SourceProblem } from "../tallies/tallies.ts";
import type { NamedPath } from "./file-start.ts";
import { formatOf } from "./format.ts";
import { failure } from "./outcome.ts";

interface Explanation {
  readonly says: RegExp;
  readonly code: SourceProblem["code"];
  readonly say: (...groups: readonly string[]) => string;
}

/** The first that matches holds; the line that the message names is added. */
const explanations: readonly Explanation[] = [
  {
    says: /Expected Number of Columns: (\d+) Found: (\d+)/,
    code: "torn",
    say: (expected, found) =>
      `the row has ${found} columns where the header has ${expected}. It may be cut off, or a text with the delimiter in it lacks its quotes`,
  },
  {
    says: /unterminated quote/i,
    code: "torn",
    say: () =>
      "a quoted text does not end with its column: a quote is not closed, or there is text after it. A quote inside a quoted text is written twice",
  },
  {
    says: /Invalid unicode|not utf-8|invalid UTF-8/i,
    code: "kind",
    say: () => "this is not UTF-8 text. Save the file as UTF-8",
  },
  {
    says: /byte order mark/i,
    code: "kind",
    say: () => "JSON does not begin with a byte order mark. Save the file as UTF-8 without one",
  },
  {
    says: /Maximum line size/i,
    code: "torn",
    say: () => "the row is longer than 16,000,000 bytes. A quote may be open; else keep long texts in another file",
  },
  {
    says: /maximum_object_size/i,
    code: "torn",
    say: () => "a value is longer than 16 MB. A brace or quote may be open; else keep long texts in another file",
  },
  {
    says: /invalid state/i,
    code: "torn",
    say: () =>
      "the rows are not CSV as RFC 4180 has it: line endings are mixed, or there is text after a closing quote",
  },
  {
    says: /Malformed JSON/i,
    code: "torn",
    say: () => "the JSON is not valid here. It may be cut off, or a quote, comma or bracket is missing",
  },
  {
    says: /too small to be a Parquet|No magic bytes/i,
    code: "torn",
    say: () => "this is not a whole Parquet file: its end is missing",
  },
  {
    says: /decompress|corrupt|failed to (read|deserialize)|invalid (page|thrift|metadata)|TProtocolException/i,
    code: "torn",
    say: () => "the file is damaged. Write it again",
  },
  {
    says: /not a GZIP stream/i,
    code: "kind",
    say: () => "this is not gzip data. Name it without `.gz`, or compress it",
  },
  {
    says: /Out of Memory|memory limit|could not allocate/i,
    code: "unreadable",
    say: () =>
      "reading it takes more than the memory allowed. Raise the setting `encore.memoryLimit`, or leave columns out of the file",
  },
];

export function explainEngineError(file: NamedPath, message: string): { readonly problem: SourceProblem } {
  const place = `\`${file.name}\`${lineOf(message)}`;
  for (const { says, code, say } of explanations) {
    const match = says.exec(message);
    if (match) return failure(code, "file", `${place}: ${say(...match.slice(1))}.`);
  }
  const format = formatOf(file.name)?.kind ?? "text";
  const kind = { delimited: "CSV", json: "JSON", parquet: "Parquet", text: "text" }[format];
  return failure(
    "unreadable",
    "file",
    `${place}: this cannot be read as ${kind}. The file may be damaged; write it again.`,
  );
}

/** Whether the engine could not tell rows apart. */
export function isConfused(message: string): boolean {
  return /invalid state/i.test(message);
}

/** Whether a text is none of those that its type holds. */
export function isUnknownText(message: string): boolean {
  return /^Conversion Error/.test(message);
}

/** Whether the engine is locked out of a file. */
export function isRefused(message: string): boolean {
  return /^Permission Error/.test(message);
}

/** For JSON, the engine gives the line after the one that is meant. */
function lineOf(message: string): string {
  const csv = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (csv) return `, line ${csv}`;
  const json = /in (line|record\/value) (\d+)/.exec(message);
  return json ? `, ${json[1] === "line" ? "line" : "record"} ${Number(json[2]) - 1}` : "";
}
