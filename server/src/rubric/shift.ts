/** What was read of a piece, moved to where the piece stands. */
import type { IgnoreComment } from "./ignores.ts";
import type { Head } from "./read-keys.ts";
import type { Field, Located, Problem, Range, Rule } from "./rubric.ts";

export function shiftRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function shiftField<T>({ key, range, value }: Field<T>, by: number): Field<T> {
  return { key: shiftRange(key, by), range: shiftRange(range, by), value };
}

function shiftLocated<T>({ range, value }: Located<T>, by: number): Located<T> {
  return { range: shiftRange(range, by), value };
}

function shiftAnchors(anchors: ReadonlyMap<string, Field<string>>, by: number): ReadonlyMap<string, Field<string>> {
  return new Map(Array.from(anchors, ([level, meaning]) => [level, shiftField(meaning, by)]));
}

/** Spelt out, as it runs for each rule behind an edit. Offsets of ratings are relative to their field already. */
export function shiftRule(rule: Rule, by: number): Rule {
  const { text, tags, polarity, scale, gate, anchors, ratedAs, weight, wording, ratings, retired } = rule;
  const moved: { -readonly [Key in keyof Rule]: Rule[Key] } = {
    identity: rule.identity,
    style: rule.style,
    range: shiftRange(rule.range, by),
    id: shiftField(rule.id, by),
  };
  if (text) moved.text = shiftField(text, by);
  if (tags) moved.tags = shiftField({ ...tags, value: tags.value.map((tag) => shiftLocated(tag, by)) }, by);
  if (polarity) moved.polarity = shiftField(polarity, by);
  if (scale) moved.scale = shiftField(scale, by);
  if (gate) moved.gate = shiftField(gate, by);
  if (anchors) moved.anchors = shiftField({ ...anchors, value: shiftAnchors(anchors.value, by) }, by);
  if (ratedAs) moved.ratedAs = shiftField(ratedAs, by);
  if (weight) moved.weight = shiftField(weight, by);
  if (wording) moved.wording = shiftField(wording, by);
  if (ratings) moved.ratings = shiftField(ratings, by);
  if (retired) moved.retired = shiftField(retired, by);
  return moved;
}

export function shiftProblem(problem: Problem, by: number): Problem {
  return { ...problem, range: shiftRange(problem.range, by) };
}

export function shiftIgnore(ignore: IgnoreComment, by: number): IgnoreComment {
  return {
    ...ignore,
    range: shiftRange(ignore.range, by),
    check: shiftLocated(ignore.check, by),
    reason: shiftLocated(ignore.reason, by),
  };
}

/** Every range in it; there are few. */
export function shiftHead(head: Head, by: number): Head {
  return shiftAll(head, by) as Head;
}

function shiftAll(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((one) => shiftAll(one, by));
  if (typeof value !== "object" || value === null || value instanceof Map) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isOffset(name, part) ? part + by : shiftAll(part, by)]),
  );
}

function isOffset(name: string, part: unknown): part is number {
  return typeof part === "number" && (name === "start" || name === "end");
}
