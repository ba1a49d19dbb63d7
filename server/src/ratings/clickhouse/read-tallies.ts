/** A table of ratings in ClickHouse, one rating a row -> Tallies. */
import type { ClickHouseTallyRequest, Read } from "../../tallies/store.ts";
import type { Tallies } from "../../tallies/tallies.ts";
import type { CodedColumn, CodedRatings } from "../coded.ts";
import { contentKey } from "../content-key.ts";
import { failed, failure, type Outcome } from "../outcome.ts";
import { allExcluded, conditionsOf } from "../row-filter.ts";
import { ColumnFinder, type LongShape, shapeOf } from "../shape.ts";
import { tally } from "../tally.ts";
import type { Connection } from "./connection.ts";
import { RowBinary } from "./row-binary.ts";
import * as sql from "./sql.ts";

/** A vocabulary is part of the query, so it may not be long. */
const MOST_VALUES = 5000;

export async function readTallies(connection: Connection, request: ClickHouseTallyRequest): Promise<Read<Tallies>> {
  const { table } = request;
  const columns = await columnsOf(connection, table);
  const shape = longShape(table, columns, request);
  if ("problem" in shape) return failed(shape.problem);
  const name = (at: number) => columns[at] ?? "";
  const optional = (at: number | undefined) => (at === undefined ? undefined : sql.textOf(name(at)));
  const { rule, rating } = { rule: sql.textOf(name(shape.value.rule)), rating: sql.textOf(name(shape.value.rating)) };
  const [rater, wording, prompt] = [
    optional(shape.value.rater),
    optional(shape.value.wording),
    optional(shape.value.prompt),
  ];
  const item = sql.itemOf(shape.value.item.map(name));

  const conditions = conditionsOf(request);
  const mapped = new Map([
    ["item", item],
    ["rule", rule],
    ["rating", rating],
    ...(rater ? [["rater", rater] as const] : []),
  ]);
  const finder = new ColumnFinder(table, columns);
  const checked = finder.build(() => {
    for (const { key, column } of conditions) if (!mapped.has(column)) finder.required(key, column);
  });
  if ("problem" in checked) return failed(checked.problem);
  const where = sql.whereOf(conditions, mapped);

  const counts = new RowBinary(await connection.bytes(sql.countRows(table, where)));
  const [rows, kept] = [counts.integer(), counts.integer()];
  // Of equal raters the rating that sorts last counts: rows of a table have no order.
  const vocabularies: sql.Vocabulary[] = [];
  for (const text of [rule, wording, rater, rating]) {
    if (text === undefined) {
      vocabularies.push({ text: "''", values: [] });
      continue;
    }
    const values = await distinctTexts(connection, table, text, where);
    if (values.length > MOST_VALUES) return failed(tooManyValues(table).problem);
    vocabularies.push({ text, values });
  }
  const bytes = await connection.bytes(sql.ratingsByItem(table, item, prompt, vocabularies, where));
  const coded = decode(new RowBinary(bytes), vocabularies, { table, kept, hasPrompts: prompt !== undefined });
  const { items, prompts, rules, raters, raterNames, nameless } = tally([coded], request.missing);
  const value: Omit<Tallies, "key"> = {
    items,
    prompts,
    rules,
    rows,
    excluded: rows - kept,
    identifying: [],
    raters,
    raterNames,
    shape: "long",
    files: [table],
    columns,
  };
  const problems = (["item", "rule"] as const)
    .filter((field) => nameless[field].count > 0)
    .map(
      (field) =>
        failure(
          "value",
          field,
          `\`${table}\`: ${nameless[field].count} ratings without ${field === "item" ? "an item" : "a rule"} skipped.`,
        ).problem,
    );
  if (rows === 0) problems.push(failure("empty", "file", `\`${table}\` has no rows.`).problem);
  else if (kept === 0) problems.push(allExcluded(table, rows));
  return { value: { key: contentKey(value), ...value }, problems };
}

export async function columnsOf(connection: Connection, table: string): Promise<string[]> {
  const described: { readonly data: readonly (readonly string[])[] } = JSON.parse(
    (await connection.bytes(sql.describe(table))).toString(),
  );
  return described.data.map(([column = ""]) => column);
}

function longShape(table: string, columns: readonly string[], request: ClickHouseTallyRequest): Outcome<LongShape> {
  const kinds = columns.map((column) => ({ name: column, isObject: false }));
  // A table has one rating a row, so its columns are looked for as those of a long file.
  const shape = shapeOf(table, kinds, { ...request, rule: request.rule ?? "rule" });
  if ("problem" in shape) return shape;
  if (shape.value.shape !== "long") throw new Error(`a table was read as ${shape.value.shape}`);
  return { value: shape.value };
}

async function distinctTexts(connection: Connection, table: string, text: string, where: string): Promise<string[]> {
  const rows = new RowBinary(await connection.bytes(sql.distinct(table, text, where, MOST_VALUES)));
  const texts: string[] = [];
  while (!rows.isEnd) texts.push(rows.text());
  return texts.sort();
}

function tooManyValues(table: string): { readonly problem: ReturnType<typeof failure>["problem"] } {
  const message = `\`${table}\` in ClickHouse has over ${MOST_VALUES} rules, raters or ratings. Narrow it with \`only:\`, or check the columns that are named.`;
  return failure("shape", "file", message);
}

/** `item, prompt, [code of each rating]` by item -> ratings. */
function decode(
  answer: RowBinary,
  vocabularies: readonly sql.Vocabulary[],
  { table, kept, hasPrompts }: { readonly table: string; readonly kept: number; readonly hasPrompts: boolean },
): CodedRatings {
  const items: string[] = [];
  const prompts: string[] = [];
  const item = new Int32Array(kept);
  const codes = vocabularies.map(() => new Int32Array(kept));
  let at = 0;
  while (!answer.isEnd) {
    items.push(answer.text());
    prompts.push(answer.text());
    for (let left = answer.length(); left > 0; left--) {
      let code = answer.integer();
      if (at >= kept) continue; // Rows that came while it was read.
      item[at] = items.length - 1;
      for (let v = vocabularies.length - 1; v >= 0; v--) {
        const size = Math.max(1, vocabularies[v]?.values.length ?? 0);
        const own = codes[v];
        if (own) own[at] = code % size;
        code = Math.floor(code / size);
      }
      at++;
    }
  }
  const column = (v: number): CodedColumn | undefined => {
    const { text, values } = vocabularies[v] ?? { text: "''", values: [] };
    return text === "''" ? undefined : { texts: values, codes: (codes[v] ?? new Int32Array()).subarray(0, at) };
  };
  const nothing: CodedColumn = { texts: [], codes: new Int32Array() };
  return {
    file: table,
    row: undefined,
    item: { texts: items, codes: item.subarray(0, at) },
    rule: column(0) ?? nothing,
    wording: column(1),
    rater: column(2),
    rating: column(3) ?? nothing,
    prompt: hasPrompts ? { texts: prompts, codes: item.subarray(0, at) } : undefined,
  };
}
