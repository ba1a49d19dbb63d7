/** promptfoo configurations: the assertions of `defaultTest` and of every test, as rules. */
import type { Imported, ImportedRule, Importer } from "./imported.ts";
import { type Assertion, assertionsOf, rulesOf } from "./promptfoo-asserts.ts";
import { RuleIds } from "./rule-ids.ts";
import { type Fields, fields, list, text } from "./values.ts";

export const promptfooConfig: Importer = {
  name: "promptfoo-config",
  label: "promptfoo configuration",
  source: "https://www.promptfoo.dev/docs/configuration/reference/",
  read({ yaml }) {
    const config = fields(yaml);
    if (!config || fields(config.results) || list(config.results)) return undefined;
    const isConfig = ["defaultTest", "tests", "assertionTemplates", "scenarios"].some(
      (key) => config[key] !== undefined,
    );
    const names = ["prompts", "providers", "targets", "defaultTest"];
    return isConfig && names.some((key) => config[key] !== undefined) ? imported(config) : undefined;
  },
};

function imported(config: Fields): Imported {
  const templates = fields(config.assertionTemplates) ?? {};
  const tests = [config.defaultTest, ...(list(config.tests) ?? []), ...scenarioTests(config)];
  const assertions = tests.flatMap((test) => assertionsOf(fields(test)?.assert, templates));
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  for (const assertion of assertions.filter(({ isJudged }) => isJudged))
    for (const rule of rulesOf(assertion, ids)) if (!rules.has(rule.id)) rules.set(rule.id, rule);
  const description = text(config.description);
  return {
    format: "a promptfoo configuration",
    ...(description !== undefined && { name: description }),
    rules: [...rules.values()],
    ratings: [],
    responses: [],
    notes: [...codeNotes(assertions), ...fileNotes(config)],
  };
}

function scenarioTests(config: Fields): readonly unknown[] {
  return (list(config.scenarios) ?? []).flatMap((scenario) => [
    ...(list(fields(scenario)?.config) ?? []),
    ...(list(fields(scenario)?.tests) ?? []),
  ]);
}

/** What promptfoo's own code decides is not rated by anybody. */
function codeNotes(assertions: readonly Assertion[]): string[] {
  const names = new Set(
    assertions.filter(({ isJudged }) => !isJudged).map(({ metric, type }) => (metric ? `${metric} (${type})` : type)),
  );
  if (names.size === 0) return [];
  const shown = [...names].slice(0, 8).join(", ");
  return [`Assertions that code decides, not a judge, are not rules here: ${shown}${names.size > 8 ? ", ..." : ""}.`];
}

function fileNotes({ tests }: Fields): string[] {
  const file = text(tests);
  return file ? [`Tests are read by promptfoo from ${file}; assertions in that file are not read here.`] : [];
}
