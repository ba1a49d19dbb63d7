/**
 * JUnit XML, as CI servers show test results: a suite for each rubric, a test case for each finding, failed where it
 * makes the command fail. A rubric without findings is one passed case.
 */
import { printable } from "../terminal.ts";
import type { Checked, ReportContext, Reporter, Unread } from "./reporter.ts";

export const junit: Reporter = {
  name: "junit",
  report: ({ checked, unread }, context) => {
    const suites = [...checked.map((result) => suiteOf(result, context)), ...unread.map(unreadSuite)];
    const sum = (key: "tests" | "failures" | "errors") => suites.reduce((total, suite) => total + suite[key], 0);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="encore" tests="${sum("tests")}" failures="${sum("failures")}" errors="${sum("errors")}">`,
      ...suites.flatMap(suiteLines),
      "</testsuites>",
    ].join("\n");
  },
};

interface Suite {
  readonly name: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly cases: readonly string[];
}

function suiteOf({ source, findings }: Checked, { fails }: ReportContext): Suite {
  const cases = findings.map((finding) => {
    const { line, column } = source.place(finding.range.start);
    const place = `${source.path}:${line + 1}:${column + 1}`;
    const name = `${finding.check}${finding.rule === undefined ? "" : ` ${finding.rule}`} (line ${line + 1})`;
    const whole = `${place}: ${finding.severity}: ${finding.message}${finding.help ? `\nhelp: ${finding.help}` : ""}`;
    const body = fails(finding)
      ? `<failure message="${xml(finding.message)}" type="${finding.severity}">${xmlLines(whole)}</failure>`
      : `<system-out>${xmlLines(whole)}</system-out>`;
    return `<testcase classname="${xml(source.path)}" name="${xml(name)}">${body}</testcase>`;
  });
  const passed = `<testcase classname="${xml(source.path)}" name="encore check"/>`;
  return {
    name: source.path,
    tests: Math.max(1, cases.length),
    failures: findings.filter(fails).length,
    errors: 0,
    cases: cases.length > 0 ? cases : [passed],
  };
}

function unreadSuite({ path, reason }: Unread): Suite {
  const error = `<error message="${xml(`The rubric cannot be read: ${reason}.`)}" type="unreadable"/>`;
  const cases = [`<testcase classname="${xml(path)}" name="encore check">${error}</testcase>`];
  return { name: path, tests: 1, failures: 0, errors: 1, cases };
}

function suiteLines({ name, tests, failures, errors, cases }: Suite): string[] {
  return [
    `  <testsuite name="${xml(name)}" tests="${tests}" failures="${failures}" errors="${errors}">`,
    ...cases.map((line) => `    ${line}`),
    "  </testsuite>",
  ];
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text as a value of an attribute or an element; XML has no place for control characters and lone surrogates. */
function xml(text: string): string {
  return printable(text.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/[&<>"']/g, (character) => entities[character] ?? "")
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}

function xmlLines(text: string): string {
  return text.split("\n").map(xml).join("\n");
}
