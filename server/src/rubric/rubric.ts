/**
 * The document as a value: what a `*.rubric.yaml` says, and where it says it. Every other folder reads this value and
 * never the text's syntax. The format is described in docs/format.md.
 */

import type { WeightingName } from "./weightings.ts";

export type { WeightingName };

/** UTF-16 offsets into the document's text; `end` is exclusive. Only the edge turns them into lines and columns. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One `key: value` of the document. Rating and id texts are source text: `no`, `007` and `1.0` stay as written. */
export interface Field<T> {
  readonly key: Range;
  /** Of the value; where the value is missing, an empty range after the key's colon. */
  readonly range: Range;
  readonly value: T;
}

/** Levels that a rating can take. `names` maps lower-case words to levels: {no: 0, yes: 1}. */
export interface DiscreteScale {
  readonly kind: "discrete";
  /** Ascending, distinct, at least one. */
  readonly levels: readonly number[];
  readonly names: ReadonlyMap<string, number>;
}

/** Continuous scores in [min, max]; `bins` equal bins (the last one closed) for the entropy only. */
export interface ContinuousScale {
  readonly kind: "continuous";
  readonly min: number;
  readonly max: number;
  readonly bins: number;
}

export type Scale = DiscreteScale | ContinuousScale;

export type Polarity = "positive" | "negative";

/** Ratings written in the rule itself, by value; a list has one entry for each rating, counts one for each value. */
export interface InlineRatings {
  readonly shape: "list" | "counts";
  /** Source text of each rating, without quotes; missing ones ("", null, NA ...) included. */
  readonly values: readonly string[];
  /** How many ratings each entry stands for; all 1 in a list. */
  readonly counts: readonly number[];
  /** Start and end of the text of value i (its key, where they are counts), relative to the field's `range.start`, at 2i and 2i + 1. */
  readonly offsets: Int32Array;
}

/** How keys are written: in lines of their own, in braces, or in braces with quoted keys. */
export type Style = "block" | "flow" | "json";

export interface Rule {
  /** The same object for the same text, wherever the rule is: what is derived from the rule alone is kept by it. */
  readonly identity: object;
  readonly style: Style;
  /** From the item's `-` to the end of its last value, the comments between included. */
  readonly range: Range;
  readonly id: Field<string>;
  readonly text?: Field<string>;
  readonly tags?: Field<readonly Located<string>[]>;
  readonly polarity?: Field<Polarity>;
  /** The rule's own scale; else the rubric's holds. */
  readonly scale?: Field<Scale>;
  readonly gate?: Field<number>;
  /** By level as written: what it means. `key` is the level's place. */
  readonly anchors?: Field<ReadonlyMap<string, Field<string>>>;
  readonly ratedAs?: Field<string>;
  readonly weight?: Field<number>;
  readonly wording?: Field<string>;
  readonly ratings?: Field<InlineRatings>;
  /** Kept for the record, weight 0, not analysed; the value is the reason, "" while it is not written yet. */
  readonly retired?: Field<string>;
}

export interface Located<T> {
  readonly range: Range;
  readonly value: T;
}

/** A condition on the rows of a source: the column has one of the values. */
export interface RowFilter {
  /** A column's name; `item`, `rule`, `rater` and `rating` mean the columns that the source maps to them. */
  readonly column: Located<string>;
  /** As written; a number in a file equals the text of the same number. */
  readonly values: readonly Located<string>[];
}

/** Which rows of a source count: those that meet all of `only` and none of `except`. */
export interface RowFilters {
  readonly only?: Field<readonly RowFilter[]>;
  readonly except?: Field<readonly RowFilter[]>;
}

/** Columns are named by their whole name or by a path into a nested one (`meta.id`); the whole name takes precedence. */
export interface RatingColumns extends RowFilters {
  /** Columns that together name an item, joined by "/"; default ["item"]. */
  readonly item?: Field<readonly Located<string>[]>;
  readonly rule?: Field<string>;
  readonly rater?: Field<string>;
  readonly rating?: Field<string>;
  /** Codes for "no rating", in addition to the rubric's own. */
  readonly missing?: Field<readonly Located<string>[]>;
}

export interface FileSource extends RatingColumns {
  readonly kind: "file";
  readonly range: Range;
  /** Where the source is only a path, the key is that of the list. */
  readonly file: Field<string>;
}

/** A table on a server; the rubric names the environment variable that holds the server's URL. */
export interface ClickHouseTable {
  readonly urlEnv?: Field<string>;
  readonly table?: Field<string>;
}

export interface ClickHouseSource extends RatingColumns, ClickHouseTable {
  readonly kind: "clickhouse";
  readonly range: Range;
}

export type RatingSource = FileSource | ClickHouseSource;

/** The texts of the rated responses, to look at. */
export interface ResponseSource extends RowFilters {
  readonly range: Range;
  readonly file: Field<string>;
  readonly item?: Field<readonly Located<string>[]>;
  /** Columns; defaults prompt_text, text, source. */
  readonly promptText?: Field<string>;
  readonly text?: Field<string>;
  /** The column that says where a response comes from: a model, or people. */
  readonly source?: Field<string>;
  /** The texts can offend: views hide them until asked. */
  readonly sensitive?: Field<boolean>;
}

