/** The outline: sources, preferences and rules, each rule with its weight and verdict. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Field, Range, Rule } from "../rubric/rubric.ts";
import { isDefined } from "../statistics/result.ts";
import type { DocumentSymbol } from "./types.ts";

export function documentSymbols(analysis: Analysis): readonly DocumentSymbol[] {
  const { rubric, sources } = analysis;
  const section = (name: string, field: Field<unknown> | undefined, kind: string): DocumentSymbol[] => {
    if (!field) return [];
    const children = sources
      .filter((source) => source.kind === kind)
      .map(({ name: file, range, rows }): DocumentSymbol => {
        const detail = rows > 0 ? show.counted(rows, "row") : "";
        return { name: file, detail, kind: "source", range, selectionRange: range, children: [] };
      });
    return [{ name, detail: "", kind: "section", range: whole(field), selectionRange: field.key, children }];
  };
  const ofRules = new Map(analysis.rules.map((rule) => [rule.rule, rule]));
  const rules = rubric.rules.map((rule) => ruleSymbol(rule, ofRules.get(rule)));
  const all: DocumentSymbol[] = [
    ...section("ratings", rubric.ratings, "ratings"),
    ...section("preferences", rubric.preferences, "preferences"),
    ...section("baselines", rubric.baselines, "baseline"),
  ];
  if (rubric.rulesKey) {
    const end = rules.at(-1)?.range.end ?? rubric.rulesKey.end;
    const range = { start: rubric.rulesKey.start, end: Math.max(end, rubric.rulesKey.end) };
    all.push({
      name: "rules",
      detail: show.count(rules.length),
      kind: "section",
      range,
      selectionRange: rubric.rulesKey,
      children: rules,
    });
  }
  return all.sort((a, b) => a.range.start - b.range.start);
}

export function whole({ key, range }: Field<unknown>): Range {
  return { start: key.start, end: Math.max(key.end, range.end) };
}

function ruleSymbol(rule: Rule, analysis: RuleAnalysis | undefined): DocumentSymbol {
  return {
    name: rule.id.value === "" ? '""' : rule.id.value,
    detail: analysis ? ruleDetail(analysis) : rule.retired ? "retired" : "excluded: its id is used above",
    kind: "rule",
    range: rule.range,
    selectionRange: rule.id.range,
    children: [],
  };
}

function ruleDetail({ weight, verdict, isGate, n }: RuleAnalysis): string {
  if (n === 0) return "no ratings yet";
  const parts = [
    ...(isGate ? ["gate"] : isDefined(weight) ? [`w ${show.weight(weight.value)}`] : []),
    ...(isDefined(verdict) ? [verdict.name] : []),
  ];
  return parts.join(" · ");
}
