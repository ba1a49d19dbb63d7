/** One rating file -> coded ratings, whatever its shape: wide and nested files are turned long by the engine. */
import type { CodedColumn, CodedRatings } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { readCoded } from "./read-coded.ts";
import type { LongShape } from "./shape.ts";
import * as sql from "./sql.ts";

export async function readLong(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  shape: LongShape,
): Promise<CodedRatings> {
  const text = (at: number) => relation.columns[at]?.text ?? "''";
  const optional = ["rater", "wording", "prompt"] as const;
  const present = optional.filter((name) => shape[name] !== undefined);
  await engine.run(
    sql.fill(
      "ratings",
      [
        ["item", sql.itemText(shape.item.map(text))],
        ["rule", text(shape.rule)],
        ["rating", text(shape.rating)],
        ...present.map((name): sql.Filling => [name, text(shape[name] ?? -1)]),
      ],
      relation,
    ),
    relation.parameters,
  );
  const { rows, texts } = await readCoded(engine, "ratings", ["item", "rule", "rating", ...present]);
  return {
    file: file.name,
    rows,
    row: Int32Array.from({ length: rows }, (_, at) => at + 1),
    item: texts.get("item") ?? nothing,
    rule: texts.get("rule") ?? nothing,
    rating: texts.get("rating") ?? nothing,
    rater: texts.get("rater"),
    wording: texts.get("wording"),
    prompt: texts.get("prompt"),
  };
}

const nothing: CodedColumn = { texts: [], codes: new Int32Array() };
