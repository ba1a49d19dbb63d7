/** What `npm run generate` writes: each file, and its text made from the sources and from the file as it is. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { configSchemaText } from "../server/src/edge/config.ts";
import { checks } from "../server/src/lint/registry.ts";
import { analysisSchemaText, analysisTable } from "../server/src/report/json-schema.ts";
import { jsonSchemaText } from "../server/src/rubric/json-schema.ts";
import { replaceSection } from "./section.ts";

export interface Generated {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: (present: string) => string;
}

export const root = path.join(import.meta.dirname, "..");

export const generated: readonly Generated[] = [
  { file: "media/rubric.schema.json", text: jsonSchemaText },
  { file: "media/analysis.schema.json", text: analysisSchemaText },
  { file: "media/config.schema.json", text: configSchemaText },
  { file: "docs/json.md", text: (page) => replaceSection(page, "names", analysisTable()) },
  { file: "README.md", text: (page) => replaceSection(page, "checks", checksTable("docs/checks")) },
  {
    file: "docs/README.md",
    text: (page) => replaceSection(replaceSection(page, "pages", pagesList()), "checks", checksTable("checks")),
  },
  { file: "package.json", text: withSettings },
];

function checksTable(folder: string): string {
  const rows = checks.map(
    ({ code, severity, summary }) => `| [${code}](${folder}/${code}.md) | ${severity} | ${summary} |`,
  );
  return ["| check | severity | what it reports |", "|---|---|---|", ...rows].join("\n");
}

/** Every page of docs/ with its title. */
function pagesList(): string {
  return readdirSync(path.join(root, "docs"))
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .sort()
    .map((file) => `- [${titleOf(file)}](${file})`)
    .join("\n");
}

function titleOf(file: string): string {
  const title = /^# (.*)$/m.exec(readFileSync(path.join(root, "docs", file), "utf8"))?.[1];
  if (title === undefined) throw new Error(`docs/${file} has no title.`);
  return title;
}

/** The setting `encore.checks` has one property for each check. */
function withSettings(manifestText: string): string {
  const manifest = JSON.parse(manifestText);
  manifest.contributes.configuration.properties["encore.checks"].properties = Object.fromEntries(
    checks.map(({ code, summary, severity }) => [
      code,
      {
        type: "string",
        enum: ["off", "error", "warning", "information", "hint"],
        default: severity,
        markdownDescription: summary,
      },
    ]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
