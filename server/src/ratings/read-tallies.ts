/** Rating files -> Tallies. */

import type { Read, TallyRequest } from "../tallies/store.ts";
import type { SourceProblem, Tallies } from "../tallies/tallies.ts";
import { contentKey } from "./content-key.ts";
import { counted } from "./near-names.ts";
import { failed, failure } from "./outcome.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { readRatings } from "./read-ratings.ts";
import { shapeOf } from "./shape.ts";
import { type Tallied, tally } from "./tally.ts";

export async function readTallies(
  request: TallyRequest,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<Tallies>> {
  const read = await readFiles(request.file, options, signal, async (engine, file, relation) => {
    const shape = shapeOf(file.name, relation.columns, request);
    if ("problem" in shape) return shape;
    const ratings = await readRatings(engine, file, relation, shape.value);
    return "problem" in ratings ? ratings : { value: { ...ratings.value, shape: shape.value.shape } };
  });
  if ("problem" in read) return failed(read.problem);
  const { parts, files, columns } = read.value;
  const tallied = tally(parts.flatMap((part) => part.coded));
  const { items, prompts, rules, raters, raterNames } = tallied;
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  const shape = parts[0]?.shape ?? "long";
  const value = { items, prompts, rules, rows, raters, raterNames, shape, files, columns };
  return {
    value: { key: contentKey(value), ...value },
    problems: [
      ...parts.flatMap((part) => part.problems),
      ...(prompts === undefined && request.prompt !== undefined ? [noPrompts(request.file, request.prompt)] : []),
      ...passedOver(request.file, rows, tallied),
    ],
  };
}

function noPrompts(file: string, prompt: string): SourceProblem {
  const told = `\`${file}\` has no column \`${prompt}\`, which \`preferences:\` names for the prompt. The prompt is taken to be the item's id up to its last \`/\`.`;
  return failure("column", "prompt", told).problem;
}

function passedOver(file: string, rows: number, { nameless, promptConflict }: Tallied): SourceProblem[] {
  const problems: SourceProblem[] = [];
  if (rows === 0) problems.push(failure("empty", "file", `\`${file}\` has columns and no rows.`).problem);
  for (const field of ["item", "rule"] as const) {
    const { count, first } = nameless[field];
    if (first === undefined) continue;
    const told = `\`${first.file}\`: ${counted(count, "rating")} without ${field === "item" ? "an item" : "a rule"} left out, the first in row ${first.row}.`;
    problems.push(failure("value", field, told).problem);
  }
  if (promptConflict !== undefined) {
    const told = `\`${file}\`: the item \`${promptConflict}\` stands with more than one prompt; the one that sorts first is used.`;
    problems.push(failure("value", "prompt", told).problem);
  }
  return problems;
}
