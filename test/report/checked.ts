/** A rubric as the command line checks it, from a text alone. */
import { checkText } from "../../server/src/cli/check-file.ts";
import type { Checked, ReportContext, Results } from "../../server/src/report/reporters/reporter.ts";
import { reporters } from "../../server/src/report/reporters/reporters.ts";
import { terminalStyle } from "../../server/src/report/terminal.ts";

export function checkedText(text: string, file = "a.rubric.yaml"): Promise<Checked> {
  return checkText(file, text, { allow: [] });
}

const plain: ReportContext = {
  style: terminalStyle(false),
  width: Number.POSITIVE_INFINITY,
  hasTable: false,
  isQuiet: false,
  version: "1.2.3",
  fails: ({ severity }) => severity === "error" || severity === "warning",
};

export function reported(format: string, results: Partial<Results>, context: Partial<ReportContext> = {}): string {
  const reporter = reporters.find(({ name }) => name === format);
  if (!reporter) throw new Error(`no reporter ${format}`);
  return reporter.report({ checked: [], unread: [], ...results }, { ...plain, ...context });
}
