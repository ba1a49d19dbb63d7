/** All inline ratings go to one CSV file, and the rubric names it; the analysis stays the same. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { namesUsedElsewhere } from "../rubric/anchors.ts";
import { removeRuleKey, setTopKey } from "../rubric/edit.ts";
import type { Rubric, Rule } from "../rubric/rubric.ts";
import { keysOfDocument } from "../rubric/written.ts";
import { csvRow } from "./csv.ts";
import { isIn, ruleAt } from "./places.ts";
import type { ActionEdits, CodeAction } from "./types.ts";

const FILE = "ratings.csv";

/** More rows, or more characters in their ids, make a file that an editor cannot hold. */
const MOST_ROWS = 200_000;
const MOST_CHARACTERS = 20_000_000;

/** What is offered is only looked at; the file is written when the action is chosen, by `extractedRatings`. */
export function extractRatings({ rubric }: Analysis, offset: number): readonly CodeAction[] {
  const isHere = isIn(offset, rubric.rulesKey) || isOnRatings(rubric, offset);
  const rules = isHere ? extractable(rubric) : [];
  if (rules.length === 0) return [];
  const title = `Extract the ratings of ${show.counted(rules.length, "rule")} to ${FILE}`;
  return [{ title, kind: "refactor.extract", edits: [], deferred: "extract-ratings", createsFiles: true }];
}

export function extractedRatings({ rubric }: Analysis): ActionEdits | undefined {
  const rules = extractable(rubric);
  if (rules.length === 0) return undefined;
  const isJson = rubric.text[rubric.rulesKey?.start ?? 0] === '"';
  const source = setTopKey(rubric, "ratings", isJson ? `[{"file": "${FILE}"}]` : `[{file: ${FILE}}]`);
  const removed = rules.flatMap((rule) => (rule.ratings ? removeRuleKey(rubric, rule, rule.ratings) : []));
  return { edits: [...source, ...removed], creates: [{ path: FILE, text: csvOf(rules) }] };
}

/** None where a file is named already, where there are too many ratings, or where taking them out would lose something. */
function extractable(rubric: Rubric): readonly Rule[] {
  const rules = rubric.rules.filter((rule) => rule.ratings && !rule.retired);
  if (rules.length === 0 || keysOfDocument(rubric.text).some(({ name }) => name === "ratings")) return [];
  let rows = 0;
  let characters = 0;
  for (const rule of rules) {
    const own = (rule.ratings?.value.counts ?? []).reduce((sum, count) => sum + count, 0);
    rows += own;
    characters += 2 * own * idInFile(rule).length;
  }
  if (rows > MOST_ROWS || characters > MOST_CHARACTERS) return [];
  const ranges = rules.flatMap((rule) =>
    rule.ratings ? [{ start: rule.ratings.key.end, end: rule.ratings.range.end }] : [],
  );
  // What could not be read would be lost.
  const isBroken = rubric.problems.some(({ range }) =>
    ranges.some(({ start, end }) => range.start < end && range.end > start),
  );
  return isBroken || namesUsedElsewhere(rubric.text, ranges) ? [] : rules;
}

function isOnRatings(rubric: Rubric, offset: number): boolean {
  const ratings = ruleAt(rubric, offset)?.ratings;
  return ratings !== undefined && (isIn(offset, ratings.range) || isIn(offset, ratings.key));
}

function idInFile({ ratedAs, id }: Rule): string {
  return ratedAs?.value ?? id.value;
}

/** An item of its own for each rating, as it was inline: nothing is known of the items. */
function csvOf(rules: readonly Rule[]): string {
  const rows = rules.flatMap((rule) => {
    const id = idInFile(rule);
    const { values = [], counts = [] } = rule.ratings?.value ?? {};
    let n = 0;
    return values.flatMap((value, at) =>
      Array.from({ length: counts[at] ?? 0 }, () => csvRow([`${id}-${++n}`, id, value])),
    );
  });
  return ["item,rule,rating", ...rows, ""].join("\n");
}
