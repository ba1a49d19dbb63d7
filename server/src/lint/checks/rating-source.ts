import type { SourceAnalysis } from "../../analysis/analysis.ts";
import { quoted } from "../../rubric/edit.ts";
import type { Field, Located, Range, Rubric } from "../../rubric/rubric.ts";
import type { SourceProblem } from "../../tallies/tallies.ts";
import type { Check } from "../check.ts";
import type { Fix, Severity } from "../finding.ts";
import { code } from "../message.ts";

/** What the author cannot change, or costs only some rows, is less severe than a missing file. */
const quieter: Partial<Record<SourceProblem["code"], Severity>> = {
  untrusted: "information",
  unsupported: "warning",
  value: "warning",
};

interface Unread {
  readonly source: SourceAnalysis;
  readonly problem: SourceProblem;
  readonly range: Range;
}

/** The reader words the messages: it alone knows what it found. */
export const ratingSource: Check<Unread> = {
  code: "rating-source",
  summary: "A rating, preference or baseline file cannot be read as the rubric says.",
  severity: "error",
  messages: {},
  find: ({ sources }) =>
    sources.flatMap((source) => source.problems.map(({ problem, range }) => ({ source, problem, range }))),
  finding({ problem, range }) {
    const severity = quieter[problem.code];
    return { range, message: problem.message, ...(severity && { severity }) };
  },
  fixes: ({ source, problem }, { rubric }) => replace(source, problem, rubric),
};

/** The similar names that the reader found replace what the rubric writes there. */
function replace(
  analyzed: SourceAnalysis,
  { field, replacements = [] }: SourceProblem,
  { style, baselines }: Rubric,
): Fix[] {
  const { range } = analyzed;
  const entry = analyzed.source ?? baselines?.value.find((baseline) => baseline.range.start === range.start);
  const named: Field<unknown> | undefined = entry && Reflect.get(entry, field);
  const place = named && soleRange(named);
  if (!place) return [];
  return replacements.map((name) => ({
    title: `Change to ${code(name)}`,
    kind: "quickfix",
    edits: [{ range: place, text: quoted(name, style !== "block") }],
  }));
}

/** In a list of several columns it is not known here which one is missing. */
function soleRange({ range, value }: Field<unknown>): Range | undefined {
  if (!Array.isArray(value)) return range;
  const columns: readonly Located<string>[] = value;
  return columns.length === 1 ? columns[0]?.range : undefined;
}
