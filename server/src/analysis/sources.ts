/** What was read of each source, with its problems at the key of the rubric that they are about. */

import type {
  Baseline,
  Field,
  Located,
  OverallSource,
  PreferenceSource,
  Range,
  RatingSource,
} from "../rubric/rubric.ts";
import type { SourceProblem, Tallies } from "../tallies/tallies.ts";
import { PENDING, type SourceAnalysis } from "./analysis.ts";
import type { AnalysisInput, Reading } from "./input.ts";
import { addRepeats } from "./rule-ratings.ts";

const none = { same: 0, conflicting: 0, first: undefined };

/** `preferences`: why there is no pair to judge by, where there is none. */
export function analyzeSources(input: AnalysisInput, preferences: string | undefined): SourceAnalysis[] {
  const { rubric } = input;
  return [
    ...(rubric.ratings?.value ?? []).map((source, at) => ratingSource(source, input.ratings[at])),
    ...(rubric.preferences?.value ?? []).flatMap((source, at) =>
      source.kind === "overall"
        ? overallSource(source, input, preferences)
        : [tableSource("preferences", source, source, source.kind === "pairs" ? input.preferences[at] : notRead)],
    ),
    ...(rubric.baselines?.value ?? []).map((baseline, at) =>
      tableSource("baseline", baseline, undefined, input.baselines[at]),
    ),
  ];
}

function ratingSource(source: RatingSource, reading: Reading<Tallies> | undefined): SourceAnalysis {
  const tallies = reading?.value;
  const rules = tallies?.rules ?? [];
  return {
    kind: "ratings",
    name: source.kind === "file" ? source.file.value : "ClickHouse",
    source,
    range: source.range,
    state: reading?.state ?? "reading",
    problems: located(source, reading?.problems ?? []),
    rows: tallies?.rows ?? 0,
    items: tallies?.items.length ?? 0,
    raters: tallies?.raters ?? 0,
    rules: new Set(rules.map((tally) => tally.rule)).size,
    missing: rules.reduce((total, tally) => total + tally.missing, 0),
    repeats: addRepeats(rules.map((tally) => tally.repeats)),
    files: tallies?.files ?? [],
    columns: tallies?.columns ?? [],
  };
}

/** It reads no file of its own, so it is only listed where it makes no pair, once the ratings are there. */
function overallSource(source: OverallSource, input: AnalysisInput, reason: string | undefined): SourceAnalysis[] {
  if (reason === undefined || reason === PENDING || input.ratings.some(({ state }) => state === "reading")) return [];
  const problem: SourceProblem = { code: "value", field: "file", message: `No preferences come of this: ${reason}.` };
  return [
    {
      ...tableSource("preferences", source, source, { state: "failed", value: undefined, problems: [] }),
      problems: [{ problem, range: source.overall.range }],
    },
  ];
}

interface Table {
  readonly rows: number;
  readonly items: readonly string[];
  readonly files: readonly string[];
  readonly columns: readonly string[];
}

function tableSource(
  kind: "preferences" | "baseline",
  entry: PreferenceSource | Baseline,
  source: PreferenceSource | undefined,
  reading: Reading<Table> | undefined,
): SourceAnalysis {
  const table = reading?.value;
  return {
    kind,
    name: nameOf(entry),
    source,
    range: entry.range,
    state: reading?.state ?? "reading",
    problems: located(entry, reading?.problems ?? []),
    rows: table?.rows ?? 0,
    items: table?.items.length ?? 0,
    raters: 0,
    rules: 0,
    missing: 0,
    repeats: none,
    files: table?.files ?? [],
    columns: table?.columns ?? [],
  };
}

/** Sources that nothing reads yet. */
const notRead: Reading<Table> = {
  state: "failed",
  value: undefined,
  problems: [{ code: "unsupported", field: "file", message: "Preferences of this kind are not read yet." }],
};

function nameOf(entry: PreferenceSource | Baseline): string {
  if ("overall" in entry) return entry.overall.value;
  if ("file" in entry) return entry.file.value;
  return "demonstrations" in entry ? "demonstrations" : "ClickHouse";
}

type Entry = RatingSource | PreferenceSource | Baseline;

function located(entry: Entry, problems: readonly SourceProblem[]): SourceAnalysis["problems"] {
  return problems.map((problem) => ({ problem, range: rangeOf(entry, problem.field) ?? entry.range }));
}

/** A column that the rubric does not name is reported at the file; a list of columns as a whole. */
function rangeOf(entry: Entry, field: SourceProblem["field"]): Range | undefined {
  const named: Partial<Record<SourceProblem["field"], Field<string> | Field<readonly Located<string>[]>>> = {
    ...("file" in entry && { file: entry.file }),
    ...("item" in entry && entry.item && { item: entry.item }),
    ...("rule" in entry && entry.rule && { rule: entry.rule }),
    ...("rater" in entry && entry.rater && { rater: entry.rater }),
    ...("rating" in entry && entry.rating && { rating: entry.rating }),
    ...("prompt" in entry && entry.prompt && { prompt: entry.prompt }),
    ...("chosen" in entry && entry.chosen && { chosen: entry.chosen }),
    ...("rejected" in entry && entry.rejected && { rejected: entry.rejected }),
    ...("by" in entry && entry.by && { by: entry.by }),
    ...("judges" in entry && entry.judges && { judges: entry.judges }),
    ...("score" in entry && entry.score && { score: entry.score }),
  };
  return (named[field] ?? named.file)?.range;
}
