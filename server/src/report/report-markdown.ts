/** The report as Markdown for a pull request's comment: the conclusion, a table of rules, the weightings, the findings. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Finding } from "../lint/finding.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { conclusion } from "./conclusion.ts";

export function reportMarkdown(analysis: Analysis, findings: readonly Finding[], file: string): string {
  const title = analysis.rubric.name?.value ?? file;
  const sections = [
    `## ${escaped(title)}`,
    conclusion(analysis).join(" "),
    rulesTable(analysis),
    weightingsTable(analysis),
    findingsList(findings),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function rulesTable({ rules }: Analysis): string {
  const hasPairs = rules.some(({ preference }) => isDefined(preference));
  const hasRaters = rules.some(({ agreement }) => isDefined(agreement));
  const head = [
    "Rule",
    "Verdict",
    "Ratings",
    "Entropy",
    "Weight",
    ...(hasRaters ? ["Agreement"] : []),
    ...(hasPairs ? ["Accuracy"] : []),
  ];
  const row = (rule: RuleAnalysis) => [
    code(rule.id),
    cell(rule.verdict, ({ name }) => name),
    show.count(rule.n),
    cell(rule.entropy, ({ nats }) => show.entropy(nats)),
    rule.isGate ? "gate" : cell(rule.weight, ({ value }) => show.weight(value)),
    ...(hasRaters
      ? [cell(rule.agreement, ({ alpha }) => cell(alpha.interval, (estimate) => show.estimate(estimate)))]
      : []),
    ...(hasPairs
      ? [
          cell(rule.preference, ({ decidedAccuracy }) =>
            cell(decidedAccuracy, ({ value, interval }) =>
              isDefined(interval) ? `${show.percent(value)} ${show.percentInterval(interval)}` : show.percent(value),
            ),
          ),
        ]
      : []),
  ];
  return table(head, rules.map(row));
}

function weightingsTable({ weightings, preferences }: Analysis): string {
  if (!isDefined(preferences)) return "";
  const judged = weightings.filter(({ accuracy }) => isDefined(accuracy));
  const rows = judged.map(({ name, accuracy, differenceToUniform }) => [
    escaped(name),
    cell(accuracy, (value) => show.percent(value)),
    name === "uniform" ? "" : cell(differenceToUniform, (difference) => show.points(difference)),
  ]);
  const measured = `Accuracy on ${show.counted(preferences.pairs, "pair")} of ${show.counted(preferences.prompts, "prompt")}:`;
  return `${measured}\n\n${table(["Weighting", "Accuracy", "Over equal weights (points)"], rows)}`;
}

function findingsList(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, message, check }) => `- **${severity}** ${escaped(message)} (\`${check}\`)`)
    .join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell<T>(value: Maybe<T>, format: (value: T) => string): string {
  return isDefined(value) ? format(value) : "";
}

/** An id in a table: the fence is longer than any run of backticks in it, and a bar does not end the cell. */
function code(id: string): string {
  const longest = Math.max(0, ...Array.from(id.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${id.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|")}${space}${fence}`;
}

/** Markdown and HTML in a rubric's text stay text; `code` marks of messages stay marks. */
function escaped(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .split("`")
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\[\]<>*_~|#!&]/g, "\\$&")))
    .join("`");
}
