/**
 * Label Studio exports: JSON (`annotations[].result[]`, one rater an annotation) and JSON-MIN (a flat row an annotation).
 * Shape: HumanSignal/label-studio, docs "Export annotations"; label-studio-sdk, converter tests.
 */
import type { Imported, ImportedRating, ImportedResponse, Importer, RatingValue } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { conversation, type Fields, fields, list, name, number, objects, rating, text, texts } from "./values.ts";

export const labelStudio: Importer = {
  name: "label-studio",
  label: "Label Studio export (JSON, JSON-MIN)",
  source: "https://labelstud.io/guide/export",
  read({ json }) {
    const tasks = objects(json);
    const isFull = tasks.some((task) => fields(task.data) && list(task.annotations));
    const isFlat = tasks.some((task) => task.annotation_id !== undefined && task.annotator !== undefined);
    return isFull ? ofTasks(tasks) : isFlat ? ofRows(tasks) : undefined;
  },
};

function ofTasks(tasks: readonly Fields[]): Imported {
  const reader = new Reader();
  for (const task of tasks) {
    const item = name(task.id) ?? name(task.inner_id) ?? "";
    reader.respond(item, fields(task.data) ?? {});
    for (const one of list(task.annotations) ?? []) {
      const annotation = fields(one);
      if (!annotation || annotation.was_cancelled === true) continue;
      const rater = raterOf(annotation.completed_by) ?? "annotator";
      for (const result of list(annotation.result) ?? []) {
        const known = fields(result);
        if (known)
          reader.add(
            item,
            text(known.from_name) ?? "rating",
            rater,
            answerOf(text(known.type) ?? "", fields(known.value) ?? {}),
          );
      }
    }
  }
  return reader.imported();
}

/** Columns of the export itself; the others are the task's data or answers. */
const own = new Set([
  "id",
  "annotator",
  "annotation_id",
  "created_at",
  "updated_at",
  "lead_time",
  "project",
  "agreement",
]);

/** What tasks usually call the texts that are shown. */
const data = new Set(["text", "response", "completion", "prompt", "instruction", "question", "dialogue", "messages"]);

/** JSON-MIN mixes data and answers; what all rows of a task share, with text in it, is data. */
function ofRows(rows: readonly Fields[]): Imported {
  const reader = new Reader();
  const keys = new Set(rows.flatMap((row) => Object.keys(row)).filter((key) => !own.has(key) && !data.has(key)));
  const answers = [...keys].filter((key) => {
    const values = rows.flatMap((row) => flatValue(row[key]) ?? []);
    return values.length > 0 && new Set(values.map(String)).size <= Math.max(2, Math.min(20, values.length / 2));
  });
  for (const row of rows) {
    const item = name(row.id) ?? "";
    reader.respond(item, row);
    for (const key of answers) reader.add(item, key, raterOf(row.annotator) ?? "annotator", flatValue(row[key]));
  }
  return reader.imported();
}

function flatValue(value: unknown): RatingValue | undefined {
  const [first] = list(value) ?? [];
  const inner = fields(first);
  return rating(value) ?? number(inner?.rating) ?? number(inner?.number) ?? texts(fields(value)?.choices)[0];
}

function raterOf(value: unknown): string | undefined {
  const known = fields(value);
  return name(value) ?? name(known?.email) ?? name(known?.id);
}

function answerOf(type: string, value: Fields): RatingValue | readonly string[] | undefined {
  if (type === "rating") return number(value.rating);
  if (type === "number") return number(value.number);
  if (type === "choices") {
    const chosen = texts(value.choices);
    return chosen.length > 1 ? chosen : chosen[0];
  }
  return undefined;
}

class Reader {
  private readonly ids = new RuleIds();
  private readonly ratings: ImportedRating[] = [];
  private readonly responses = new Map<string, ImportedResponse>();
  private skipped = 0;
  private several = 0;

  add(item: string, question: string, rater: string, value: RatingValue | readonly string[] | undefined): void {
    if (value === undefined) this.skipped += 1;
    else if (typeof value === "object") this.several += 1;
    else this.ratings.push({ item, rule: this.ids.of(question), rater, rating: value });
  }

  respond(item: string, data: Fields): void {
    const answer =
      text(data.response) ??
      text(data.text) ??
      text(data.completion) ??
      conversation(data.dialogue) ??
      conversation(data.messages);
    const promptText = text(data.prompt) ?? text(data.instruction) ?? text(data.question);
    this.responses.set(item, { item, ...(promptText && { promptText }), ...(answer && { text: answer }) });
  }

  imported(): Imported {
    const rules = [...new Set(this.ratings.map(({ rule }) => rule))].map((id) => ({ id }));
    const notes = [
      ...(this.skipped > 0
        ? [`${this.skipped} answers are regions, texts or rankings, not ratings; they are not taken over.`]
        : []),
      ...(this.several > 0 ? [`${this.several} answers choose several labels at once; they are not taken over.`] : []),
    ];
    return {
      format: "a Label Studio export",
      rules,
      ratings: this.ratings,
      responses: [...this.responses.values()],
      notes,
    };
  }
}
