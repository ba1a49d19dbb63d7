/**
 * promptfoo results: each judged output is an item, each assertion a rule with its score. Layouts: `results.results[]`
 * (version 2 and 3), `results[]`, and the table's `body[].outputs[]`.
 * Shape: promptfoo/promptfoo, src/types/index.ts (EvaluateResult, GradingResult, EvaluateTable).
 */
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, Importer } from "./imported.ts";
import { assertionOf, idOf, rulesOf } from "./promptfoo-asserts.ts";
import { RuleIds } from "./rule-ids.ts";
import { type Fields, fields, list, name, number, text } from "./values.ts";

export const promptfooResults: Importer = {
  name: "promptfoo-results",
  label: "promptfoo results",
  source: "https://www.promptfoo.dev/docs/configuration/outputs/",
  read({ json }) {
    const file = fields(json);
    const outputs = file && outputsOf(file);
    return outputs && outputs.length > 0 ? imported(outputs, file) : undefined;
  },
};

/** One judged output. */
interface Output {
  readonly test: string;
  readonly provider: string;
  readonly prompt: string;
  readonly promptText: string | undefined;
  readonly output: string | undefined;
  readonly graded: Fields | undefined;
  readonly named: Fields | undefined;
}

function outputsOf(file: Fields): Output[] {
  const summary = fields(file.results);
  const results = list(file.results) ?? list(summary?.results);
  const judged = (results ?? []).flatMap((one, at) => {
    const result = fields(one);
    const isResult = result && (fields(result.gradingResult) || fields(result.namedScores));
    return isResult ? [ofResult(result, at)] : [];
  });
  if (judged.length > 0) return judged;
  const table = fields(summary?.table) ?? fields(file.table);
  return (list(table?.body) ?? []).flatMap((row, test) =>
    (list(fields(row)?.outputs) ?? []).flatMap((one, at) => ofCell(fields(one), fields(row), test, at)),
  );
}

function ofResult(result: Fields, at: number): Output {
  const provider = fields(result.provider);
  const prompt = fields(result.prompt);
  return {
    test: name(result.testIdx) ?? name(fields(result.vars)?.id) ?? String(at),
    provider: text(provider?.label) ?? text(provider?.id) ?? text(result.provider) ?? "",
    prompt: name(result.promptIdx) ?? "",
    promptText: text(prompt?.raw),
    output: outputText(fields(result.response)?.output),
    graded: fields(result.gradingResult),
    named: fields(result.namedScores),
  };
}

function ofCell(cell: Fields | undefined, row: Fields | undefined, test: number, at: number): Output[] {
  if (!cell) return [];
  return [
    {
      test: name(row?.testIdx) ?? String(test),
      provider: text(cell.provider) ?? "",
      prompt: String(at),
      promptText: text(cell.prompt),
      output: outputText(cell.text),
      graded: fields(cell.gradingResult),
      named: fields(cell.namedScores),
    },
  ];
}

function outputText(output: unknown): string | undefined {
  return typeof output === "object" && output !== null ? JSON.stringify(output) : name(output);
}

function imported(outputs: readonly Output[], file: Fields): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  const ratings: ImportedRating[] = [];
  const responses: ImportedResponse[] = [];
  const runs = new Map<string, number>();
  const prompts = new Set(outputs.map(({ prompt }) => prompt));
  const isRepeated = new Set<string>();
  for (const one of outputs) {
    const item = [one.test, one.provider, ...(prompts.size > 1 ? [one.prompt] : [])]
      .filter((part) => part !== "")
      .join("/");
    const run = (runs.get(item) ?? 0) + 1;
    runs.set(item, run);
    if (run > 1) isRepeated.add(item);
    for (const { rule, score } of scoresOf(one, ids, rules))
      ratings.push({ item, rule, rater: `run ${run}`, rating: score });
    if (run > 1) continue;
    responses.push({
      item,
      ...(one.promptText !== undefined && { promptText: one.promptText }),
      ...(one.output !== undefined && { text: one.output }),
      ...(one.provider !== "" && { source: one.provider }),
    });
  }
  const description = text(fields(file.config)?.description);
  const isOnce = isRepeated.size === 0;
  return {
    format: "promptfoo results",
    ...(description !== undefined && { name: description }),
    rules: [...rules.values()],
    ratings: isOnce ? ratings.map(({ rater: _, ...rating }) => rating) : ratings,
    responses,
    notes: isOnce ? [] : ["Repeated runs of a test are taken as raters; each run may have another output."],
  };
}

/** By component where there are any, else by named score; adds the rules that it meets. */
function scoresOf({ graded, named }: Output, ids: RuleIds, rules: Map<string, ImportedRule>) {
  const components = (list(graded?.componentResults) ?? []).flatMap((one) => componentsOf(fields(one)));
  const scores: { rule: string; score: number }[] = [];
  for (const component of components) {
    const assertion = assertionOf(fields(component.assertion) ?? {});
    const score = number(component.score) ?? (component.pass === true ? 1 : component.pass === false ? 0 : undefined);
    if (score === undefined) continue;
    const id = idOf(assertion, ids);
    scores.push({ rule: id, score });
    if (!rules.has(id)) rules.set(id, rulesOf(assertion, ids)[0] ?? { id });
  }
  if (components.length > 0) return scores;
  for (const [metric, value] of Object.entries(named ?? fields(graded?.namedScores) ?? {})) {
    const score = number(value);
    if (score === undefined) continue;
    const id = ids.of(metric);
    scores.push({ rule: id, score });
    if (!rules.has(id)) rules.set(id, { id });
  }
  return scores;
}

/** An assert-set's components are inside its own result. */
function componentsOf(component: Fields | undefined): Fields[] {
  if (!component) return [];
  const inner = (list(component.componentResults) ?? []).flatMap((one) => componentsOf(fields(one)));
  return inner.length > 0 ? inner : fields(component.assertion) ? [component] : [];
}
