/** Links from a rubric to the files that it names; a glob names no one file. */
import type { Field, Rubric } from "../rubric/rubric.ts";
import type { DocumentLink } from "./types.ts";

/** `exists` answers for paths as the rubric writes them. */
export function documentLinks(rubric: Rubric, exists: (file: string) => boolean): readonly DocumentLink[] {
  const files: Field<string>[] = [
    ...(rubric.ratings?.value ?? []).flatMap((source) => (source.kind === "file" ? [source.file] : [])),
    ...(rubric.responses?.value ?? []).map((source) => source.file),
    ...(rubric.preferences?.value ?? []).flatMap((source) => (source.kind === "pairs" ? [source.file] : [])),
    ...(rubric.baselines?.value ?? []).map((baseline) => baseline.file),
  ];
  return files
    .filter(({ value }) => !/[*?[{]/.test(value))
    .map(({ range, value }) => ({
      range,
      target: value,
      tooltip: exists(value) ? `Open ${value}` : `Create ${value}`,
    }));
}
