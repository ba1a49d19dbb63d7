/**
 * Assertions of promptfoo, in configurations and in results.
 * Shape: promptfoo/promptfoo, src/types/index.ts (AssertionSchema, AssertionSetSchema).
 */
import type { ImportedRule } from "./imported.ts";
import type { RuleIds } from "./rule-ids.ts";
import { type Fields, fields, list, number, text, texts } from "./values.ts";

/** Assertions that a model judges by a text of the author's. */
const judged = new Set([
  "llm-rubric",
  "g-eval",
  "model-graded-closedqa",
  "agent-rubric",
  "search-rubric",
  "select-best",
]);

export interface Assertion {
  readonly type: string;
  /** The type without `not-`. */
  readonly kind: string;
  readonly isNegated: boolean;
  readonly isJudged: boolean;
  readonly metric: string | undefined;
  readonly weight: number | undefined;
  readonly threshold: number | undefined;
  /** The texts that are judged: one, or a list under `g-eval`. */
  readonly criteria: readonly string[];
  readonly set: string | undefined;
}

/** Flat, sets opened; `templates` are those of `assertionTemplates`, for `$ref`. */
export function assertionsOf(asserts: unknown, templates: Fields = {}, set?: Assertion): readonly Assertion[] {
  return (list(asserts) ?? []).flatMap((one) => {
    const given = fields(one);
    if (!given) return [];
    const reference = text(given.$ref)?.replace("#/assertionTemplates/", "");
    const known = reference === undefined ? given : { ...fields(templates[reference]), ...given };
    const assertion = assertionOf(known, set?.metric);
    return assertion.type === "assert-set" ? assertionsOf(known.assert, templates, assertion) : [assertion];
  });
}

export function assertionOf(given: Fields, set?: string): Assertion {
  const type = text(given.type) ?? "";
  const kind = type.replace(/^not-/, "");
  const criteria = text(given.value) === undefined ? texts(given.value) : [text(given.value) ?? ""];
  return {
    type,
    kind,
    isNegated: kind !== type,
    isJudged: judged.has(kind),
    metric: text(given.metric),
    weight: number(given.weight),
    threshold: number(given.threshold),
    criteria: criteria.map((criterion) => instructionsFor(criterion, given)),
    set,
  };
}

/** Some write a mere name as the value and the criterion into `rubricPrompt`. */
function instructionsFor(criterion: string, given: Fields): string {
  const prompt = given.rubricPrompt;
  if (/\s/.test(criterion) || prompt === undefined) return criterion;
  const messages = list(prompt) ?? listOf(text(prompt));
  const system = messages?.flatMap((one) => text(fields(one)?.content) ?? []).find((content) => /\s/.test(content));
  return system ?? (messages ? undefined : text(prompt)) ?? criterion;
}

function listOf(json: string | undefined): readonly unknown[] | undefined {
  try {
    return json === undefined ? undefined : list(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function keyOf({ metric, type, criteria }: Assertion, criterion = criteria[0]): string {
  return metric !== undefined && criteria.length < 2 ? metric : `${metric ?? ""} ${type} ${criterion ?? ""}`;
}

export function idOf(assertion: Assertion, ids: RuleIds, criterion = assertion.criteria[0]): string {
  const { metric, criteria, kind } = assertion;
  const wanted = metric !== undefined && criteria.length < 2 ? metric : (criterion ?? kind);
  return ids.of(keyOf(assertion, criterion), wanted);
}

/** One rule for each text that is judged. */
export function rulesOf(assertion: Assertion, ids: RuleIds): ImportedRule[] {
  const { criteria, weight, threshold, isNegated, set, metric } = assertion;
  const tags = [set, criteria.length > 1 ? metric : undefined].flatMap((tag) => tag ?? []);
  return criteria.map((criterion) => {
    const anchors = anchorsIn(criterion);
    const levels = [...anchors.keys()];
    return {
      id: idOf(assertion, ids, criterion),
      text: criterion,
      ...(weight !== undefined && { weight }),
      ...(isNegated && { isNegative: true }),
      ...(tags.length > 0 && { tags }),
      ...(levels.length > 1 && { anchors, scale: { levels } }),
      ...(threshold !== undefined && { comments: [`promptfoo passes it at a score of ${threshold} or more.`] }),
    };
  });
}

/** Lines such as "2 = well supported" or "2: well supported", where there are two or more. */
function anchorsIn(criterion: string): Map<number, string> {
  const found = Array.from(
    criterion.matchAll(/^\s*[-*]?\s*(\d+(?:\.\d+)?)\s*[=:]\s*(\S.*)$/gm),
    ([, level, meaning]) => [Number(level), (meaning ?? "").trim()] as const,
  );
  return new Map(found.length > 1 ? found.sort(([a], [b]) => a - b) : []);
}
