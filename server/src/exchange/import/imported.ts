/** What an importer makes of a file in another format: rules, ratings and response texts, before they become a rubric. */
import type { Contents } from "./contents.ts";

/** A rating as the file gives it; texts, numbers and truth values stay what they are. */
export type RatingValue = string | number | boolean;

export interface ImportedRule {
  readonly id: string;
  readonly text?: string;
  /** A high rating is bad. */
  readonly isNegative?: boolean;
  /** The author's own weight, not negative. */
  readonly weight?: number;
  readonly tags?: readonly string[];
  /** What a level means, by level. */
  readonly anchors?: ReadonlyMap<number, string>;
  /** The scale that the file states; where it states none, that of the ratings seen. */
  readonly scale?: ImportedScale;
  /** Codes among this rule's ratings that mean "no rating"; the rubric lists them for all rules. */
  readonly missing?: readonly RatingValue[];
  /** What the rubric format has no place for, a sentence each; written as comments. */
  readonly comments?: readonly string[];
}

export type ImportedScale =
  | { readonly levels: readonly number[] }
  /** Words in order, each with its number. */
  | { readonly words: ReadonlyMap<string, number> }
  | { readonly min: number; readonly max: number };

export interface ImportedRating {
  /** The response; of several responses to one prompt PROMPT/RESPONSE. */
  readonly item: string;
  readonly rule: string;
  readonly rater?: string;
  readonly rating: RatingValue;
}

export interface ImportedResponse {
  readonly item: string;
  readonly promptText?: string;
  readonly text?: string;
  readonly source?: string;
}

export interface Imported {
  /** What the file is called in its own documentation, as in "a promptfoo configuration". */
  readonly format: string;
  readonly name?: string;
  readonly rules: readonly ImportedRule[];
  readonly ratings: readonly ImportedRating[];
  readonly responses: readonly ImportedResponse[];
  /** The raters' names are slots and not persons. */
  readonly hasAnonymousRaters?: boolean;
  /** Raters that are models. */
  readonly judges?: readonly string[];
  /** What was not taken over, or read in one of several ways; a sentence each. */
  readonly notes: readonly string[];
}

/** One format: a file of exchange/import/ exports one, importers.ts lists them all. */
export interface Importer {
  readonly name: string;
  /** A short description for lists. */
  readonly label: string;
  /** Where the format is documented. */
  readonly source: string;
  /** Returns undefined where the contents are of another format; decided by content, never by name alone. */
  readonly read: (contents: Contents) => Imported | undefined;
}
