/**
 * Rubrics whose levels are `score1_description`, `score2_description`, ...: Prometheus (with `criteria`, a response and a
 * judge's score) and ragas. Shapes: prometheus-eval/prometheus-eval, BiGGen-Bench/sample_evals.json; vibrantlabsai/ragas,
 * rubrics-based scoring.
 */
import type { Imported, ImportedRating, ImportedResponse, ImportedRule, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { conversation, type Fields, fields, list, name, number, objects, rows, text } from "./values.ts";

const LEVEL = /^score(\d+)_description$/;

export const scoreDescriptions: Importer = {
  name: "score-descriptions",
  label: "Prometheus or ragas rubric (score1_description, ...)",
  source: "https://github.com/prometheus-eval/prometheus-eval",
  read(contents) {
    const alone = fields(contents.yaml);
    const entries = alone && levelsOf(alone).size > 1 ? [alone] : objects(rows(contents));
    const found = entries.flatMap((entry) => {
      const rubric = rubricOf(entry);
      return rubric ? [{ entry, rubric }] : [];
    });
    return found.length > 0 ? imported(found) : undefined;
  },
};

function levelsOf(rubric: Fields): Map<number, string> {
  const levels = Object.entries(rubric).flatMap(([key, value]) => {
    const level = LEVEL.exec(key)?.[1];
    const meaning = text(value);
    return level === undefined || meaning === undefined ? [] : [[Number(level), meaning] as const];
  });
  return new Map(levels.sort(([a], [b]) => a - b));
}

function rubricOf(entry: Fields): Fields | undefined {
  const candidates = [entry, fields(entry.score_rubric), fields(entry.rubrics), fields(entry.rubric)];
  return candidates.find((candidate) => candidate && levelsOf(candidate).size > 1);
}

function imported(found: readonly { entry: Fields; rubric: Fields }[]): Imported {
  const ids = new RuleIds();
  const rules = new Map<string, ImportedRule>();
  const ratings: ImportedRating[] = [];
  const responses: ImportedResponse[] = [];
  const judges = new Set<string>();
  found.forEach(({ entry, rubric }, at) => {
    const anchors = levelsOf(rubric);
    const words = text(rubric.criteria) ?? text(rubric.criterion);
    const id = ids.of(words ?? [...anchors.values()].join(" "), words ?? text(entry.task) ?? "score");
    if (!rules.has(id)) {
      const tags = [text(entry.capability), text(entry.task)].flatMap((tag) => tag ?? []);
      rules.set(id, {
        id,
        ...(words !== undefined && { text: words }),
        anchors,
        scale: { levels: [...anchors.keys()] },
        ...(tags.length > 0 && { tags }),
      });
    }
    const prompt = name(entry.id) ?? String(at + 1);
    const source = text(entry.response_model_name);
    const item = source === undefined ? prompt : `${prompt}/${source}`;
    const given = scoresOf(entry);
    for (const [rater, rating] of given) {
      ratings.push({ item, rule: id, rater, rating });
      if (rater !== "human") judges.add(rater);
    }
    const promptText = conversation(entry.input) ?? text(entry.instruction) ?? text(entry.user_input);
    const answer = text(entry.response);
    if (given.length > 0)
      responses.push({
        item,
        ...(promptText && { promptText }),
        ...(answer && { text: answer }),
        ...(source && { source }),
      });
  });
  return {
    format: "rubrics with score descriptions",
    rules: [...rules.values()],
    ratings,
    responses,
    judges: [...judges],
    notes: ratings.some(({ rule }, at) => ratings.findIndex((other) => other.rule === rule) !== at)
      ? []
      : ratings.length > 0
        ? ["Each criterion was judged on one response only: nothing can be said of how it is rated."]
        : [],
  };
}

/** The score that a judge or a person gave; several scores are several runs. */
function scoresOf(entry: Fields): (readonly [rater: string, rating: number])[] {
  const judge = text(entry.eval_model_name) ?? text(entry.judge) ?? "judge";
  const several = list(entry.score) ?? list(entry.scores);
  const human = number(entry.human_score);
  const byPeople = human === undefined ? [] : [["human", human] as const];
  if (several)
    return [
      ...several.flatMap((one, at) => {
        const score = number(one);
        return score === undefined ? [] : [[`${judge}#${at + 1}`, score] as const];
      }),
      ...byPeople,
    ];
  const score = number(entry.score) ?? number(entry.orig_score);
  return [...(score === undefined ? [] : [[judge, score] as const]), ...byPeople];
}
