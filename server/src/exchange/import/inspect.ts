/**
 * Inspect logs: `.eval` (a zip with a JSON file a sample) and `.json`. A scorer is a rule, an epoch a rater; scorers that
 * Inspect numbered to tell them apart (`grade`, `grade1`) are raters of one rule.
 * Shape: UKGovernmentBEIS/inspect_ai, src/inspect_ai/log/_log.py (EvalSample) and scorer/_metric.py (Score).
 */
import type { Contents } from "./contents.ts";
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, Importer, RatingValue } from "./imported.ts";
import { conversation, type Fields, fields, list, name, objects, rating, text } from "./values.ts";

export const inspect: Importer = {
  name: "inspect",
  label: "Inspect log (.eval or .json)",
  source: "https://inspect.aisi.org.uk/eval-logs.html",
  read(contents) {
    const log = logOf(contents);
    return log && imported(log);
  },
};

interface Log {
  readonly header: Fields;
  readonly samples: readonly Fields[];
}

function logOf({ zip, json }: Contents): Log | undefined {
  if (zip) {
    const header = fields(parse(zip.text("header.json") ?? zip.text("_journal/start.json")));
    if (!fields(header?.eval)?.task || !header) return undefined;
    const names = zip.names.filter((one) => /^samples\/.*\.json$/.test(one)).sort();
    return { header, samples: objects(names.map((one) => parse(zip.text(one)))) };
  }
  const log = fields(json);
  const isLog = log && fields(log.eval)?.task !== undefined && (list(log.samples) || fields(log.plan));
  return isLog ? { header: log, samples: objects(log.samples) } : undefined;
}

function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

interface Named {
  readonly rule: string;
  readonly scorer: string;
  readonly value: RatingValue;
}

/** CORRECT, INCORRECT, PARTIAL; NOANSWER ("N") is no rating. */
const GRADES = new Map([
  ["I", 0],
  ["P", 0.5],
  ["C", 1],
]);

function imported({ header, samples }: Log): Imported {
  const task = text(fields(header.eval)?.task) ?? "inspect";
  const epochs = new Set(samples.map((sample) => sample.epoch));
  const scored = samples.map((sample) => ({ sample, scores: scoresOf(sample) }));
  const scorers = new Set(scored.flatMap(({ scores }) => scores.map(({ scorer }) => scorer)));
  const base = (scorer: string) => {
    const stem = scorer.replace(/\d+$/, "");
    return stem !== scorer && scorers.has(stem) ? stem : scorer;
  };
  const hasTwins = [...scorers].some((scorer) => base(scorer) !== scorer);
  const ratings: ImportedRating[] = [];
  const values = new Map<string, RatingValue[]>();
  for (const { sample, scores } of scored)
    for (const { rule, scorer, value } of scores) {
      const id = rule.replace(scorer, base(scorer));
      const rater = [hasTwins ? scorer : [], epochs.size > 1 ? `epoch ${name(sample.epoch) ?? 1}` : []]
        .flat()
        .join(", ");
      ratings.push({ item: itemOf(sample), rule: id, ...(rater !== "" && { rater }), rating: value });
      values.set(id, [...(values.get(id) ?? []), value]);
    }
  const rules = Array.from(values, ([id, given]) => ruleOf(id, given, header));
  return {
    format: "an Inspect log",
    name: task,
    rules,
    ratings,
    responses: responsesOf(samples),
    notes: notesOf(samples, epochs.size),
  };
}

function scoresOf(sample: Fields): Named[] {
  return Object.entries(fields(sample.scores) ?? {}).flatMap(([scorer, score]): Named[] => {
    const value = fields(score)?.value;
    const several = fields(value) ?? list(value);
    if (!several) {
      const one = rating(value);
      return one === undefined ? [] : [{ rule: scorer, scorer, value: one }];
    }
    return Object.entries(several).flatMap(([key, given]): Named[] => {
      const one = rating(given);
      return one === undefined ? [] : [{ rule: `${scorer}/${key}`, scorer, value: one }];
    });
  });
}

function ruleOf(id: string, values: readonly RatingValue[], header: Fields): ImportedRule {
  const isGraded = values.every((value) => GRADES.has(String(value)) || value === "N");
  const scorers = objects(fields(header.eval)?.scorers);
  const options = fields(scorers.find((scorer) => scorer.name === id.split("/")[0])?.options);
  const instructions = text(options?.instructions) ?? text(options?.template);
  const hasPartial = values.includes("P");
  return {
    id,
    ...(instructions !== undefined && { text: instructions }),
    ...(isGraded && {
      scale: { words: new Map([...GRADES].filter(([word]) => word !== "P" || hasPartial)) },
      ...(values.includes("N") && { missing: ["N"] }),
    }),
  };
}

function itemOf(sample: Fields): string {
  return name(sample.id) ?? name(sample.uuid) ?? "";
}

/** One for each sample: of several epochs the first. */
function responsesOf(samples: readonly Fields[]): ImportedResponse[] {
  const seen = new Map<string, ImportedResponse>();
  for (const sample of samples) {
    const item = itemOf(sample);
    if (seen.has(item)) continue;
    const promptText = conversation(sample.input);
    const answer = answerOf(sample);
    const source = text(fields(sample.output)?.model);
    seen.set(item, {
      item,
      ...(promptText !== undefined && { promptText }),
      ...(answer !== undefined && { text: answer }),
      ...(source !== undefined && { source }),
    });
  }
  return [...seen.values()];
}

function answerOf({ output }: Fields): string | undefined {
  const known = fields(output);
  const [choice] = list(known?.choices) ?? [];
  return text(known?.completion) ?? conversation([fields(choice)?.message ?? {}])?.replace(/^assistant: /, "");
}

function notesOf(samples: readonly Fields[], epochs: number): string[] {
  const notes: string[] = [];
  const failed = samples.filter((sample) => sample.error).length;
  if (failed > 0) notes.push(`${failed} of ${samples.length} samples ended in an error; they have no scores.`);
  if (epochs < 2) return notes;
  const answers = new Map<string, Set<string>>();
  for (const sample of samples) {
    const known = answers.get(itemOf(sample)) ?? new Set();
    answers.set(itemOf(sample), known.add(answerOf(sample) ?? ""));
  }
  if ([...answers.values()].some((known) => known.size > 1))
    notes.push(
      "Epochs are taken as raters, but the model gave a new answer in each: disagreement between them is the model's variation as well as the scorer's.",
    );
  return notes;
}
