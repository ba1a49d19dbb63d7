/** A table of preferences in ClickHouse -> PairTable. */
import type { ClickHousePairRequest, Read } from "../../tallies/store.ts";
import type { PairTable } from "../../tallies/tallies.ts";
import { type CodedColumn, joinColumns } from "../coded.ts";
import { failed, failure } from "../outcome.ts";
import { pairColumns, pairsOf } from "../read-pairs.ts";
import { allExcluded, conditionsOf } from "../row-filter.ts";
import { ColumnFinder } from "../shape.ts";
import type { Connection } from "./connection.ts";
import { columnsOf } from "./read-tallies.ts";
import { RowBinary } from "./row-binary.ts";
import * as sql from "./sql.ts";

export async function readPairs(connection: Connection, request: ClickHousePairRequest): Promise<Read<PairTable>> {
  const { table } = request;
  const columns = await columnsOf(connection, table);
  const conditions = conditionsOf(request);
  const finder = new ColumnFinder(table, columns);
  const found = finder.build(() => {
    const named = pairColumns(request, finder);
    const rater = named.find(([name]) => name === "rater");
    const mapped = new Map(rater ? [["rater", sql.textOf(columns[rater[1][0] ?? -1] ?? "")]] : []);
    for (const { key, column } of conditions) if (!mapped.has(column)) finder.required(key, column);
    return { named, where: sql.whereOf(conditions, mapped) };
  });
  if ("problem" in found) return failed(found.problem);
  const { named, where } = found.value;
  const texts = named.map(([, parts]) => sql.textOf(columns[parts[0] ?? -1] ?? ""));
  const counts = new RowBinary(await connection.bytes(sql.countRows(table, where)));
  const all = counts.integer();
  const answer = new RowBinary(await connection.bytes(sql.textRows(table, texts, where)));
  const cells: string[][] = named.map(() => []);
  while (!answer.isEnd) for (const column of cells) column.push(answer.text());
  const rows = cells[0]?.length ?? 0;
  const coded = new Map(named.map(([name], at) => [name, coding(cells[at] ?? [])]));
  return pairsOf(request, {
    rows,
    files: [table],
    columns,
    column: (name, keep) => joinColumns([coded.get(name) ?? { length: rows }], keep),
    origin: (at) => ({ file: 0, row: at + 1 }),
    place: (at) => `\`${table}\`, row ${at + 1} in the order of its values`,
    excluded: all - rows,
    problems:
      rows > 0
        ? []
        : all > 0
          ? [allExcluded(table, all)]
          : [failure("empty", "file", `\`${table}\` has no rows.`).problem],
  });
}

function coding(cells: readonly string[]): CodedColumn {
  const positions = new Map<string, number>();
  const codes = Int32Array.from(cells, (text) => {
    const known = positions.get(text) ?? positions.size;
    positions.set(text, known);
    return known;
  });
  return { texts: [...positions.keys()], codes };
}
