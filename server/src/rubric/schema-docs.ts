/** What the format allows at a place and what it means there, read off the schema. */
import * as z from "zod";
import { rubricSchema } from "./schema.ts";

export interface KeyDoc {
  readonly key: string;
  readonly documentation: string;
  /** What a completion inserts behind the colon: a snippet. */
  readonly snippet: string | undefined;
  readonly isRequired: boolean;
}

export interface ValueDoc {
  readonly value: string;
  readonly documentation: string | undefined;
}

type Path = readonly (string | number)[];

/** Keys that the mapping at a path may have, in the order of the schema; those of every form that it can take. */
export function keysAt(path: Path): readonly KeyDoc[] {
  const keys = new Map<string, KeyDoc>();
  for (const schema of schemasAt(path)) {
    if (!(schema instanceof z.ZodObject)) continue;
    for (const [key, value] of Object.entries(schema.shape)) {
      if (keys.has(key) || !(value instanceof z.ZodType)) continue;
      const { description, snippet } = metaOf(value);
      keys.set(key, { key, documentation: description ?? "", snippet, isRequired: !value.isOptional() });
    }
  }
  return [...keys.values()];
}

/** Words that may stand as the value at a path, and its examples. */
export function valuesAt(path: Path): readonly ValueDoc[] {
  return schemasAt(path).flatMap((schema) => {
    if (!(schema instanceof z.ZodEnum)) return [];
    const described = metaOf(schema).valueDescriptions ?? {};
    return schema.options.map((value) => ({ value: String(value), documentation: described[String(value)] }));
  });
}

/** Markdown; undefined where the format has no such key. */
export function documentationAt(path: Path): string | undefined {
  const key = path.at(-1);
  const holder = path.slice(0, -1);
  if (typeof key !== "string") return undefined;
  const found = keysAt(holder).find((one) => one.key === key);
  return found?.documentation === "" ? undefined : found?.documentation;
}

/** All that the schema allows at a path: a list's entries for a number, every form of a union. */
function schemasAt(path: Path): z.ZodType[] {
  let schemas = expanded(rubricSchema);
  for (const step of path)
    schemas = schemas.flatMap((schema) => {
      if (typeof step === "number") return schema instanceof z.ZodArray ? expanded(schema.element) : [];
      const child: unknown = schema instanceof z.ZodObject ? schema.shape[step] : undefined;
      return child instanceof z.ZodType ? expanded(child) : [];
    });
  return schemas;
}

function expanded(schema: unknown): z.ZodType[] {
  if (schema instanceof z.ZodOptional) return expanded(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(expanded);
  return schema instanceof z.ZodType ? [schema] : [];
}

interface Meta {
  readonly description?: string;
  readonly snippet?: string | undefined;
  readonly valueDescriptions?: Readonly<Record<string, string>>;
}

/** Written on the optional form or on what it wraps. */
function metaOf(schema: z.ZodType): {
  description?: string | undefined;
  snippet: string | undefined;
  valueDescriptions?: Meta["valueDescriptions"] | undefined;
} {
  const outer = (schema.meta() ?? {}) as Meta;
  const unwrapped = schema instanceof z.ZodOptional ? schema.unwrap() : undefined;
  const inner = (unwrapped instanceof z.ZodType ? (unwrapped.meta() ?? {}) : {}) as Meta;
  return {
    description: outer.description ?? inner.description,
    snippet: outer.snippet ?? inner.snippet,
    valueDescriptions: outer.valueDescriptions ?? inner.valueDescriptions,
  };
}
