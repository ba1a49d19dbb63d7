/** Reading of values whose shape is not known: each function gives undefined where the value is of another kind. */
import type { RatingValue } from "./imported.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** The entries of a list that have keys. */
export function objects(value: unknown): Fields[] {
  return (list(value) ?? []).map(fields).filter((one) => one !== undefined);
}

/** A text that says something, trimmed. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function rating(value: unknown): RatingValue | undefined {
  return typeof value === "boolean" ? value : (number(value) ?? text(value));
}

/** A text or a number as a name. */
export function name(value: unknown): string | undefined {
  return text(value) ?? (number(value) === undefined ? undefined : String(value));
}

export function texts(value: unknown): readonly string[] {
  return (list(value) ?? []).flatMap((one) => text(one) ?? []);
}

/** Rows of a file: a JSON list, JSON Lines, or the values of an object whose values all have keys. */
export function rows({ json, lines }: { json: unknown; lines: readonly unknown[] | undefined }): readonly unknown[] {
  const found = list(json);
  if (found) return found;
  const named = fields(json);
  if (named && Object.values(named).every((value) => fields(value))) return Object.values(named);
  return lines ?? (named ? [named] : []);
}

/** A conversation as one text; a text as it is. */
export function conversation(value: unknown): string | undefined {
  if (typeof value === "string") return text(value);
  const turns = list(value)?.flatMap((turn) => {
    const role = text(fields(turn)?.role);
    const said = messageText(fields(turn)?.content);
    return said === undefined ? [] : [role ? `${role}: ${said}` : said];
  });
  return turns && turns.length > 0 ? turns.join("\n\n") : undefined;
}

function messageText(content: unknown): string | undefined {
  const parts = list(content)?.flatMap((part) => text(fields(part)?.text) ?? []);
  return parts ? text(parts.join("\n")) : text(content);
}
