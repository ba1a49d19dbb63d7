/** The rating store over files. Each request has an engine of its own, locked to the files of that request. */
import { createHash } from "node:crypto";
import type { CodedRatings } from "./coded.ts";
import { type Engine, EngineError, type EngineOptions, withEngine } from "./engine.ts";
import { type Folders, findFiles, type RatingFile } from "./files.ts";
import { failed, failure, type Outcome } from "./outcome.ts";
import { readLong } from "./read-ratings.ts";
import { relationOf } from "./relation.ts";
import { noShape, shapeOf } from "./shape.ts";
import type { RatingStore, Read, TallyRequest } from "./store.ts";
import type { SourceProblem, Tallies } from "./tallies.ts";
import { type Tallied, tally } from "./tally.ts";

export type DuckDbOptions = Folders & EngineOptions;

export function createDuckDbStore(options: DuckDbOptions): RatingStore {
  const notYet = async () => failed(failure("unsupported", "file", "Not read yet.").problem);
  return {
    tally: (request, signal) => readTallies(request, options, signal),
    pairs: notYet,
    scores: notYet,
  };
}

async function readTallies(
  request: TallyRequest,
  options: DuckDbOptions,
  signal: AbortSignal | undefined,
): Promise<Read<Tallies>> {
  const files = await findFiles(request.file, options, signal);
  if ("problem" in files) return failed(files.problem);
  const read = await withEngine(
    files.value.map((file) => file.path),
    options,
    signal,
    async (engine): Promise<Outcome<Omit<FileRatings, "coded"> & { coded: CodedRatings[] }>> => {
      const coded: CodedRatings[] = [];
      let first: FileRatings | undefined;
      for (const file of files.value) {
        const ratings = await readFile(file, request, engine);
        if ("problem" in ratings) return ratings;
        first ??= ratings.value;
        coded.push(ratings.value.coded);
      }
      return first ? { value: { ...first, coded } } : failure("missing", "file", "No file.");
    },
  );
  if ("problem" in read) return failed(read.problem);
  const { coded, shape, columns } = read.value;
  const tallied = tally(coded);
  const { items, prompts, rules, rows, raters } = tallied;
  const value = { items, prompts, rules, rows, raters, shape, files: files.value.map((file) => file.name), columns };
  return { value: { key: keyOf(value), ...value }, problems: passedOver(request.file, tallied) };
}

interface FileRatings {
  readonly coded: CodedRatings;
  readonly shape: Tallies["shape"];
  readonly columns: readonly string[];
}

async function readFile(file: RatingFile, request: TallyRequest, engine: Engine): Promise<Outcome<FileRatings>> {
  try {
    const relation = await relationOf(file, engine);
    if ("problem" in relation) return relation;
    const columns = relation.value.columns.map((column) => column.name);
    const shape = shapeOf(file.name, relation.value.columns, request);
    if ("problem" in shape) return shape;
    if (shape.value.shape !== "long") return { problem: noShape(file.name, columns) };
    const coded = await readLong(engine, file, relation.value, shape.value);
    return { value: { coded, shape: shape.value.shape, columns } };
  } catch (error) {
    if (error instanceof EngineError) return failure("torn", "file", `\`${file.name}\`: ${error.message}`);
    throw error;
  }
}

/** Of all that the tallies hold, so that tallies that are equal are equal by name too. */
function keyOf(tallies: Omit<Tallies, "key">): string {
  const plain = (_: string, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1")
      : value;
  return createHash("sha256").update(JSON.stringify(tallies, plain)).digest("hex");
}

function passedOver(file: string, { nameless, promptConflict }: Tallied): SourceProblem[] {
  const problems: SourceProblem[] = [];
  for (const field of ["item", "rule"] as const) {
    const { count, first } = nameless[field];
    if (first)
      problems.push(
        failure(
          "value",
          field,
          `\`${first.file}\`: ${count} ratings name no ${field}, the first in row ${first.row}. They are left out.`,
        ).problem,
      );
  }
  if (promptConflict !== undefined)
    problems.push(
      failure("value", "prompt", `\`${file}\`: the item \`${promptConflict}\` stands with more than one prompt.`)
        .problem,
    );
  return problems;
}
