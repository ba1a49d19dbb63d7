/**
 * JUDGE-BENCH: `annotations` describe the questions, `instances` hold people's answers. Answers of one instance are in
 * slots, not by person. Shape: dmg-illc/JUDGE-BENCH, data/example.json and data/schema.
 */
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, ImportedScale, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { conversation, type Fields, fields, list, name, number, objects, rating, text, texts } from "./values.ts";

export const judgeBench: Importer = {
  name: "judge-bench",
  label: "JUDGE-BENCH data set",
  source: "https://github.com/dmg-illc/JUDGE-BENCH",
  read({ json }) {
    const file = fields(json);
    const questions = objects(file?.annotations);
    const instances = objects(file?.instances);
    if (!file || !list(file?.instances) || !questions.some(({ metric }) => text(metric))) return undefined;
    return imported(file, questions, instances);
  },
};

function imported(file: Fields, questions: readonly Fields[], instances: readonly Fields[]): Imported {
  const ids = new RuleIds();
  const ratings: ImportedRating[] = [];
  const responses: ImportedResponse[] = [];
  let isMeanOnly = 0;
  instances.forEach((instance, at) => {
    const item = name(instance.id) ?? String(at + 1);
    for (const [metric, answers] of Object.entries(fields(instance.annotations) ?? {})) {
      const scores = fields(answers)?.individual_human_scores;
      const given = fields(scores)
        ? Object.entries(fields(scores) ?? {})
        : list(scores)?.map((score, s) => [`slot ${s + 1}`, score] as const);
      if (!given) isMeanOnly += 1;
      for (const [rater, score] of given ?? []) {
        const value = rating(score);
        if (value !== undefined) ratings.push({ item, rule: ids.of(metric), rater, rating: value });
      }
    }
    responses.push(responseOf(item, instance.instance));
  });
  const dataset = text(file.dataset);
  const notes = isMeanOnly > 0 ? [`${isMeanOnly} answers give a mean or a majority only; they are no ratings.`] : [];
  return {
    format: "a JUDGE-BENCH data set",
    ...(dataset !== undefined && { name: dataset }),
    rules: questions.flatMap((question) => ruleOf(question, ids)),
    ratings,
    responses,
    hasAnonymousRaters: true,
    notes: [...notes, ...orderNotes(questions)],
  };
}

function ruleOf(question: Fields, ids: RuleIds): ImportedRule[] {
  const metric = text(question.metric);
  if (metric === undefined) return [];
  const words = text(question.prompt)
    ?.replace(/\s*\{\{.*?\}\}\s*/g, " ")
    .trim();
  const { scale, missing } = scaleOf(question);
  const isNegative = (number(question.worst) ?? 0) > (number(question.best) ?? 0);
  return [
    {
      id: ids.of(metric),
      ...(words && { text: words }),
      ...(isNegative && { isNegative }),
      ...(scale && { scale }),
      ...(missing.length > 0 && { missing }),
    },
  ];
}

const UNDECIDED = /^(unsure|not sure|don'?t know|cannot say|can't say|n\/?a|skip|other)$/i;

function labelsOf({ labels_list }: Fields): { words: readonly string[]; missing: readonly string[] } {
  const labels = (list(labels_list) ?? []).flatMap((label) => name(label) ?? []);
  return {
    words: labels.filter((label) => !UNDECIDED.test(label)),
    missing: labels.filter((label) => UNDECIDED.test(label)),
  };
}

function scaleOf(question: Fields): { scale: ImportedScale | undefined; missing: readonly string[] } {
  const worst = number(question.worst);
  const best = number(question.best);
  if (worst !== undefined && best !== undefined) {
    const [low, high] = worst < best ? [worst, best] : [best, worst];
    const isWhole = Number.isInteger(low) && Number.isInteger(high) && high - low <= 20;
    const levels = Array.from({ length: high - low + 1 }, (_, at) => low + at);
    return { scale: isWhole ? { levels } : { min: low, max: high }, missing: [] };
  }
  const { words, missing } = labelsOf(question);
  const inOrder = isYesNo(words) ? [...words].sort((a, b) => Number(isYes(a)) - Number(isYes(b))) : words;
  const scale = inOrder.length > 1 ? { words: new Map(inOrder.map((word, at) => [word, at])) } : undefined;
  return { scale, missing };
}

const isYes = (word: string) => /^(yes|true)$/i.test(word);
const isYesNo = (words: readonly string[]) =>
  words.length === 2 && words.every((word) => /^(yes|no|true|false)$/i.test(word));

function orderNotes(questions: readonly Fields[]): string[] {
  return questions.flatMap((question) => {
    const { words, missing } = labelsOf(question);
    const metric = text(question.metric) ?? "";
    return [
      ...(words.length > 2 || (words.length === 2 && !isYesNo(words))
        ? [
            `\`${metric}\`: the labels ${words.join(", ")} are numbered in this order; check that it is from low to high.`,
          ]
        : []),
      ...(missing.length > 0 ? [`\`${metric}\`: ${texts(missing).join(", ")} is taken as no rating.`] : []),
    ];
  });
}

function responseOf(item: string, instance: unknown): ImportedResponse {
  const known = fields(instance);
  const answer =
    text(instance) ??
    text(known?.response) ??
    conversation(known?.response) ??
    (known ? JSON.stringify(known) : undefined);
  const promptText = text(known?.user_prompt) ?? conversation(known?.prompt) ?? conversation(known?.context);
  return { item, ...(promptText && { promptText }), ...(answer && { text: answer }) };
}
