/** What can be done to a rubric without a finding: each offers its actions at an offset, none that does nothing. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { quoted, reorderRules, setRuleKey } from "../rubric/edit.ts";
import type { InlineRatings, Rule } from "../rubric/rubric.ts";
import { isMissing } from "../rubric/scale.ts";
import { isDefined } from "../statistics/result.ts";
import { extractRatings } from "./extract-ratings.ts";
import { isIn, ruleAt } from "./places.ts";
import type { CodeAction } from "./types.ts";

export type Refactoring = (analysis: Analysis, offset: number) => readonly CodeAction[];

const rewrite = "refactor.rewrite" as const;

/** Weights are written as they are shown in JSON: no digit of them is lost. */
const writeWeight: Refactoring = ({ rubric, rules, options }, offset) => {
  const rule = ruleOnIdLine(rubric, rules, offset);
  if (!rule || !isDefined(rule.weight) || rule.authorWeight === rule.weight.value) return [];
  const edits = setRuleKey(rubric, rule.rule, "weight", String(rule.weight.value));
  const now = rule.authorWeight === undefined ? "" : ` in place of ${show.weight(rule.authorWeight)}`;
  const title = `Write the ${options.weighting} weight ${show.weight(rule.weight.value)} of ${rule.id} into weight:${now}`;
  return [{ title, kind: rewrite, edits }];
};

const writeAllWeights: Refactoring = ({ rubric, rules, options }, offset) => {
  if (!isOnRules({ rubric, offset })) return [];
  const changed = rules.filter((rule) => isDefined(rule.weight) && rule.authorWeight !== rule.weight.value);
  if (changed.length === 0) return [];
  const edits = changed.flatMap((rule) =>
    isDefined(rule.weight) ? setRuleKey(rubric, rule.rule, "weight", String(rule.weight.value)) : [],
  );
  return [
    {
      title: `Write the ${options.weighting} weights of ${show.counted(changed.length, "rule")} into weight:`,
      kind: rewrite,
      edits,
    },
  ];
};

const normalizeWeights: Refactoring = ({ rubric, rules }, offset) => {
  if (!isOnRules({ rubric, offset })) return [];
  const written = rules.flatMap(({ rule }) => (rule.weight ? [{ rule, weight: rule.weight.value }] : []));
  const total = written.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0 || Math.abs(total - 1) < 1e-9) return [];
  const edits = written.flatMap(({ rule, weight }) =>
    setRuleKey(rubric, rule, "weight", String(Number((weight / total).toPrecision(12)))),
  );
  return [{ title: `Make your weights sum to 1 (now ${show.decimal(total)})`, kind: rewrite, edits }];
};

const sortByWeight: Refactoring = ({ rubric, rules }, offset) => {
  if (!isOnRules({ rubric, offset })) return [];
  const weights = new Map(rules.map(({ rule, weight }) => [rule, isDefined(weight) ? weight.value : -1]));
  const order = [...rubric.rules].sort((a, b) => (weights.get(b) ?? -2) - (weights.get(a) ?? -2));
  const edits = reorderRules(rubric, order);
  return edits.length > 0 ? [{ title: "Sort rules by weight, heaviest first", kind: rewrite, edits }] : [];
};

const listToCounts: Refactoring = ({ rubric }, offset) => {
  const rule = ruleOnRatings(rubric, offset);
  const ratings = rule?.ratings?.value;
  if (!rule || ratings?.shape !== "list" || ratings.values.length === 0) return [];
  const edits = setRuleKey(rubric, rule, "ratings", countsText(ratings, isJsonRule(rubric.text, rule)));
  return [{ title: "Write these ratings as counts", kind: rewrite, edits }];
};

/** A list of thousands would be no help. */
const LONGEST_LIST = 500;

const countsToList: Refactoring = ({ rubric }, offset) => {
  const rule = ruleOnRatings(rubric, offset);
  const ratings = rule?.ratings?.value;
  if (!rule || ratings?.shape !== "counts") return [];
  const total = ratings.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0 || total > LONGEST_LIST) return [];
  const asJson = isJsonRule(rubric.text, rule);
  const values = ratings.values.flatMap((value, at) =>
    Array<string>(ratings.counts[at] ?? 0).fill(ratingText(value, asJson)),
  );
  return [
    {
      title: "Write these ratings as a list",
      kind: rewrite,
      edits: setRuleKey(rubric, rule, "ratings", `[${values.join(", ")}]`),
    },
  ];
};

export const refactorings: readonly Refactoring[] = [
  writeWeight,
  writeAllWeights,
  normalizeWeights,
  sortByWeight,
  listToCounts,
  countsToList,
  extractRatings,
];

function isOnRules({ rubric, offset }: { rubric: Analysis["rubric"]; offset: number }): boolean {
  return isIn(offset, rubric.rulesKey);
}

function ruleOnIdLine(
  rubric: Analysis["rubric"],
  rules: readonly RuleAnalysis[],
  offset: number,
): RuleAnalysis | undefined {
  const rule = ruleAt(rubric, offset);
  if (!rule || !(isIn(offset, rule.id.range) || isIn(offset, rule.weight?.range) || isIn(offset, rule.weight?.key)))
    return undefined;
  return rules.find((one) => one.rule === rule);
}

function ruleOnRatings(rubric: Analysis["rubric"], offset: number): Rule | undefined {
  const rule = ruleAt(rubric, offset);
  return rule?.ratings && (isIn(offset, rule.ratings.range) || isIn(offset, rule.ratings.key)) ? rule : undefined;
}

function isJsonRule(text: string, rule: Rule): boolean {
  return text[rule.id.key.start] === '"';
}

function countsText({ values }: InlineRatings, asJson: boolean): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const key = (value: string) => (asJson ? JSON.stringify(value) : ratingText(value, false));
  return `{${[...counts].map(([value, count]) => `${key(value)}: ${count}`).join(", ")}}`;
}

/** Numbers stay numbers in JSON; a missing rating is null. */
function ratingText(value: string, asJson: boolean): string {
  if (isMissing(value)) return "null";
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return value;
  return quoted(value, asJson);
}
