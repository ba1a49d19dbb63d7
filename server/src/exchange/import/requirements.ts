/**
 * Lists of requirements with weights, alone or one list for each prompt: `{weight, requirement}` (autorubric, with its
 * options), `{title, description, weight}` (Rubrics as Rewards), `{criterion, weight, axis}` (ResearchRubrics).
 * A negative weight says that meeting the requirement is bad.
 * Shapes: The-LLM-Data-Company/rubric (Criterion), delip/autorubric (CriterionOption), ScaleAI's RaR and ResearchRubrics data sets.
 */
import type { Imported, ImportedRule, ImportedScale, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { type Fields, fields, list, number, objects, rows, text } from "./values.ts";

export const requirements: Importer = {
  name: "requirements",
  label: "list of weighted requirements (autorubric, Rubrics as Rewards, ResearchRubrics)",
  source: "https://github.com/The-LLM-Data-Company/rubric",
  read({ json, lines, yaml }) {
    const file = fields(yaml);
    const named = ["criteria", "rubric", "rubrics", "requirements"].find(
      (key) => requirementsIn(file?.[key]).length > 0,
    );
    const alone = requirementsIn(file ? file[named ?? ""] : (yaml ?? lines));
    if (alone.length > 0) return imported([alone], text(file?.name) ?? text(file?.title));
    const lists = rows({ json, lines })
      .map((row) => listIn(fields(row) ?? {}))
      .filter((found) => found.length > 0);
    return lists.length > 0 ? imported(lists, undefined) : undefined;
  },
};

const wordings = ["requirement", "criterion", "description", "criteria"] as const;

function wordsOf(item: Fields): string | undefined {
  return wordings.map((key) => text(item[key])).find((words) => words !== undefined);
}

/** None unless all entries are requirements with a weight or options. */
function requirementsIn(value: unknown): readonly Fields[] {
  const items = list(value)?.map(fields) ?? [];
  const isOne = (item: Fields | undefined) =>
    item !== undefined &&
    wordsOf(item) !== undefined &&
    (number(item.weight) !== undefined || list(item.options) !== undefined);
  return items.length > 0 && items.every(isOne) ? objects(value) : [];
}

function listIn(row: Fields): readonly Fields[] {
  for (const key of ["rubric", "rubrics", "rubric_list", "criteria"]) {
    const value = typeof row[key] === "string" ? parsed(row[key]) : row[key];
    const found = requirementsIn(value);
    if (found.length > 0) return found;
  }
  return [];
}

/** Tables keep lists as text. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function imported(lists: readonly (readonly Fields[])[], title: string | undefined): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  for (const item of lists.flat()) {
    const rule = ruleOf(item, ids);
    if (!rules.has(rule.id)) rules.set(rule.id, rule);
  }
  return {
    format: "a list of requirements",
    ...(title !== undefined && { name: title }),
    rules: [...rules.values()],
    ratings: [],
    responses: [],
    notes:
      lists.length > 1
        ? [`The file has ${lists.length} prompts, each with requirements of its own; all are rules here.`]
        : [],
  };
}

function ruleOf(item: Fields, ids: RuleIds): ImportedRule {
  const words = wordsOf(item) ?? "";
  const weight = number(item.weight);
  const title = text(item.name) ?? text(item.title) ?? text(item.id);
  const tags = [text(item.axis), text(item.category)].flatMap((tag) => tag ?? []);
  const options = objects(item.options);
  return {
    id: ids.of(`${title ?? ""} ${words}`, title ?? words),
    text: words,
    ...(weight !== undefined && { weight: Math.abs(weight) }),
    ...(weight !== undefined && weight < 0 && { isNegative: true }),
    ...(tags.length > 0 && { tags }),
    ...(options.length > 0 ? ofOptions(options) : {}),
  };
}

/** An option's value is its level; one marked `na` means that the requirement does not apply: no rating. */
function ofOptions(options: readonly Fields[]): Partial<ImportedRule> {
  const rated = options.filter(({ na }) => na !== true);
  const anchors = new Map(
    rated.flatMap((option) => {
      const value = number(option.value);
      const label = text(option.label);
      return value === undefined || label === undefined ? [] : [[value, label] as const];
    }),
  );
  const levels = [...anchors.keys()].sort((a, b) => a - b);
  const scale: ImportedScale | undefined = levels.length > 1 ? { levels } : undefined;
  const missing = options
    .filter(({ na }) => na === true)
    .flatMap((option) => text(option.label) ?? number(option.value) ?? []);
  return { ...(scale && { scale, anchors }), ...(missing.length > 0 && { missing }) };
}
