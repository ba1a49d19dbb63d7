/**
 * SARIF 2.1.0, the format of code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), with
 * help, regions, fixes and fingerprints.
 */
import type { Finding, Fix, Severity } from "../../lint/finding.ts";
import { fixesFor } from "../../lint/fixes.ts";
import { checks } from "../../lint/registry.ts";
import type { Range } from "../../rubric/rubric.ts";
import { checkAddress, HOME } from "../addresses.ts";
import { fingerprints } from "../fingerprint.ts";
import { jsonText } from "../json-text.ts";
import { rangeJson } from "../range-json.ts";
import type { Checked, Reporter, Source, Unread } from "./reporter.ts";

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

export const sarif: Reporter = {
  name: "sarif",
  report: ({ checked, unread }, { version }) =>
    jsonText({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "Encore", version, informationUri: HOME, rules } },
          columnKind: "utf16CodeUnits",
          invocations: [
            {
              executionSuccessful: unread.length === 0,
              toolExecutionNotifications: unread.map(notification),
            },
          ],
          results: checked.flatMap(resultsOf),
        },
      ],
    }),
};

const rules = checks.map(({ code, summary, severity }) => ({
  id: code,
  shortDescription: { text: summary },
  helpUri: checkAddress(code),
  help: { text: `${summary} encore explain ${code} shows its page.` },
  defaultConfiguration: { level: levels[severity] },
}));

function resultsOf(checked: Checked) {
  const names = fingerprints(checked);
  return checked.findings.map((finding) => resultOf(finding, checked, names.get(finding) ?? ""));
}

function resultOf(finding: Finding, { source, analysis }: Checked, fingerprint: string) {
  const { check, severity, message, help, rule } = finding;
  const fixes = fixesFor(finding, analysis).filter(isOwn);
  return {
    ruleId: check,
    ruleIndex: checks.findIndex(({ code }) => code === check),
    level: levels[severity],
    message: { text: help === undefined ? message : `${message} ${help}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(source.path) }, region: region(finding.range, source) },
        ...(rule !== undefined && { logicalLocations: [{ name: rule, kind: "rule" }] }),
      },
    ],
    partialFingerprints: { "encoreFinding/v1": fingerprint },
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(fix, source)) }),
  };
}

/** To ignore a finding is no fix of it, and a fix that writes other files is not one of a single text. */
function isOwn({ title, creates }: Fix): boolean {
  return creates === undefined && !title.startsWith("Ignore ");
}

function fixOf({ title, edits }: Fix, source: Source) {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(source.path) },
        replacements: edits.map(({ range, text }) => ({
          deletedRegion: region(range, source),
          insertedContent: { text },
        })),
      },
    ],
  };
}

function region(range: Range, source: Source) {
  const { start, end } = rangeJson(range, source);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function notification({ path, reason }: Unread) {
  return {
    level: "error",
    message: { text: `The rubric cannot be read: ${reason}.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
  };
}

/** A path as a URI reference; an absolute one as a `file:` URI. */
function uriOf(path: string): string {
  const uri = path.split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return `file://${uri}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path[0]}:${uri.slice(path[0]?.length).replace(/^%3A/, "")}` : uri;
}
