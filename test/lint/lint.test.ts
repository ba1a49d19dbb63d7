import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { noEvidence } from "../../server/src/analysis/evidence.ts";
import { silence } from "../../server/src/lint/ignores.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { checks } from "../../server/src/lint/registry.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import type { Ignore } from "../../server/src/rubric/rubric.ts";
import { linted } from "./pipeline.ts";

const text = `scale: [1, 2, 3, 4, 5]
rules:
  - id: b
    ratings: {1: 40, 2: 42, 3: 38, 4: 41, 5: 39}
  # encore-ignore disputed: later
  - id: a
    polarty: negative
    ratings: [5, 5, 5, 5, 4, 9]
  - id: c
    ratings: {5: 60}
`;

test("findings come in the order of the document, whatever the order of the checks", async () => {
  const { findings } = await linted(text);
  expect(findings.map(({ check }) => check)).toEqual([
    "high-entropy",
    "high-entropy",
    "unused-ignore",
    "few-ratings",
    "format",
    "out-of-scale",
    "uninformative",
  ]);
});

test("settings set severities, and turn checks off", async () => {
  const { findings } = await linted(
    text,
    {},
    { checks: { "high-entropy": "hint", format: "off", "unused-ignore": "off" } },
  );
  expect(findings.map(({ check, severity }) => `${check}: ${severity}`)).toEqual([
    "high-entropy: hint",
    "high-entropy: hint",
    "few-ratings: information",
    "out-of-scale: warning",
    "uninformative: warning",
  ]);
});

test("while evidence is pending no verdict is reported, and no comment is called unused", () => {
  const input = { rubric: parse(text), ratings: [], preferences: [], baselines: [], settings: {} };
  const findings = lint(analyze(input, noEvidence), { checks: {} });
  expect(findings.map(({ check }) => check)).toEqual(["format", "out-of-scale"]);
});

test("every finding names its check, and has a message without open placeholders", async () => {
  const { findings } = await linted(text);
  for (const { check, message, help = "" } of findings) {
    expect(checks.map(({ code }) => code)).toContain(check);
    expect(message + help).not.toMatch(/\{[a-z]+\}|undefined|NaN/i);
    expect(message).toMatch(/[.?]$/);
  }
});

test("a comment silences what starts in what it covers, and only that", () => {
  const ranges = fc.array(
    fc.record({ start: fc.nat(60), length: fc.nat(15), check: fc.constantFrom("a", "b"), isFile: fc.nat(9) }),
  );
  const starts = fc.array(fc.record({ start: fc.nat(80), check: fc.constantFrom("a", "b") }));
  fc.assert(
    fc.property(ranges, starts, (comments, told) => {
      const ignores = comments.map(({ start, length, check, isFile }): Ignore => {
        const at = { start: 0, end: 0 };
        const covers = isFile === 0 ? undefined : { start, end: start + length };
        return { range: at, check: { range: at, value: check }, reason: { range: at, value: "" }, covers };
      });
      const findings = told.map(({ start, check }) => ({
        check,
        severity: "warning" as const,
        range: { start, end: start },
        message: "",
      }));
      const { heard, used } = silence(findings, ignores);
      const isCovered = (finding: (typeof findings)[number]) =>
        ignores.some(
          ({ check, covers }) =>
            check.value === finding.check &&
            (covers === undefined || (covers.start <= finding.range.start && finding.range.start <= covers.end)),
        );
      expect(heard).toEqual(findings.filter((finding) => !isCovered(finding)));
      expect(used.size > 0).toBe(heard.length < findings.length);
    }),
  );
});
