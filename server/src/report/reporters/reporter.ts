/** What a reporter gets and gives. A reporter is pure: the same results give the same text. */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Finding, Severity } from "../../lint/finding.ts";
import type { Style } from "../terminal.ts";

/** Where a rubric's text came from. */
export interface Source {
  /** As the user named it, or as it was found. */
  readonly file: string;
  /** Relative to the present folder with `/`; absolute for a file outside it. */
  readonly path: string;
  readonly text: string;
  /** Returns the zero-based line and column (UTF-16) of an offset. */
  place(offset: number): { readonly line: number; readonly column: number };
}

export interface Checked {
  readonly source: Source;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

/** A rubric that could not be checked. */
export interface Unread {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

export interface Results {
  readonly checked: readonly Checked[];
  readonly unread: readonly Unread[];
}

export interface ReportContext {
  readonly style: Style;
  /** Columns of the terminal; Infinity where the output is no terminal. */
  readonly width: number;
  /** The table of rules after the findings of each rubric. */
  readonly hasTable: boolean;
  /** Findings alone, without a summary. */
  readonly isQuiet: boolean;
  readonly version: string;
  /** Whether a finding makes the command fail. */
  readonly fails: (finding: Finding) => boolean;
}

/** One format of `encore check`: a file of report/reporters/ exports one, reporters.ts lists them all. */
export interface Reporter {
  /** As in `--format NAME`. */
  readonly name: string;
  /** Its output is read by a CI runner as commands, which must stay as they are. */
  readonly hasCommands?: boolean;
  readonly report: (results: Results, context: ReportContext) => string;
}

/** The order of severities, worst first. */
export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];