/** Column names; defaults chosen, rejected, prompt. */
export interface PairColumns extends RowFilters {
  readonly chosen?: Field<string>;
  readonly rejected?: Field<string>;
  readonly prompt?: Field<string>;
  /** The column that says who judged; that rater's ratings do not count in the rewards of the pair. */
  readonly rater?: Field<string>;
  /** A column that splits the pairs into subsets. */
  readonly by?: Field<string>;
  readonly judges?: Field<readonly Located<string>[]>;
}

/** Pairs of a preferred and a rejected response, one row each. */
export interface PairSource extends PairColumns {
  readonly kind: "pairs";
  readonly range: Range;
  readonly file: Field<string>;
}

export interface ClickHousePairSource extends PairColumns, ClickHouseTable {
  readonly kind: "clickhouse-pairs";
  readonly range: Range;
}

/** A rated rule or column whose mean rating says which of a prompt's responses is better. */
export interface OverallSource {
  readonly kind: "overall";
  readonly range: Range;
  readonly overall: Field<string>;
  /** The column of the rating files that names the prompt; default: the item id up to its last "/". */
  readonly prompt?: Field<string>;
}

/** Responses that meet the condition are preferred to every other response to their prompt. */
export interface DemonstrationSource {
  readonly kind: "demonstrations";
  readonly range: Range;
  /** One or more columns with the values of a demonstration: `{model: human}`. */
  readonly demonstrations: Field<readonly RowFilter[]>;
  readonly prompt?: Field<string>;
}

export type PreferenceSource = PairSource | ClickHousePairSource | OverallSource | DemonstrationSource;

/** Scores of a single-head reward model to compare with, one for each item. */
export interface Baseline extends RowFilters {
  readonly range: Range;
  readonly name: Field<string>;
  readonly file: Field<string>;
  readonly item?: Field<readonly Located<string>[]>;
  readonly score?: Field<string>;
}

export type Estimator = "plug-in" | "miller-madow";
/** Whose ratings make weights, entropies, verdicts and rewards. */
export type RaterChoice = "all" | "people" | "judges";

/**
 * Who the raters are: groups of names or globs (`gpt-*`), where a rater in neither group is a person; or slots, whose
 * names mean nothing from one item to the next.
 */
export type Raters =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "groups";
      readonly people: readonly Located<string>[];
      readonly judges: readonly Located<string>[];
    };

/** What the rubric's `encore:` says; settings fill what it leaves open. */
export interface EncoreOptions {
  readonly range: Range;
  readonly temperature?: Field<number>;
  readonly estimator?: Field<Estimator>;
  readonly limit?: Field<number>;
  readonly weighting?: Field<WeightingName>;
  readonly raters?: Field<RaterChoice>;
  /** How much worse than a person a judge may be and still replace one, as a share of the items. */
  readonly epsilon?: Field<number>;
}

/** `# encore-ignore CHECK: reason` and `# encore-ignore-file CHECK: reason`. */
export interface Ignore {
  /** Of the comment, from its `#`. */
  readonly range: Range;
  readonly check: Located<string>;
  readonly reason: Located<string>;
  /** What it silences: findings that start within these offsets; undefined for the whole file. */
  readonly covers: Range | undefined;
}

/** What is wrong with the document, as the check of that name reports it. Data, never an exception. */
export interface Problem {
  readonly check: "syntax" | "format" | "duplicate-rule" | "out-of-scale";
  readonly range: Range;
  /** What was found, what was expected, and the help, in one or two sentences. */
  readonly message: string;
  readonly rule?: string;
  /** Texts to put at `range` instead ("did you mean"), best first. */
  readonly replacements?: readonly string[];
}

/** One place where the document could be read; the rest of it is still here. */
export interface Rubric {
  readonly text: string;
  /** Of the keys of the first level. */
  readonly style: Style;
  readonly version?: Field<number>;
  readonly name?: Field<string>;
  readonly scale?: Field<Scale>;
  /** Codes for "no rating" in all sources and inline ratings, beside empty, null, NA, N/A and NaN. */
  readonly missing?: Field<readonly Located<string>[]>;
  /** Where it is a single path, `range` is that path's. */
  readonly ratings?: Field<readonly RatingSource[]>;
  readonly raters?: Field<Raters>;
  readonly responses?: Field<readonly ResponseSource[]>;
  readonly preferences?: Field<readonly PreferenceSource[]>;
  readonly baselines?: Field<readonly Baseline[]>;
  readonly encore?: EncoreOptions & { readonly key: Range };
  /** Where `rules:` is; undefined when the document has none. */
  readonly rulesKey?: Range;
  /** Every rule that has an id, duplicates and retired ones included, in document order. */
  readonly rules: readonly Rule[];
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
}

/** A replacement in the document. Edits of one list do not overlap and all speak of the text before any of them. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}
