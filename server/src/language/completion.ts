/** Completion wherever the format allows something: keys, values, ids, tags, columns, files, names of checks, snippets. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { checks } from "../lint/registry.ts";
import { quoted } from "../rubric/edit.ts";
import type { Range, Rubric } from "../rubric/rubric.ts";
import { keysAt, valuesAt } from "../rubric/schema-docs.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { sourceAt } from "./places.ts";
import { expanded, type Snippet, snippets } from "./snippets.ts";
import type { CompletionItem } from "./types.ts";

/** `files` are the names in `wantedFolder`; those of folders end in a slash. */
export function completions(analysis: Analysis, offset: number, files: readonly string[]): readonly CompletionItem[] {
  const { text } = analysis.rubric;
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  if (cursor.kind === "check") return checkNames(cursor);
  if (cursor.kind === "value") return values(cursor, analysis, offset, files);
  const keys = cursor.kind === "key" ? keyItems(cursor, text) : [];
  return [...keys, ...snippets.flatMap((snippet) => snippetItem(snippet, cursor, text))];
}

/** The folder whose files could be meant at an offset, as the rubric writes it; undefined where no path is written. */
export function wantedFolder(rubric: Rubric, offset: number): string | undefined {
  const cursor = cursorAt(rubric.text, offset);
  if (cursor?.kind !== "value" || cursor.path.at(-1) !== "file") return undefined;
  return cursor.typed.slice(0, cursor.typed.lastIndexOf("/") + 1) || ".";
}

function checkNames({ range }: Cursor): CompletionItem[] {
  return checks.map(({ code, summary }) => ({
    label: code,
    kind: "value",
    documentation: summary,
    edit: { range, text: `${code}: ` },
  }));
}

function keyItems({ path, siblings, range, indent, isFlow, quote }: Cursor, text: string): CompletionItem[] {
  const hasColon = /^["']?\s*:/.test(text.slice(range.end, range.end + 100));
  return keysAt(path)
    .filter(({ key }) => !siblings.includes(key))
    .map(({ key, documentation, snippet = " ", isRequired }) => {
      // A block value cannot be in a flow mapping, and JSON has quotes of its own.
      const isPlain = hasColon || quote !== "" || (isFlow && snippet.includes("\n"));
      return {
        label: key,
        kind: "key" as const,
        ...(isRequired && { detail: "required" }),
        documentation,
        edit: {
          range,
          text: isPlain ? (hasColon || quote !== "" ? key : `${key}: `) : indented(`${key}:${snippet}`, indent),
        },
        isSnippet: !isPlain,
        plain: hasColon ? key : `${key}: `,
      };
    });
}

/** Snippets are whole lines, so they need a line of their own. */
function snippetItem(snippet: Snippet, cursor: Cursor, text: string): CompletionItem[] {
  const lines = cursor.isAlone && !cursor.isFlow ? linesAt(snippet, cursor, text) : undefined;
  if (!lines) return [];
  const whole = indented(lines.join("\n"), cursor.indent);
  return [
    {
      label: snippet.label,
      kind: "snippet",
      documentation: snippet.description,
      edit: { range: cursor.range, text: whole },
      isSnippet: true,
      plain: expanded(whole),
    },
  ];
}

/** The snippet's lines as they begin here; undefined where it cannot. */
function linesAt({ at, body }: Snippet, cursor: Cursor, text: string): readonly string[] | undefined {
  const { kind, path, siblings, typed, range } = cursor;
  if (at.kind === "comment") {
    if (kind === "comment") return "encore-ignore".startsWith(typed) ? body : undefined;
    return kind === "key" ? body.map((line) => `# ${line}`) : undefined;
  }
  if (at.kind === "key") {
    const keys = body.flatMap((line) => /^[\w-]+(?=:)/.exec(line)?.[0] ?? []);
    return kind === "key" && isSame(path, at.path) && !keys.some((key) => siblings.includes(key)) ? body : undefined;
  }
  if (kind === "entry" && isSame(path, at.path)) return body.map((line, i) => (i === 0 ? "- " : "  ") + line);
  const isNewEntry = kind === "key" && siblings.length === 0 && isBehindDash(text, range);
  // An entry that has its dash already needs no second one.
  return isNewEntry && isSame(path, [...at.path, 0]) ? body : undefined;
}

function isSame(one: Cursor["path"], other: Cursor["path"]): boolean {
  return one.length === other.length && one.every((step, at) => step === other[at]);
}

function isBehindDash(text: string, { start }: Range): boolean {
  return /-\s+$/.test(text.slice(Math.max(0, start - 40), start));
}

function indented(text: string, columns: number): string {
  return text.replace(/\n/g, `\n${" ".repeat(columns)}`);
}

function values(cursor: Cursor, analysis: Analysis, offset: number, files: readonly string[]): CompletionItem[] {
  const { path, range, typed, quote } = cursor;
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
    edit: { range, text: inQuotes(text, quote) },
  });
  const fixed = valuesAt(path).map((one) => value(one.value, "value", undefined, one.documentation));
  if (fixed.length > 0) return fixed;
  if (path.at(-1) === "scale" && quote === "")
    return scales.map((text) => ({ ...value(text, "value"), edit: { range, text } }));
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

/** The text as the quotes around the cursor need it. */
function inQuotes(text: string, quote: Cursor["quote"]): string {
  if (quote === '"') return JSON.stringify(text).slice(1, -1);
  return quote === "'" ? text.replaceAll("'", "''") : quoted(text);
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
