/** Which columns of a rating file hold what: its shape, recognised from the columns and what the rubric says of them. */
import { nearest } from "../rubric/nearest.ts";
import type { TallyRequest } from "../tallies/store.ts";
import type { SourceProblem } from "../tallies/tallies.ts";
import { listed } from "./near-names.ts";
import { failure, type Outcome } from "./outcome.ts";

/** A column of a file by its name, and whether it holds objects of ratings. */
export interface ColumnKind {
  readonly name: string;
  readonly isObject: boolean | undefined;
}

/** Columns by their position in the file. */
interface Common {
  /** Together they name the item. */
  readonly item: readonly number[];
  readonly rater: number | undefined;
  readonly prompt: number | undefined;
}

export interface LongShape extends Common {
  readonly shape: "long";
  readonly rule: number;
  readonly rating: number;
  readonly wording: number | undefined;
}

export interface WideShape extends Common {
  readonly shape: "wide";
  /** Columns that could be rules; their values decide. */
  readonly candidates: readonly number[];
}

export interface NestedShape extends Common {
  readonly shape: "nested";
  readonly ratings: number;
}

export type Shape = LongShape | WideShape | NestedShape;

/** Columns of wide files that by custom say what was rated, by whom and when; never a rule. In lower case. */
const descriptive =
  /^(item|prompt|response|completion|conversation|rater|annotator|worker|user|model|split|subset|wording|timestamp|date|time|index|row|(.*_)?id)$/;

export function shapeOf(file: string, columns: readonly ColumnKind[], request: TallyRequest): Outcome<Shape> {
  const finder = new ColumnFinder(
    file,
    columns.map((column) => column.name),
  );
  return finder.build((): Shape => {
    const objects = request.rating ?? "ratings";
    const nested = columns.findIndex((column) => column.name === objects && column.isObject);
    const common = (): Common => ({
      item: finder.item(request.item),
      rater: finder.optional("rater", request.rater),
      prompt: request.prompt === undefined ? undefined : finder.at(request.prompt),
    });
    if (nested >= 0 && request.rule === undefined) return { shape: "nested", ...common(), ratings: nested };
    const isNamed = request.rule !== undefined || request.rating !== undefined;
    if (isNamed || finder.at("rule") !== undefined || finder.at("rating") !== undefined)
      return {
        shape: "long",
        ...common(),
        rule: finder.required("rule", request.rule),
        rating: finder.required("rating", request.rating),
        wording: finder.at("wording"),
      };
    const conventional = longByOtherNames(finder.names);
    if (conventional) finder.fail(shapeUnclear(file, conventional));
    const found = common();
    const taken = new Set([...found.item, found.rater, found.prompt]);
    const candidates = columns.flatMap(({ name, isObject }, at) =>
      taken.has(at) || isObject || name === "" || descriptive.test(name.toLowerCase()) ? [] : [at],
    );
    if (candidates.length === 0)
      finder.fail(
        noShape(
          file,
          columns.map((column) => column.name),
        ),
      );
    finder.distinct(candidates);
    return { shape: "wide", ...found, candidates };
  });
}

/** Names that long files use for the columns `rule` and `rating`. Read as wide, such a file would give nonsense. */
const ruleNames = [
  "criterion",
  "criteria",
  "dimension",
  "metric",
  "aspect",
  "attribute",
  "principle",
  "rule_id",
  "rubric",
];
const ratingNames = ["score", "value", "label", "rating_value", "answer", "grade", "verdict"];

function longByOtherNames(columns: readonly string[]): { rule: string; rating: string } | undefined {
  const rule = columns.find((name) => ruleNames.includes(name.toLowerCase()));
  const rating = columns.find((name) => ratingNames.includes(name.toLowerCase()));
  return rule === undefined || rating === undefined ? undefined : { rule, rating };
}

function shapeUnclear(file: string, { rule, rating }: { rule: string; rating: string }): SourceProblem {
  const message = `\`${file}\` looks like one rating a row, but has no columns \`rule\` and \`rating\`. Name them with \`rule: ${rule}\` and \`rating: ${rating}\`.`;
  return failure("shape", "file", message).problem;
}

export function noShape(file: string, columns: readonly string[]): SourceProblem {
  return failure(
    "shape",
    "file",
    `\`${file}\` has no ratings that can be recognised: neither columns \`rule\` and \`rating\` (long), nor one column for each rule (wide), nor objects in a column \`ratings\` (nested). Its columns are ${listed(columns)}. Name the columns with \`item:\`, \`rule:\`, \`rater:\` and \`rating:\`.`,
  ).problem;
}

type ColumnField = SourceProblem["field"];

/** Finds columns by name and keeps the first problem. */
export class ColumnFinder {
  private problem: SourceProblem | undefined;

  private readonly file: string;
  readonly names: readonly string[];

  constructor(file: string, names: readonly string[]) {
    this.file = file;
    this.names = names;
  }

  /** What `make` finds, or the first problem it met. */
  build<T>(make: () => T): Outcome<T> {
    const value = make();
    return this.problem ? { problem: this.problem } : { value };
  }

  fail(problem: SourceProblem): void {
    this.problem ??= problem;
  }

  at(name: string): number | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : at;
  }

  /** The column that the rubric names for this field, else the one with the field's own name. */
  required(field: ColumnField, named: string | undefined): number {
    const name = named ?? field;
    const at = this.at(name);
    if (at === undefined) this.fail(this.missing(field, name, named !== undefined));
    else if (this.names.indexOf(name, at + 1) >= 0) this.fail(this.ambiguous(field, name));
    return at ?? -1;
  }

  /** As `required`, but only a column that the rubric names must be there. */
  optional(field: ColumnField, named: string | undefined): number | undefined {
    return named === undefined && this.at(field) === undefined ? undefined : this.required(field, named);
  }

  item(named: readonly string[] | undefined): number[] {
    return named?.length ? named.map((name) => this.required("item", name)) : [this.required("item", undefined)];
  }

  /** No two of these columns may have one name. */
  distinct(columns: readonly number[]): void {
    const seen = new Set<string>();
    for (const at of columns) {
      const name = this.names[at] ?? "";
      if (seen.has(name)) this.fail(this.ambiguous("file", name));
      seen.add(name);
    }
  }

  private missing(field: ColumnField, name: string, isNamed: boolean): SourceProblem {
    const near = nearest(name, this.names);
    const ids = field === "item" ? this.names.filter((other) => /(^|_)id$/i.test(other)) : [];
    const help = isNamed
      ? near.length > 0
        ? `Did you mean ${listed(near, "or")}?`
        : ""
      : `Name the column with \`${field}: ${near[0] ?? (ids.length > 1 ? `[${ids.join(", ")}]` : (ids[0] ?? "COLUMN"))}\`.`;
    const message = `\`${this.file}\` has no column \`${name}\`. Its columns are ${listed(this.names)}. ${help}`.trim();
    // Without the key in the rubric there is no place for a replacement.
    return failure("column", field, message, isNamed ? near : []).problem;
  }

  private ambiguous(field: ColumnField, name: string): SourceProblem {
    return failure(
      "column",
      field,
      `\`${this.file}\` has more than one column \`${name}\`, so it is not clear which is meant. Rename all but one.`,
    ).problem;
  }
}
