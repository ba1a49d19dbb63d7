/** Which part of the rubric an offset is in. */
import type { Analysis, RuleAnalysis, SourceAnalysis } from "../analysis/analysis.ts";
import type { Located, Range, Rubric, Rule } from "../rubric/rubric.ts";

export function isIn(offset: number, range: Range | undefined): boolean {
  return range !== undefined && offset >= range.start && offset <= range.end;
}

/** Rules are in the order of the document, so the search halves. */
export function ruleAt(rubric: Rubric, offset: number): Rule | undefined {
  let low = 0;
  let high = rubric.rules.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const rule = rubric.rules[middle];
    if (!rule) return undefined;
    if (isIn(offset, rule.range)) return rule;
    if (rule.range.start > offset) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}

/** Undefined for a rule that is retired, or a second one of its id. */
export function analyzed(rule: Rule, { rules }: Analysis): RuleAnalysis | undefined {
  return rules.find((one) => one.rule === rule);
}

export function sourceAt({ sources }: Analysis, offset: number): SourceAnalysis | undefined {
  return sources.find(({ range }) => isIn(offset, range));
}

export interface TagAt {
  readonly tag: Located<string>;
  readonly rule: Rule;
}

export function tagAt(rubric: Rubric, offset: number): TagAt | undefined {
  const rule = ruleAt(rubric, offset);
  const tag = rule?.tags?.value.find(({ range }) => isIn(offset, range));
  return rule && tag ? { rule, tag } : undefined;
}

/** Every use of a tag, in the order of the document. */
export function usesOfTag(rubric: Rubric, name: string): readonly TagAt[] {
  return rubric.rules.flatMap((rule) =>
    (rule.tags?.value ?? []).filter(({ value }) => value === name).map((tag) => ({ rule, tag })),
  );
}
