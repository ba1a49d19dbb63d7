/**
 * `encore.config.yaml`: what holds for all rubrics below its folder, at the terminal and in the editor alike. It names
 * no folders to read: those come from the author's own settings and from `--allow`, never from a repository.
 */
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import type { Options } from "../analysis/analysis.ts";
import type { LintSettings } from "../lint/check.ts";
import { checks } from "../lint/registry.ts";
import { nearest } from "../rubric/nearest.ts";
import { weightingNames } from "../rubric/weightings.ts";

export const CONFIG_NAME = "encore.config.yaml";

const severity = z.enum(["off", "error", "warning", "information", "hint"]);

const configSchema = z.strictObject({
  checks: z
    .strictObject(Object.fromEntries(checks.map(({ code, summary }) => [code, severity.optional().describe(summary)])))
    .optional()
    .describe("Severity of each check, or `off`."),
  temperature: z.number().positive().optional().describe("Temperature τ of ENCORE's weights, in nats."),
  limit: z.number().min(0).max(1).optional().describe("Normalised entropy over which a rule is `high-entropy`."),
  weighting: z.enum(weightingNames).optional().describe("The weighting of rubrics that name none."),
  ignore: z
    .array(z.string())
    .optional()
    .describe("Patterns of rubrics that are not checked where a folder is, relative to this file: `drafts/**`."),
});

export interface Config {
  readonly options: Partial<Options>;
  readonly checks: LintSettings["checks"];
  readonly ignore: readonly string[];
}

export const noConfig: Config = { options: {}, checks: {}, ignore: [] };

export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Reads a config's text. What is not valid does not count and is a problem. */
export function readConfig(text: string): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  const [error] = document.errors;
  if (error)
    return { config: noConfig, problems: [{ line: lines.linePos(error.pos[0]).line, message: error.message }] };
  const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const read = configSchema.safeParse(value);
  if (read.success) return { config: configOf(read.data), problems: [] };
  const problems = read.error.issues.flatMap((issue) => {
    const at = (path: readonly PropertyKey[]) => lineOf(path, document.contents, lines);
    if (issue.code !== "unrecognized_keys") {
      const name = issue.path.length > 0 ? `\`${issue.path.join(".")}\`: ` : "";
      return [{ line: at(issue.path), message: `${name}${issue.message}` }];
    }
    return issue.keys.map((key) => ({ line: at([...issue.path, key]), message: unknownKey(key, issue.path) }));
  });
  return { config: noConfig, problems };
}

export function configSchemaText(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input" });
  return `${JSON.stringify({ ...schema, title: "Encore's settings of a project" }, null, 2)}\n`;
}

function configOf({ temperature, limit, weighting, checks: severities, ignore }: z.infer<typeof configSchema>): Config {
  return {
    options: {
      ...(temperature !== undefined && { temperature }),
      ...(limit !== undefined && { limit }),
      ...(weighting !== undefined && { weighting }),
    },
    checks: Object.fromEntries(
      Object.entries(severities ?? {}).flatMap(([code, value]) => (value === undefined ? [] : [[code, value]])),
    ),
    ignore: ignore ?? [],
  };
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = path[0] === "checks" ? checks.map(({ code }) => code) : Object.keys(configSchema.shape);
  const kind = path[0] === "checks" ? "check" : "key";
  if (path.length === 0 && /allow|folder/i.test(key))
    return `unknown key \`${key}\`. Folders to read are named by --allow or by your own settings, not by a repository.`;
  const [near] = nearest(key, known);
  return `unknown ${kind} \`${key}\`.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`;
}

function lineOf(path: readonly PropertyKey[], contents: unknown, lines: LineCounter): number {
  let node = contents;
  let line = 1;
  for (const name of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
    if (!pair) break;
    if (isScalar(pair.key) && pair.key.range) line = lines.linePos(pair.key.range[0]).line;
    node = pair.value;
  }
  return line;
}
