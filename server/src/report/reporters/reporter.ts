/** What a reporter gets and gives. A reporter is pure: the same results give the same text. */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Finding, Severity } from "../../lint/finding.ts";
import type { Style } from "../terminal.ts";

/** Where a rubric's text came from. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Returns the zero-based line and column (UTF-16) of an offset. */
  place(offset: number): { readonly line: number; readonly column: number };
}

export interface Checked {
  readonly source: Source;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

export interface ReportContext {
  readonly style: Style;
  /** The table of rules after the findings of each rubric. */
  readonly hasTable: boolean;
}

/** One format of `encore check`: a file of report/reporters/ exports one, reporters.ts lists them all. */
export interface Reporter {
  /** As in `--format NAME`. */
  readonly name: string;
  readonly report: (results: readonly Checked[], context: ReportContext) => string;
}

/** The order of severities, worst first. */
export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];
