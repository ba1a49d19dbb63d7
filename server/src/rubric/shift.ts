/** What was read of a piece, moved to where the piece stands. */
import type { Head } from "./read-head.ts";
import type { Ignore, Problem, Range, Rule } from "./rubric.ts";

export function shiftRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** A rule's fields and their lists hold ranges at known places; its ratings' offsets are relative already. */
export function shiftRule(rule: Rule, by: number): Rule {
  const moved: Record<string, unknown> = { range: shiftRange(rule.range, by), identity: rule.identity };
  for (const [name, field] of Object.entries(rule)) {
    if (name === "range" || name === "identity") continue;
    moved[name] = name === "tags" ? shiftDeep(field, by) : { ...field, key: shiftRange(field.key, by), range: shiftRange(field.range, by) };
  }
  return moved as unknown as Rule;
}

export function shiftProblem(problem: Problem, by: number): Problem {
  return { ...problem, range: shiftRange(problem.range, by) };
}

export function shiftIgnore(ignore: Ignore, by: number): Ignore {
  return shiftDeep(ignore, by);
}

export function shiftHead(head: Head, by: number): Head {
  return shiftDeep(head, by);
}

/** Every {start, end} in a value, moved. */
function shiftDeep<T>(value: T, by: number): T {
  return deep(value) as T;

  function deep(one: unknown): unknown {
    if (Array.isArray(one)) return one.map(deep);
    if (typeof one !== "object" || one === null || one instanceof Map) return one;
    if ("start" in one && "end" in one) return shiftRange(one as Range, by);
    return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, deep(part)]));
  }
}
