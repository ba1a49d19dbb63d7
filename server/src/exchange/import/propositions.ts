/**
 * OpenAI's rule-based rewards: propositions with the question that a judge is asked (`simple_propositions`), and
 * labelled completions (`propositions: {name: true}`). Shape: openai/safety-rbr-code-and-data, config and data.
 */
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { conversation, type Fields, fields, list, name, rows, text } from "./values.ts";

export const propositions: Importer = {
  name: "propositions",
  label: "OpenAI rule-based-reward propositions",
  source: "https://github.com/openai/safety-rbr-code-and-data",
  read(contents) {
    const config = fields(fields(contents.yaml)?.simple_propositions);
    if (config) return ofConfig(config, fields(contents.yaml) ?? {});
    const labelled = rows(contents).flatMap((row) => {
      const known = fields(row);
      return known && fields(known.propositions) ? [known] : [];
    });
    return labelled.length > 0 ? ofLabels(labelled) : undefined;
  },
};

function ofConfig(config: Fields, file: Fields): Imported {
  const ids = new RuleIds();
  const rules = Object.entries(config).map(([key, value]): ImportedRule => {
    const words = text(value) ?? text(fields(value)?.prompt) ?? text(fields(value)?.question);
    return { id: ids.of(key), ...(words !== undefined && { text: words }), scale: { levels: [0, 1] } };
  });
  const derived = Object.keys({ ...fields(file.derived_propositions), ...fields(file.completion_classes) });
  const notes =
    derived.length > 0
      ? [`Classes and propositions derived from others are not rules here: ${derived.join(", ")}.`]
      : [];
  return { format: "rule-based-reward propositions", name: "Propositions", rules, ratings: [], responses: [], notes };
}

function ofLabels(rows: readonly Fields[]): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  const ratings: ImportedRating[] = [];
  const responses: ImportedResponse[] = [];
  rows.forEach((row, at) => {
    const item = name(row.id) ?? `row-${at + 1}`;
    for (const [key, value] of Object.entries(fields(row.propositions) ?? {})) {
      if (typeof value !== "boolean") continue;
      const rule = ids.of(key);
      if (!rules.has(rule)) rules.set(rule, { id: rule, scale: { levels: [0, 1] } });
      ratings.push({ item, rule, rater: "gold", rating: value });
    }
    const promptText = conversation(row.prompt);
    const answer =
      conversation(row.completion) ?? conversation(list(row.completion) ? row.completion : [row.completion]);
    responses.push({ item, ...(promptText && { promptText }), ...(answer && { text: answer }) });
  });
  return {
    format: "labelled propositions",
    name: "Propositions",
    rules: [...rules.values()],
    ratings,
    responses,
    notes: [],
  };
}
