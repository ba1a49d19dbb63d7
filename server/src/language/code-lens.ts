/** Over `rules:`: how right the rubric is, or how much was rated and how far raters agree, and how many findings there are. */
import { type Analysis, isPending, type RuleAnalysis } from "../analysis/analysis.ts";
import { accuracyOfRubric } from "../analysis/compare.ts";
import * as show from "../analysis/format.ts";
import { type Summary, summaryOf } from "../analysis/summary.ts";
import type { Finding } from "../lint/finding.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import type { CodeLens, LensCommand } from "./types.ts";

/** `saved` is the Analysis at the last save, for a text with unsaved changes. */
export function codeLenses(analysis: Analysis, findings: readonly Finding[], saved?: Analysis): readonly CodeLens[] {
  const { rulesKey } = analysis.rubric;
  if (!rulesKey) return [];
  const lens = (title: string, command: LensCommand | undefined) => ({ range: rulesKey, title, command });
  const state = sourceState(analysis);
  const summary = summaryOf(analysis);
  const accuracy = accuracyText(summary, saved && accuracyOfRubric(saved));
  return [
    ...(state ? [lens(state.title, state.command)] : []),
    ...(accuracy !== undefined
      ? [lens(accuracy, { kind: "weightings" })]
      : state
        ? []
        : counts(analysis, summary, lens)),
    lens(findingsText(findings), findings.length > 0 ? { kind: "findings" } : undefined),
  ];
}

/** The findings and, where it can be measured, the accuracy: as short as a status bar needs. */
export function summaryText(analysis: Analysis, findings: readonly Finding[]): string {
  const state = sourceState(analysis);
  const { accuracy } = summaryOf(analysis);
  const measured = isDefined(accuracy) ? [`accuracy ${show.percent(accuracy)}`] : [];
  return [...(state ? [state.title] : measured), findingsText(findings)].join(" · ");
}

/** Where rating files are not read (yet): that, in place of numbers that would be wrong. */
function sourceState({
  sources,
}: Analysis): { readonly title: string; readonly command: LensCommand | undefined } | undefined {
  if (sources.some(({ state }) => state === "reading")) return { title: "reading ratings…", command: undefined };
  const failed = sources.filter(({ kind, state }) => kind === "ratings" && state === "failed");
  const withProblem = (code: string) =>
    failed.find(({ problems }) => problems.some(({ problem }) => problem.code === code));
  if (withProblem("untrusted")) return { title: "workspace not trusted: ratings not read", command: { kind: "trust" } };
  const missing = withProblem("missing");
  if (missing) return { title: "rating file missing", command: { kind: "place", offset: missing.range.start } };
  const [other] = failed;
  return other && { title: "ratings not read", command: { kind: "place", offset: other.range.start } };
}

function accuracyText({ accuracy, uniformAccuracy }: Summary, saved: Maybe<number> | undefined): string | undefined {
  if (!isDefined(accuracy)) return isPending(accuracy) ? "accuracy being computed…" : undefined;
  const now = show.percent(accuracy);
  const before = saved !== undefined && isDefined(saved) ? show.percent(saved) : now;
  const uniform = isDefined(uniformAccuracy) ? ` (uniform ${show.percent(uniformAccuracy)})` : "";
  return `accuracy ${before === now ? now : `${before} → ${now}`}${uniform}`;
}

function counts(
  { rubric, rules }: Analysis,
  { ratings, agreement }: Summary,
  lens: (title: string, command: LensCommand | undefined) => CodeLens,
): CodeLens[] {
  const sources = rubric.ratings?.key;
  const least = leastAgreed(rules);
  return [
    lens(show.counted(rules.length, "rule"), { kind: "outline" }),
    lens(
      ratings > 0 ? show.counted(ratings, "rating") : "no ratings yet",
      sources && { kind: "place", offset: sources.start },
    ),
    ...(isDefined(agreement)
      ? [
          lens(
            `agreement ${show.decimal(agreement)}`,
            least && { kind: "place" as const, offset: least.rule.id.range.start },
          ),
        ]
      : []),
  ];
}

/** The rule that raters agree on least: the first to look into. */
function leastAgreed(rules: readonly RuleAnalysis[]): RuleAnalysis | undefined {
  let least: { rule: RuleAnalysis; alpha: number } | undefined;
  for (const rule of rules) {
    const alpha = isDefined(rule.agreement) ? rule.agreement.alpha.interval : rule.agreement;
    if (isDefined(alpha) && alpha.value < (least?.alpha ?? Number.POSITIVE_INFINITY))
      least = { rule, alpha: alpha.value };
  }
  return least?.rule;
}

function findingsText(findings: readonly Finding[]): string {
  return findings.length === 0 ? "no findings" : show.counted(findings.length, "finding");
}
