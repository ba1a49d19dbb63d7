/** A rating file -> how DuckDB reads it. */
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { formatOf, knownEndings } from "./format.ts";
import { readHeader } from "./header.ts";
import { failure, type Outcome } from "./outcome.ts";
import { delimitedRelation, type Relation } from "./sql.ts";

export async function relationOf(file: RatingFile, _engine: Engine): Promise<Outcome<Relation>> {
  const format = formatOf(file.path);
  if (format?.kind !== "delimited")
    return failure("kind", "file", `\`${file.name}\` is of no known kind. Rating files end in ${knownEndings}.`);
  const header = await readHeader(file, format.gzip, format.delimiter);
  if ("problem" in header) return header;
  const { columns, delimiter } = header.value;
  return { value: delimitedRelation(file.path, columns, delimiter, format.gzip) };
}
