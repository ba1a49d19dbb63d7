import type { Range, Rubric } from "./rubric.ts";

/** Where preferences name the rule: the value of each `overall:` that is its id. */
export function preferencesNaming({ preferences }: Rubric, id: string): Range[] {
  return (preferences?.value ?? []).flatMap((source) =>
    source.kind === "overall" && source.overall.value === id ? [source.overall.range] : [],
  );
}
