/** What the engine says of a file it cannot read -> the problem with the place, what was found and the help. */

import type { SourceProblem } from "../tallies/tallies.ts";
import type { RatingFile } from "./files.ts";
import { failure } from "./outcome.ts";

interface Explanation {
  readonly says: RegExp;
  readonly code: SourceProblem["code"];
  readonly tell: (...groups: readonly string[]) => string;
}

/** The first that matches holds; `$LINE` stands for the line that the message names. */
const explanations: readonly Explanation[] = [
  {
    says: /Expected Number of Columns: (\d+) Found: (\d+)/,
    code: "torn",
    tell: (expected, found) =>
      `the row has ${found} columns where the header has ${expected}. It may be cut off, or a text with the delimiter in it lacks its quotes`,
  },
  {
    says: /unterminated quote/i,
    code: "torn",
    tell: () =>
      "a quoted text does not end with its column: a quote is not closed, or text stands behind it. A quote inside a quoted text is written twice",
  },
  {
    says: /Invalid unicode|not utf-8|invalid UTF-8/i,
    code: "kind",
    tell: () => "this is not UTF-8 text. Save the file as UTF-8",
  },
  {
    says: /byte order mark/i,
    code: "kind",
    tell: () => "JSON does not begin with a byte order mark. Save the file as UTF-8 without one",
  },
  {
    says: /Maximum line size/i,
    code: "torn",
    tell: () =>
      "the row is longer than 2,000,000 bytes. A quote may be open; else leave long texts out of the rating file",
  },
  {
    says: /maximum_object_size/i,
    code: "torn",
    tell: () =>
      "a value is longer than 16 MB. A brace or quote may be open; else leave long texts out of the rating file",
  },
  {
    says: /invalid state/i,
    code: "torn",
    tell: () =>
      "the rows are not CSV as RFC 4180 has it: line endings are mixed, or text stands behind a closing quote",
  },
  {
    says: /Malformed JSON.*?: ([^:]*?)\.?\s*$/s,
    code: "torn",
    tell: (reason) => `the JSON ends or breaks off: ${reason}`,
  },
  {
    says: /too small to be a Parquet|No magic bytes/i,
    code: "torn",
    tell: () => "this is no whole Parquet file: its end is missing",
  },
  {
    says: /decompress|corrupt|failed to (read|deserialize)|invalid (page|thrift|metadata)|TProtocolException/i,
    code: "torn",
    tell: () => "the file is damaged. Write it anew",
  },
  {
    says: /not a GZIP stream/i,
    code: "kind",
    tell: () => "this is not gzip data. Name it without `.gz`, or compress it",
  },
  {
    says: /Out of Memory|memory limit|could not allocate/i,
    code: "unreadable",
    tell: () =>
      "reading it takes more than the memory allowed. Raise the setting `encore.memoryLimit`, or leave columns out of the file",
  },
];

export function explainEngineError(file: RatingFile, message: string): { readonly problem: SourceProblem } {
  const place = `\`${file.name}\`${lineOf(message)}`;
  for (const { says, code, tell } of explanations) {
    const match = says.exec(message);
    if (match) return failure(code, "file", `${place}: ${tell(...match.slice(1))}.`);
  }
  const first = (message.split("\n")[0] ?? "").replaceAll(file.path, file.name);
  return failure("unreadable", "file", `${place}: ${first}`);
}

/** JSON is told by the line behind the one that is meant. */
function lineOf(message: string): string {
  const csv = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (csv) return `, line ${csv}`;
  const json = /in (line|record\/value) (\d+)/.exec(message);
  return json ? `, ${json[1] === "line" ? "line" : "record"} ${Number(json[2]) - 1}` : "";
}
