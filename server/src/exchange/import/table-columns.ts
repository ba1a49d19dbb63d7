/** What the columns of a plain table hold, guessed from their names and first rows: responses, raters, ratings. */

export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the author says of the columns; it is not guessed. */
export interface ColumnChoice {
  readonly item?: readonly string[];
  readonly rater?: string;
  readonly prompt?: string;
  readonly rule?: string;
  readonly rating?: string;
}

export interface TableColumns {
  readonly item: readonly string[];
  readonly rater: string | undefined;
  readonly prompt: string | undefined;
  /** Of a long table: a rating a row. Undefined where every rule has a column of its own. */
  readonly long: { readonly rule: string; readonly rating: string } | undefined;
  /** Of a wide table: the columns that look like ratings, and those that do not. */
  readonly rules: readonly string[];
  readonly others: readonly string[];
  /** Columns of long texts: the response, and what it answers. */
  readonly responseText: string | undefined;
  readonly promptText: string | undefined;
  /** Other columns that could name the response as well as `item` does. */
  readonly itemAlternatives: readonly (readonly string[])[];
}

const raterNames =
  /^(rater|annotator|worker|judge|grader|evaluator|labell?er|reviewer|coder|assessor|user)(_?(id|name))?$/i;
const promptNames =
  /^(prompt|question|query|task|input|instruction|conversation|dialogue|scenario)(_?(id|idx|index|no))$/i;
const responseNames = /^(response|completion|answer|output|sample|story|model|system)(_?(id|idx|index|no))?$/i;
const itemNames =
  /^(item|response|completion|answer|output|sample|example|instance|doc(ument)?|row|record|conversation|prompt|question|story|turn)?(_?(id|idx|index|no|nr))$|^(item|id|uuid|key|model|system)$/i;
const ruleNames = /^(rule|criterion|criteria|dimension|metric|aspect|attribute|principle|rubric)(_?(id|name))?$/i;
const ratingNames = /^(rating|score|value|label|rating_value|answer|grade|verdict|judge?ment)$/i;
const textNames = /^(response|completion|answer|output|text|reply|story|generation|message)(_?text)?$/i;
const promptTextNames = /^(prompt|question|query|input|instruction|context|user)(_?text)?$/i;

/** Undefined where no column looks like ratings. Columns that `choice` names must be there. */
export function tableColumns(table: TableRows, choice: ColumnChoice = {}): TableColumns | undefined {
  const { columns } = table;
  const find = (pattern: RegExp, taken: ReadonlySet<string>) =>
    columns.find((name) => pattern.test(name) && !taken.has(name));
  const texts = new Set(columns.filter((name) => isLongText(table, name)));
  const rule = choice.rule ?? find(ruleNames, texts);
  const rating = choice.rating ?? find(ratingNames, new Set([...texts, ...(rule === undefined ? [] : [rule])]));
  const long = rule !== undefined && rating !== undefined && rule !== rating ? { rule, rating } : undefined;
  const rater = choice.rater ?? find(raterNames, texts);
  const taken = new Set([rater, long?.rule, long?.rating, ...texts].flatMap((name) => name ?? []));
  const items = choice.item ? [choice.item] : itemCandidates(table, taken, [rater, long?.rule]);
  const item = items[0];
  if (item === undefined) return undefined;
  const used = new Set([...taken, ...item]);
  const prompt =
    choice.prompt ?? (item.length > 1 ? item.find((name) => promptNames.test(name)) : find(promptNames, used));
  const rest = columns.filter((name) => !used.has(name) && name !== prompt && name !== "");
  const rules = long ? [] : rest.filter((name) => !itemNames.test(name) && looksLikeRatings(table, name));
  if (!long && rules.length === 0) return undefined;
  return {
    item,
    rater,
    prompt,
    long,
    rules,
    others: rest.filter((name) => !rules.includes(name)),
    responseText: [...texts].find((name) => textNames.test(name)),
    promptText: [...texts].find((name) => promptTextNames.test(name)),
    itemAlternatives: items.slice(1),
  };
}

function cells({ columns, rows }: TableRows, name: string): string[] {
  const at = columns.indexOf(name);
  return rows.flatMap((row) => {
    const cell = row[at]?.trim() ?? "";
    return cell === "" ? [] : [cell];
  });
}

const LONG_TEXT = 60;

function isLongText(table: TableRows, name: string): boolean {
  const given = cells(table, name);
  const letters = given.reduce((sum, cell) => sum + cell.length, 0);
  return given.length > 0 && letters / given.length > LONG_TEXT && /\s/.test(given[0] ?? "");
}

/** More distinct words or whole numbers than this are not levels that people choose from. */
const MOST_LEVELS = 20;

function looksLikeRatings(table: TableRows, name: string): boolean {
  const given = cells(table, name).filter((cell) => !/^(na|n\/a|null|nan|-)$/i.test(cell));
  const distinct = new Set(given.map((cell) => cell.toLowerCase()));
  if (distinct.size === 0 || given.length < Math.min(2, table.rows.length)) return false;
  const numbers = [...distinct].map(Number);
  if (numbers.every(Number.isFinite)) {
    if (distinct.size <= MOST_LEVELS && numbers.every(Number.isInteger)) return Math.max(...numbers) <= 100;
    return numbers.every((number) => number >= 0 && number <= 10);
  }
  return [...distinct].every((word) => /^(yes|no|true|false|y|n)$/.test(word));
}

/** Columns, alone or two together, whose values name a response: no rater rates one twice. Few columns first. */
function itemCandidates(
  table: TableRows,
  taken: ReadonlySet<string>,
  besides: readonly (string | undefined)[],
): (readonly string[])[] {
  const names = table.columns.filter((name) => itemNames.test(name) && !taken.has(name));
  const exact = names.filter((name) => /^item$/i.test(name));
  const byName = [...exact, ...names.filter((name) => !exact.includes(name))];
  const single = byName.map((name) => [name]);
  const pairs = byName.flatMap((a, at) => byName.slice(at + 1).map((b) => (promptNames.test(b) ? [b, a] : [a, b])));
  const isUnique = (columns: readonly string[]) =>
    repeats(table, [...columns, ...besides.flatMap((one) => one ?? [])]) === 0;
  // A prompt beside a response: together even where one alone would do, since rules are compared within a prompt.
  const nested = pairs.find(([first = "", second = ""]) => promptNames.test(first) && responseNames.test(second));
  if (nested && exact.length === 0 && isUnique(nested)) return [nested];
  const unique = [...single, ...pairs].filter(isUnique);
  if (unique.length > 0) return unique.filter((one) => one.length === unique[0]?.length);
  return single.length > 0 ? [[...single.flat()]] : [];
}

function repeats({ columns, rows }: TableRows, names: readonly string[]): number {
  const at = names.map((name) => columns.indexOf(name));
  const keys = new Set(rows.map((row) => JSON.stringify(at.map((column) => row[column] ?? ""))));
  return rows.length - keys.size;
}
