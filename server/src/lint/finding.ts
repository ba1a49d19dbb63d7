/** A finding is what a check reports; a fix is what the author can do about it. Both speak in offsets, not in LSP. */
import type { Range, TextEdit } from "../rubric/rubric.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** What a check says about one case. */
export interface Report {
  /** Where this case is more or less serious than the check's others. */
  readonly severity?: Severity;
  /** Id of the rule it is about. */
  readonly rule?: string;
  readonly range: Range;
  /** What is wrong with what, in the first 110 characters; then why it matters. */
  readonly message: string;
  /** What to do about it, one sentence; shown by the command line and the hover. */
  readonly help?: string;
  /** Texts that could replace the one at `range`, best first. */
  readonly replacements?: readonly string[];
}

export interface Finding extends Report {
  readonly check: string;
  readonly severity: Severity;
  /** The check's own fixes of this case, in the analysis that it was found in. Only called when the author asks. */
  readonly fixes: () => readonly Fix[];
}

/** What a fix is for, in the order of the menu: the cheapest to undo first, what hides a finding last. */
export const purposes = ["repair", "responses", "reword", "raters", "weighting", "drop", "retire", "ignore"] as const;

export type Purpose = (typeof purposes)[number];

export interface Fix {
  /** Under 80 characters: menus cut longer ones off. */
  readonly title: string;
  /** `repair` (of what is written wrong) where it is not given. */
  readonly purpose?: Purpose;
  readonly kind: "quickfix" | "refactor.rewrite" | "refactor.extract" | "source.fixAll.encore";
  readonly edits: readonly TextEdit[];
  readonly isPreferred?: boolean;
  /** Files to write beside the rubric before the edits (extract to CSV), path relative to the rubric. */
  readonly creates?: readonly { readonly path: string; readonly text: string }[];
  /** Where the cursor goes, an offset in the text after the edits. */
  readonly cursor?: number;
}
