/** Rating files -> Tallies. */

import type { Read, TallyRequest } from "../tallies/store.ts";
import type { RuleTally, SourceProblem, Tallies } from "../tallies/tallies.ts";
import type { CodedColumn, CodedRatings } from "./coded.ts";
import { contentKey } from "./content-key.ts";
import { DOUBTFUL, identifyingColumns } from "./identifying.ts";
import { counted } from "./near-names.ts";
import { failed, failure } from "./outcome.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { readRatings } from "./read-ratings.ts";
import { allExcluded, conditionsOf, unmatchedIn } from "./row-filter.ts";
import { shapeOf } from "./shape.ts";
import { type Tallied, tally } from "./tally.ts";

export async function readTallies(
  request: TallyRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<Tallies>> {
  const conditions = conditionsOf(request);
  const read = await readFiles(request.file, options, signal, namedColumns(request), async (engine, file, relation) => {
    const shape = shapeOf(file.name, relation.columns, request);
    if ("problem" in shape) return shape;
    const ratings = await readRatings(engine, { file, relation, shape: shape.value, conditions });
    return "problem" in ratings ? ratings : { value: { ...ratings.value, shape: shape.value.shape } };
  });
  if ("problem" in read) return failed(read.problem);
  const { parts, files, columns } = read.value;
  const coded = parts.flatMap((part) => part.coded);
  const size = sizeOf(coded);
  if (size.items * size.rules > MOST_CELLS) return failed(tooManyRules(request.file, size));
  const tallied = tally(coded, request.missing);
  const { items, prompts, rules, raters, raterNames } = tallied;
  const shape = parts[0]?.shape ?? "long";
  const rows = sum(parts.map((part) => part.rows));
  const excluded = sum(parts.map((part) => part.excluded));
  const identifying = isDoubtful(rules) ? await findIdentifying(request, options, signal) : [];
  const value = { items, prompts, rules, rows, excluded, identifying, raters, raterNames, shape, files, columns };
  return {
    value: { key: contentKey(value), ...value },
    problems: [
      ...parts.flatMap((part) => part.problems),
      ...(prompts === undefined && request.prompt !== undefined ? [noPrompts(request.file, request.prompt)] : []),
      ...unmatchedIn(
        request.file,
        conditions,
        parts.map((part) => part.matched),
      ),
      ...(rows > 0 && rules.length === 0 && excluded > 0 ? [allExcluded(request.file, rows)] : []),
      ...skippedIn(request.file, rows, tallied),
    ],
  };
}

/** A pattern is kept for each item under each rule: more than these take over a gigabyte. */
const MOST_CELLS = 250_000_000;

/** Of the largest part: parts may have texts in common. */
function sizeOf(coded: readonly CodedRatings[]): { readonly items: number; readonly rules: number } {
  const most = (column: (part: CodedRatings) => CodedColumn) =>
    coded.reduce((largest, part) => Math.max(largest, column(part).texts.length), 0);
  return { items: most((part) => part.item), rules: most((part) => part.rule) };
}

function tooManyRules(
  file: string,
  { items, rules }: { readonly items: number; readonly rules: number },
): SourceProblem {
  const message = `\`${file}\` has ${rules} rules and ${items} items, too many to count together. Check that \`rule:\` names the column of the rules, or split the file.`;
  return failure("shape", "rule", message).problem;
}

function isDoubtful(rules: readonly RuleTally[]): boolean {
  const conflicting = sum(rules.map((rule) => rule.repeats.conflicting));
  const all = sum(rules.map((rule) => rule.repeats.conflicting + rule.repeats.same + sum([...rule.counts])));
  return conflicting > DOUBTFUL * all;
}

/** Of the first file: the others have the same columns. */
async function findIdentifying(
  request: TallyRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<string[][]> {
  let isFirst = true;
  const read = await readFiles(request.file, options, signal, namedColumns(request), async (engine, file, relation) => {
    const shape = shapeOf(file.name, relation.columns, request);
    if ("problem" in shape) return shape;
    const value = isFirst ? await identifyingColumns(engine, relation, shape.value) : [];
    isFirst = false;
    return { value };
  });
  return "problem" in read ? [] : (read.value.parts[0] ?? []);
}

/** Columns that the request names: those that are paths into others are looked for. */
function namedColumns({ item = [], rule, rater, rating, prompt, only = [], except = [] }: TallyRequest): string[] {
  const inConditions = [...only, ...except].map((condition) => condition.column);
  return [...item, rule, rater, rating, prompt, ...inConditions].filter((name) => name !== undefined);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function noPrompts(file: string, prompt: string): SourceProblem {
  const message = `\`${file}\` has no column \`${prompt}\`, which \`preferences:\` names for the prompt. The prompt is taken to be the item's id up to its last \`/\`.`;
  return failure("column", "prompt", message).problem;
}

function skippedIn(file: string, rows: number, { nameless, promptConflict }: Tallied): SourceProblem[] {
  const problems: SourceProblem[] = [];
  if (rows === 0) problems.push(failure("empty", "file", `\`${file}\` has columns and no rows.`).problem);
  for (const field of ["item", "rule"] as const) {
    const { count, first } = nameless[field];
    if (first === undefined) continue;
    const message = `\`${first.file}\`: ${counted(count, "rating")} without ${field === "item" ? "an item" : "a rule"} skipped, the first in row ${first.row}.`;
    problems.push(failure("value", field, message).problem);
  }
  if (promptConflict !== undefined) {
    const message = `\`${file}\`: the item \`${promptConflict}\` has more than one prompt; the one that sorts first is used.`;
    problems.push(failure("value", "prompt", message).problem);
  }
  return problems;
}
