/** Which columns of a rating file identify an item, where those that were named do not: ratings repeat and contradict. */
import type { Engine } from "./engine.ts";
import type { Shape } from "./shape.ts";
import { type Relation, textOf } from "./sql/relations.ts";
import { columnStatistics, distinctRows, type Filling, fillStart } from "./sql/tables.ts";

/** Over this share of conflicting repeats the columns of the item are in doubt. */
export const DOUBTFUL = 0.05;

/** Rows that are looked at, and columns that are tried together. */
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 8;
/** Longer values are texts, not ids. */
const LONGEST_ID = 60;
const table = "identifying";

/**
 * Lists of columns whose values together occur once for each rule and rater, those with the fewest columns first and of
 * equally many those that are called ids; only the shortest lists. Columns that number the rows identify ratings, not items.
 */
export async function identifyingColumns(engine: Engine, relation: Relation, shape: Shape): Promise<string[][]> {
  const taken = new Set<number | undefined>([shape.rater]);
  if (shape.shape === "long") taken.add(shape.rule).add(shape.rating);
  const whose = [shape.rater, shape.shape === "long" ? shape.rule : undefined].filter((at) => at !== undefined);
  const columns = relation.columns.flatMap(({ isObject, name }, at) =>
    taken.has(at) || isObject || name === "" || at > 200 ? [] : [at],
  );
  const name = (at: number) => `column${at}`;
  const filling = [...columns, ...whose].map((at): Filling => [name(at), textOf(relation, at)]);
  if (columns.length === 0) return [];
  await engine.run(fillStart(table, filling, relation, MOST_ROWS));
  const [statistics = []] = await engine.rows(columnStatistics(table, columns.map(name)));
  const rows = Number(statistics[0]);
  const title = (at: number) => relation.columns[at]?.name ?? "";
  const candidates = columns
    .map((at, c) => ({ at, distinct: Number(statistics[2 * c + 1]), length: Number(statistics[2 * c + 2]) }))
    .filter(({ distinct, length }) => distinct > 1 && distinct < rows && length <= LONGEST_ID)
    .sort((a, b) => Number(isId(title(b.at))) - Number(isId(title(a.at))) || b.distinct - a.distinct)
    .slice(0, MOST_COLUMNS)
    .map(({ at }) => at);
  for (const size of [1, 2, 3]) {
    const found: string[][] = [];
    for (const list of combinations(candidates, size)) {
      // Items that are rated once each under each rule by one rater are items; rows that all differ are only rows.
      const [[together, alone] = []] = await engine.rows(distinctRows(table, list.map(name), whose.map(name)));
      if (Number(together) === rows && Number(alone) < rows) found.push(list.map(title));
    }
    if (found.length > 0) return found;
  }
  return [];
}

function isId(name: string): boolean {
  return /(^|_)(id|key|nr|no|number|index|hash)$|^(item|prompt|response|conversation|turn|model|system)/i.test(name);
}

/** All lists of so many of these, in their order. */
function combinations(of: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return of.flatMap((first, at) => combinations(of.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}
