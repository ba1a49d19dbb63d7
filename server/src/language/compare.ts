/** What an edit did to the rubric, as a Markdown table: the text on disk against the one in the editor. */
import type { Analysis } from "../analysis/analysis.ts";
import { type Comparison, compare, type RuleChange, type RuleSide } from "../analysis/compare.ts";
import * as show from "../analysis/format.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { escapeMarkdown } from "./ink.ts";

export function comparisonTable(saved: Analysis, edited: Analysis): string {
  const comparison = compare(saved, edited);
  const head = "# Weights: saved and edited\n\n";
  if (comparison.isSame) return `${head}No change.\n`;
  const changed = comparison.rules.filter(({ kind }) => kind !== "same");
  const same = comparison.rules.length - changed.length;
  const rows = changed.map((change) => `| ${cells(change).join(" | ")} |`);
  const table =
    changed.length === 0
      ? []
      : [
          "| Rule | Weight saved | edited | Verdict saved | edited | Accuracy saved | edited |",
          "|---|--:|--:|---|---|---|---|",
          ...rows,
          "",
        ];
  const rest = same > 0 && changed.length > 0 ? [`${show.counted(same, "other rule")} did not change.`, ""] : [];
  return `${head}${[...rubricLines(comparison), "", ...table, ...rest].join("\n")}`;
}

function rubricLines({ before, after }: Comparison): string[] {
  const both = <T>(name: string, was: Maybe<T>, is: Maybe<T>, text: (value: T) => string) => {
    const [one, other] = [show.orReason(was, text), show.orReason(is, text)];
    return `- ${name}: ${one === other ? one : `${one} → ${other}`}`;
  };
  const weighting = ({ options }: Comparison["before"]) =>
    `${options.weighting} at temperature ${show.temperature(options.temperature)}`;
  return [
    both("Accuracy on your preferences", before.accuracy, after.accuracy, (value) => show.percent(value)),
    both("Rules", before.rules, after.rules, (rules) => show.count(rules)),
    both("Effective rules", before.effectiveRules, after.effectiveRules, (rules) => show.decimal(rules, 1)),
    both("Weighting", weighting(before), weighting(after), (name) => name),
  ];
}

function cells({ kind, before, after, isReworded }: RuleChange): string[] {
  const [was, is] = [before?.id, after?.id];
  const name =
    was !== undefined && is !== undefined && was !== is
      ? `${escapeMarkdown(was)} → ${escapeMarkdown(is)}`
      : escapeMarkdown(is ?? was ?? "");
  const note = kind === "changed" ? (isReworded ? " (reworded)" : "") : ` (${kind})`;
  return [
    name + note,
    side(before, weight),
    side(after, weight),
    side(before, ({ verdict }) => show.orReason(verdict, (one) => one)),
    side(after, ({ verdict }) => show.orReason(verdict, (one) => one)),
    side(before, accuracy),
    side(after, accuracy),
  ];
}

function side(rule: RuleSide | undefined, text: (rule: RuleSide) => string): string {
  return rule ? text(rule) : "–";
}

function weight({ isGate, weight: value }: RuleSide): string {
  if (isGate) return "gate";
  return isDefined(value) ? show.weight(value) : "–";
}

function accuracy({ accuracy: estimate }: RuleSide): string {
  if (!isDefined(estimate)) return "–";
  const around = isDefined(estimate.interval) ? ` ${show.percentInterval(estimate.interval)}` : "";
  return show.percent(estimate.value) + around;
}
