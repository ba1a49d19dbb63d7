/** Completion wherever the format allows something: keys, values, ids, tags, columns, files, names of checks. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { checks } from "../lint/registry.ts";
import { quoted } from "../rubric/edit.ts";
import type { Rubric } from "../rubric/rubric.ts";
import { keysAt, valuesAt } from "../rubric/schema-docs.ts";
import { type Context, contextAt } from "./context.ts";
import { sourceAt } from "./places.ts";
import type { CompletionItem } from "./types.ts";

/** `files` are the names in `wantedFolder`, those of folders with a slash behind. */
export function completions(analysis: Analysis, offset: number, files: readonly string[]): readonly CompletionItem[] {
  const context = contextAt(analysis.rubric.text, offset);
  if (!context) return [];
  if (context.kind === "check") return checkNames(context);
  return context.kind === "key" ? keys(context, analysis.rubric.text) : values(context, analysis, offset, files);
}

/** The folder whose files could be meant at an offset, as the rubric writes it; undefined where no path stands. */
export function wantedFolder(rubric: Rubric, offset: number): string | undefined {
  const context = contextAt(rubric.text, offset);
  if (context?.kind !== "value" || context.path.at(-1) !== "file") return undefined;
  return context.typed.slice(0, context.typed.lastIndexOf("/") + 1) || ".";
}

function checkNames(context: Context): CompletionItem[] {
  return checks.map(({ code, summary }) => ({
    label: code,
    kind: "value",
    documentation: summary,
    edit: { range: context.range, text: `${code}: ` },
  }));
}

function keys({ path, siblings, range, indent, isFlow }: Context, text: string): CompletionItem[] {
  const asJson = text[range.start - 1] === '"';
  const hasColon = /^["']?\s*:/.test(text.slice(range.end));
  return keysAt(path)
    .filter(({ key }) => !siblings.includes(key))
    .map(({ key, documentation, snippet = " ", isRequired }) => {
      // A block value cannot stand in a flow mapping, and JSON has quotes of its own.
      const isPlain = hasColon || asJson || (isFlow && snippet.includes("\n"));
      const lines = snippet.replace(/\n/g, `\n${" ".repeat(indent)}`);
      return {
        label: key,
        kind: "key" as const,
        ...(isRequired && { detail: "required" }),
        documentation,
        edit: { range, text: isPlain ? (hasColon || asJson ? key : `${key}: `) : `${key}:${lines}` },
        isSnippet: !isPlain,
        plain: hasColon ? key : `${key}: `,
      };
    });
}

function values(context: Context, analysis: Analysis, offset: number, files: readonly string[]): CompletionItem[] {
  const { path, range, typed } = context;
  const key = path.at(-1) === 0 ? path.at(-2) : path.at(-1);
  const value = (
    text: string,
    kind: CompletionItem["kind"],
    detail?: string,
    documentation?: string,
  ): CompletionItem => ({
    label: text,
    kind,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
    edit: { range, text: quoted(text) },
  });
  const fixed = valuesAt(path).map((one) => value(one.value, "value", undefined, one.documentation));
  if (fixed.length > 0) return fixed;
  if (key === "scale") return scales.map((text) => ({ ...value(text, "value"), edit: { range, text } }));
  if (key === "version") return [value("1", "value")];
  if (key === "tags") return tagsOf(analysis.rubric).map((tag) => value(tag, "value", "tag"));
  if (key === "id" || key === "rated_as")
    return analysis.unnamed.map(({ id, n }) => value(id, "reference", show.counted(n, "rating")));
  if (key === "overall")
    return [...analysis.unnamed.map(({ id }) => id), ...analysis.rules.map(({ id }) => id)].map((id) =>
      value(id, "reference"),
    );
  if (key === "file") {
    const start = range.start + typed.lastIndexOf("/") + 1;
    return files.map((file) => ({ label: file, kind: "file", edit: { range: { start, end: range.end }, text: file } }));
  }
  if (columnKeys.has(String(key))) {
    const columns = sourceAt(analysis, offset)?.columns ?? [];
    return columns.map((column) => value(column, "reference", "column"));
  }
  return [];
}

const columnKeys = new Set([
  "item",
  "rule",
  "rater",
  "rating",
  "chosen",
  "rejected",
  "prompt",
  "by",
  "judges",
  "score",
]);
const scales = ["[1, 2, 3, 4, 5]", "{no: 0, yes: 1}", "{min: 0, max: 1, step: 0.25}", "{min: 0, max: 1, bins: 10}"];

function tagsOf(rubric: Rubric): string[] {
  return [...new Set(rubric.rules.flatMap((rule) => rule.tags?.value.map(({ value }) => value) ?? []))].sort();
}
