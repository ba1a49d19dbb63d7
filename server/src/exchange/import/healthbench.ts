/**
 * HealthBench: examples with `rubrics[{criterion, points, tags}]` (negative points: a high rating is bad), graded ones
 * with `criteria_met`, and the meta-evaluation, whose `binary_labels` are physicians' votes.
 * Shape: openai/simple-evals, healthbench_eval.py and healthbench_meta_eval.py.
 */
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { conversation, type Fields, fields, list, name, number, objects, rows, text, texts } from "./values.ts";

export const healthBench: Importer = {
  name: "healthbench",
  label: "HealthBench examples or meta-evaluation",
  source: "https://github.com/openai/simple-evals",
  read(contents) {
    const examples = objects(rows(contents));
    if (examples.some(({ binary_labels }) => list(binary_labels))) return ofVotes(examples);
    const judged = examples.map(unwrapped).filter((example) => criteriaOf(example).length > 0);
    return judged.length > 0 ? ofExamples(judged) : undefined;
  },
};

/** Result files keep the graded rubric a level down. */
function unwrapped(example: Fields): Fields {
  return list(example.rubrics) || list(example.rubric_items) ? example : { ...example, ...fields(example.metadata) };
}

function criteriaOf(example: Fields): Fields[] {
  return (list(example.rubrics) ?? list(example.rubric_items) ?? []).flatMap((one) => {
    const item = fields(one);
    return item && text(item.criterion) !== undefined && number(item.points) !== undefined ? [item] : [];
  });
}

function ofExamples(examples: readonly Fields[]): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  const ratings: ImportedRating[] = [];
  const responses: ImportedResponse[] = [];
  examples.forEach((example, at) => {
    const prompt = name(example.prompt_id) ?? String(at);
    const item = itemOf(example, prompt);
    for (const criterion of criteriaOf(example)) {
      const points = number(criterion.points) ?? 0;
      const words = text(criterion.criterion) ?? "";
      const id = ids.of(`${points < 0} ${words}`, words);
      const tags = texts(criterion.tags);
      if (!rules.has(id))
        rules.set(id, {
          id,
          text: words,
          weight: Math.abs(points),
          ...(points < 0 && { isNegative: true }),
          ...(tags.length > 0 && { tags }),
          scale: { levels: [0, 1] },
        });
      const met = criterion.criteria_met;
      if (typeof met === "boolean") ratings.push({ item, rule: id, rater: "judge", rating: met });
    }
    responses.push(response(item, example));
  });
  const isGraded = ratings.length > 0;
  return {
    format: "HealthBench examples",
    name: "HealthBench",
    rules: [...rules.values()],
    ratings,
    responses: isGraded ? responses : [],
    ...(isGraded && { judges: ["judge"] }),
    notes: isGraded ? [] : ["The examples hold criteria only: no response has been graded in this file."],
  };
}

/** Each row is one criterion of one completion, with a vote a physician. */
function ofVotes(rows: readonly Fields[]): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  const ratings: ImportedRating[] = [];
  const responses = new Map<string, ImportedResponse>();
  let hasSlots = false;
  rows.forEach((row, at) => {
    const words = text(row.rubric) ?? "";
    const prompt = name(row.prompt_id) ?? String(at);
    const item = itemOf(row, prompt);
    const id = ids.of(words, words);
    const category = text(row.category);
    if (!rules.has(id))
      rules.set(id, {
        id,
        text: words,
        ...(category !== undefined && { tags: [category] }),
        scale: { levels: [0, 1] },
      });
    const physicians = list(row.anonymized_physician_ids);
    (list(row.binary_labels) ?? []).forEach((vote, v) => {
      if (typeof vote !== "boolean") return;
      const rater = name(physicians?.[v]);
      hasSlots ||= rater === undefined;
      ratings.push({ item, rule: id, rater: rater ?? `physician ${v + 1}`, rating: vote });
    });
    responses.set(item, response(item, row));
  });
  return {
    format: "the HealthBench meta-evaluation",
    name: "HealthBench meta-evaluation",
    rules: [...rules.values()],
    ratings,
    responses: [...responses.values()],
    hasAnonymousRaters: hasSlots,
    notes: [],
  };
}

function response(item: string, row: Fields): ImportedResponse {
  const promptText = conversation(row.prompt);
  const answer = conversation(row.completion) ?? conversation(row.response);
  return { item, ...(promptText && { promptText }), ...(answer && { text: answer }) };
}

function itemOf({ completion_id }: Fields, prompt: string): string {
  const completion = name(completion_id);
  return completion === undefined ? prompt : `${prompt}/${completion}`;
}
