/** A finding is what a check tells; a fix is what the author can do about it. Both speak in offsets, not in LSP. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Range, TextEdit } from "../rubric/rubric.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  /** Id of the rule it is about. */
  readonly rule?: string;
  readonly range: Range;
  /** One or two sentences: what is so, on what evidence. */
  readonly message: string;
  /** What to do about it, one sentence; shown by the command line and the hover. */
  readonly help?: string;
  /** Texts that could stand at `range` instead, best first. */
  readonly replacements?: readonly string[];
}

export interface Fix {
  readonly title: string;
  readonly kind: "quickfix" | "refactor.rewrite" | "refactor.extract" | "source.fixAll.encore";
  readonly edits: readonly TextEdit[];
  readonly isPreferred?: boolean;
  /** Files to write beside the rubric before the edits (extract to CSV), path relative to the rubric. */
  readonly creates?: readonly { readonly path: string; readonly text: string }[];
  /** Where the cursor goes, an offset in the text after the edits. */
  readonly cursor?: number;
}

/** One check: a file of lint/checks/ exports one, lint/registry.ts lists them all. */
export interface Check {
  /** As it stands in diagnostics, ignore comments, settings and the docs page's name. */
  readonly code: string;
  /** One line: for the README's table, settings and completion. */
  readonly summary: string;
  readonly severity: Severity;
  /** Messages with named placeholders: "{rule} has {n} ratings". */
  readonly messages: Readonly<Record<string, string>>;
  readonly find: (analysis: Analysis) => readonly Finding[];
  /** Fixes of one of its findings, preferred first; only called when the author asks. */
  readonly fixes?: (finding: Finding, analysis: Analysis) => readonly Fix[];
  /** The fix may be done unasked on save, because it can change no weight. */
  readonly isSafe?: boolean;
}
