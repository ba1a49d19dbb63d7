import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Ajv } from "ajv";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Checked } from "../../server/src/report/reporters/reporter.ts";
import { reporters } from "../../server/src/report/reporters/reporters.ts";
import { withoutCommands } from "../../server/src/report/terminal.ts";
import { checkedText, reported } from "./checked.ts";

/** SARIF's schema is of draft 4, which the ajv that comes with its package reads, and ours does not. */
const schemas = createRequire(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/package.json"));
const OldAjv: typeof Ajv = schemas("ajv");
const sarifSchema = schemas("./lib/schemas/sarif-2.1.0-rtm.5.json");

const noisy =
  "scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 50, 2: 50}\n  - id: b\n    tags: [x]\n    weigth: 2\n";

/** What a rubric from a stranger may hold: terminal codes, workflow commands, markup of every kind. */
const HOSTILE = "x\u001b]0;title\u0007\n::error::a\n##[error]b <img src=x> ![i](http://h) \u202e,%0A@all \u0085";
const hostile = `scale: [1, 2]\nrules:\n  - id: ${JSON.stringify(HOSTILE)}\n    ratings: {1: 50, 2: 50}\n  - id: ${JSON.stringify(HOSTILE)}\n`;

let checked: Checked;
let attacked: Checked;
const unread = [{ file: "gone.rubric.yaml", path: "gone.rubric.yaml", reason: "there is no such file" }];

beforeAll(async () => {
  checked = await checkedText(noisy);
  attacked = await checkedText(hostile, "::error::x\u001b[31m.rubric.yaml");
  expect(checked.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(["format", "high-entropy"]));
  expect(attacked.findings.length).toBeGreaterThan(0);
});

describe.each(reporters.map(({ name }) => name))("%s", (name) => {
  test("names every finding and every rubric that could not be read", () => {
    const output = reported(name, { checked: [checked], unread });
    for (const { check } of checked.findings) expect(output).toContain(check);
    if (name !== "text") expect(output).toContain("gone.rubric.yaml");
  });

  test("reports a rubric without findings", () => {
    expect(() => reported(name, { checked: [{ ...checked, findings: [] }] })).not.toThrow();
  });

  test("lets nothing through that a terminal or a CI runner obeys", () => {
    const isCommands = reporters.find((one) => one.name === name)?.hasCommands === true;
    const output = reported(name, { checked: [attacked], unread: [{ file: HOSTILE, path: HOSTILE, reason: HOSTILE }] });
    const printed = isCommands ? output : withoutCommands(output);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const lines = printed.split("\n").filter((line) => /^\s*::/.test(line));
    if (!isCommands) expect(lines).toEqual([]);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+,/);
    expect(printed).not.toMatch(/##\[/);
  });
});

describe("SARIF", () => {
  test("is valid by the schema, with unreadable rubrics too", () => {
    const ajv = new OldAjv({ schemaId: "auto", allErrors: true } as object);
    ajv.addMetaSchema(schemas("ajv/lib/refs/json-schema-draft-04.json"));
    const validate = ajv.compile(sarifSchema);
    for (const results of [{ checked: [checked], unread }, { checked: [attacked] }, {}])
      expect(validate(JSON.parse(reported("sarif", results))) ? [] : validate.errors).toEqual([]);
    expect(validate({ version: "2.1.0", runs: [{}] })).toBe(false);
  });

  test("has regions from 1, fixes and fingerprints", () => {
    const [run] = JSON.parse(reported("sarif", { checked: [checked] })).runs;
    const typo = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === "format");
    expect(typo.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "a.rubric.yaml" },
      region: { startLine: 7, startColumn: 5, endLine: 7, endColumn: 11 },
    });
    expect(typo.fixes[0].artifactChanges[0].replacements).toEqual([
      {
        deletedRegion: { startLine: 7, startColumn: 5, endLine: 7, endColumn: 11 },
        insertedContent: { text: "weight" },
      },
    ]);
    expect(typo.partialFingerprints["encoreFinding/v1"]).toMatch(/^[0-9a-f]{16}$/);
    expect(run.tool.driver.rules[typo.ruleIndex].id).toBe("format");
  });

  test("fingerprints stay when lines move and numbers change, and are unique", async () => {
    const names = (output: string) =>
      JSON.parse(output).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["encoreFinding/v1"],
      );
    const before = names(reported("sarif", { checked: [checked] }));
    const moved = await checkedText(`# moved\n\n${noisy.replace("50, 2: 50", "52, 2: 49")}`);
    expect(names(reported("sarif", { checked: [moved] }))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});

describe("JUnit", () => {
  const schema = readFileSync(path.join(import.meta.dirname, "junit.xsd"), "utf8");

  test("is valid by its XSD, with hostile texts too", async () => {
    for (const results of [
      { checked: [checked], unread },
      { checked: [attacked] },
      { checked: [{ ...checked, findings: [] }] },
      {},
    ]) {
      const xml = [{ fileName: "results.xml", contents: reported("junit", results) }];
      const result = await validateXML({ xml, schema: [{ fileName: "junit.xsd", contents: schema }] });
      expect(result.errors).toEqual([]);
    }
  });

  test("counts as failures what makes the command fail", () => {
    const output = reported("junit", { checked: [checked], unread });
    const failing = checked.findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
    expect(output).toContain(
      `<testsuites name="encore" tests="${checked.findings.length + 1}" failures="${failing}" errors="1">`,
    );
  });
});

test("GitHub annotations have file, line, column and title", () => {
  const line = reported("github", { checked: [checked] })
    .split("\n")
    .find((one) => one.includes("encore%3A format"));
  expect(line).toMatch(/^::error file=a\.rubric\.yaml,line=7,endLine=7,col=5,endColumn=11,title=encore%3A format::/);
});

test("GitLab's report has unique fingerprints and known severities", () => {
  const issues = JSON.parse(
    reported("gitlab", { checked: [checked, { ...checked, source: { ...checked.source, path: "b" } }], unread }),
  );
  const names = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(new Set(names).size).toBe(names.length);
  for (const { severity, location } of issues) {
    expect(["info", "minor", "major", "critical", "blocker"]).toContain(severity);
    expect(location.lines.begin).toBeGreaterThan(0);
  }
});

describe("text", () => {
  test("wraps messages and drops columns to fit 80", async () => {
    const wide = await checkedText(
      `scale: [1, 2, 3]\nrules:\n${[1, 2, 3].map((k) => `  - id: rule-with-a-rather-long-name-${k}\n    ratings: {1: 30, 2: 31, 3: 3${k}}\n`).join("")}`,
    );
    const output = reported("text", { checked: [wide] }, { width: 80, hasTable: true });
    expect(Math.max(...output.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(output).toMatch(/^rule .* weight .*verdict$/m);
  });

  test("carets are below what they mark, after tabs and wide letters too", async () => {
    const wide = await checkedText('scale: [1, 2]\nrules: [{id: "規則", ratings: {1: 100, 2: 0}}]\n');
    const lines = reported("text", { checked: [wide] }).split("\n");
    const at = lines.findIndex((line) => line.startsWith("2 |"));
    expect(lines[at]?.indexOf('"規則"')).toBe(lines[at + 1]?.indexOf("^"));
    expect(lines[at + 1]?.match(/\^/g)).toHaveLength(6);
  });
});
