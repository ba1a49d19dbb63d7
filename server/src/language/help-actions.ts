/** Actions that no edit can do, at the findings that they help: they are commands of this package's client. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Finding } from "../lint/finding.ts";
import type { SourceProblem } from "../tallies/tallies.ts";
import type { ClientCommand, CodeAction } from "./types.ts";

export function helpActions(finding: Finding, analysis: Analysis): CodeAction[] {
  const { check, range } = finding;
  const action = (title: string, command: ClientCommand): CodeAction => ({
    title,
    kind: "quickfix",
    edits: [],
    command,
    check,
    findingRange: range,
  });
  const attach = action("Attach Rating File…", { kind: "attach" });
  const explain = action(`Explain \`${check}\``, { kind: "explain", check });
  if (check === "no-ratings") return [attach, action("Make a Rating Sheet…", { kind: "sheet" }), explain];
  if (check !== "rating-source") return [explain];
  const code = problemOf(finding, analysis)?.code;
  if (code === "untrusted") return [action("Manage Workspace Trust", { kind: "trust" }), explain];
  if (code === "missing" || code === "outside") return [action("Browse…", { kind: "browse", range }), explain];
  return [explain];
}

function problemOf({ range, message }: Finding, { sources }: Analysis): SourceProblem | undefined {
  const problems = sources.flatMap((source) => source.problems);
  return problems.find((one) => one.range.start === range.start && message.startsWith(one.problem.message))?.problem;
}
