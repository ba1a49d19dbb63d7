/**
 * What is kept of a rating source: counts per rule and value and per item's pattern, not rows. Values are the texts
 * of the source; which of them are on a rule's scale is the rubric's business, so a changed scale reads no file.
 */
import type { Patterns } from "../statistics/patterns.ts";

/** Where a value is: data rows are counted from 1, a header line not counted. */
export interface Place {
  readonly file: string;
  readonly row: number;
}

/** Ratings by one rater of one item under one rule that came more than once; the last one counts. */
export interface Repeats {
  /** Extra ratings that say the same as the one that counts. */
  readonly same: number;
  /** Extra ratings that say something else. */
  readonly conflicting: number;
  readonly first: Place | undefined;
}

/** The ratings of one rule (under one wording, where the source has a wording column), repeats already dropped. */
export interface RuleTally {
  readonly rule: string;
  readonly wording: string | undefined;
  /** Distinct rating texts, trimmed, sorted by text; missing ones ("", null, NA, N/A) are not among them. */
  readonly values: readonly string[];
  /** By value: how many ratings. */
  readonly counts: Float64Array;
  /** By value: the first place that holds it; undefined for ratings in the rubric itself. */
  readonly first: readonly (Place | undefined)[];
  readonly missing: number;
  readonly repeats: Repeats;
  /** Over `values`. No patterns where the source names no items (inline ratings). */
  readonly patterns: Patterns;
  /** By item of the source: the index of its pattern, -1 where this rule has no rating of it. */
  readonly itemPattern: Int32Array;
  /** How many raters rated under this rule; 0 where the source names none. */
  readonly raters: number;
  /** Who rated what; undefined where the source names no raters or no items. */
  readonly ratings: RaterRatings | undefined;
  /**
   * With exactly two raters (in order of name): [first's value, second's value, items] of every item both rated,
   * flat, three numbers an entry. For Cohen's kappa.
   */
  readonly raterPairs: Uint32Array | undefined;
}

/**
 * One entry for each counted rating by a named rater, sorted by item, then by rater: an item and a rater come together
 * at most once.
 */
export interface RaterRatings {
  /** Index into `Tallies.items`. */
  readonly item: Uint32Array;
  /** Index into `Tallies.raterNames`. */
  readonly rater: Uint32Array;
  /** Index into `RuleTally.values`. */
  readonly value: Uint32Array;
}

export interface Tallies {
  /** Differs between any two tallies that differ; caches are kept by it. */
  readonly key: string;
  /** Item ids; the index is the item's number. */
  readonly items: readonly string[];
  /** By item: the prompt, where the request named a prompt column. */
  readonly prompts: readonly (string | undefined)[] | undefined;
  readonly rules: readonly RuleTally[];
  readonly rows: number;
  /** Rows that `only` and `except` exclude; ratings, where they exclude single ratings of a row. */
  readonly excluded: number;
  /**
   * Where over a twentieth of the ratings repeat another and contradict it: lists of columns that together identify an
   * item, best first. Such a source probably names the wrong ones.
   */
  readonly identifying: readonly (readonly string[])[];
  /** Distinct raters; 0 where the source names none. */
  readonly raters: number;
  /** Names of the raters, sorted; the index is the rater's number. Empty where the source names none. */
  readonly raterNames: readonly string[];
  readonly shape: "long" | "wide" | "nested" | "inline";
  /** Files read, relative to the rubric as it names them (globs resolved). */
  readonly files: readonly string[];
  readonly columns: readonly string[];
}

/** Pairs of a preferred and a rejected response; all arrays are by pair. */
export interface PairTable {
  readonly key: string;
  readonly items: readonly string[];
  /** Indexes into `items`. */
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  readonly prompts: readonly string[];
  /** Index into `prompts`, or -1: a prompt of its own. */
  readonly prompt: Int32Array;
  readonly subsets: { readonly names: readonly string[]; readonly of: Int32Array } | undefined;
  /** Who judged, -1 where the row does not say; undefined where the request names no column for it. */
  readonly raters?: { readonly names: readonly string[]; readonly of: Int32Array } | undefined;
  /** The row that each pair comes from: an index into `files`, and the data row there, from 1. Undefined without a file. */
  readonly place?: { readonly file: Int32Array; readonly row: Int32Array };
  readonly judges: readonly Judge[];
  readonly files: readonly string[];
  readonly rows: number;
  /** Rows that `only` and `except` exclude. */
  readonly excluded?: number;
  readonly columns: readonly string[];
}

/** By pair: 1 chose the preferred response, 0 a tie, -1 the rejected one, 2 no choice given. */
export interface Judge {
  readonly name: string;
  readonly choice: Int8Array;
}

export interface ScoreTable {
  readonly key: string;
  readonly items: readonly string[];
  readonly scores: Float64Array;
  readonly files: readonly string[];
  readonly rows: number;
  /** Rows that `only` and `except` exclude. */
  readonly excluded?: number;
  readonly columns: readonly string[];
}

/** Why a source could not be read, or what in it was skipped; reported at the line that names it. */
export interface SourceProblem {
  readonly code:
    | "missing"
    | "unreadable"
    | "empty"
    | "torn"
    | "directory"
    | "kind"
    | "column"
    | "shape"
    | "outside"
    | "untrusted"
    | "engine"
    | "unsupported"
    | "value";
  /** What was expected, what was found, and the help. */
  readonly message: string;
  /** Which key of the source it concerns; the file where it is none of the others. */
  readonly field:
    | "file"
    | "item"
    | "rule"
    | "rater"
    | "rating"
    | "prompt"
    | "only"
    | "except"
    | "chosen"
    | "rejected"
    | "by"
    | "judges"
    | "score";
  /** Columns or files that could be meant instead, best first. */
  readonly replacements?: readonly string[];
}
