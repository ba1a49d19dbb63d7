/** Over random rubrics in every style: a fix helps its finding, and leaves valid YAML and the other rules byte for byte. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis/analysis.ts";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { immediateEvidence } from "../../server/src/analysis/evidence.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { fixesFor } from "../../server/src/lint/fixes.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import { edited } from "../marked.ts";

/** One for all: what was computed for like ratings is not computed again. */
const evidence = immediateEvidence();

function analyzed(text: string): { analysis: Analysis; findings: readonly Finding[] } {
  const analysis = analyze(
    { rubric: parse(text), ratings: [], preferences: [], baselines: [], settings: {} },
    evidence,
  );
  return { analysis, findings: lint(analysis, { checks: {} }) };
}

interface RuleText {
  readonly id: string;
  readonly ratings: string;
  readonly extra: readonly string[];
  readonly isFlow: boolean;
  readonly comment: string;
  readonly trailing: string;
}

const ratings = fc.constantFrom(
  "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}",
  "{1: 2, 2: 4, 3: 10, 4: 30, 5: 68}",
  "{5: 60}",
  "[5, 4, 9, 3]",
  "[1, 2, 0]",
  "[]",
);

const extra = fc.subarray([
  "text: Is kind.",
  'text: "Says: no"',
  "wording: 000000",
  "polarity: negative",
  "polarty: negative",
  "tags: [a, b]",
  "weight: 0.5",
  "text: |\n  Two\n  lines.",
  "scale: [1, 2, 3, 4, 5]",
]);

const rule: fc.Arbitrary<RuleText> = fc.record({
  id: fc.constantFrom("tone", "no", "007", "late night", '"x: y"', "kind", "#hash".replace("#", "n")),
  ratings,
  extra: extra.map((keys) =>
    keys.filter((key, at) => keys.findIndex((other) => other.split(":")[0] === key.split(":")[0]) === at),
  ),
  isFlow: fc.boolean(),
  comment: fc.constantFrom("", "# About this rule.", "# encore-ignore disputed: x", "# encore-ignore hi-entropy: x"),
  trailing: fc.constantFrom("", "  # so", " # encore-ignore few-ratings: soon"),
});

function ruleText({ id, ratings, extra, isFlow, comment, trailing }: RuleText): string {
  const above = comment === "" ? "" : `  ${comment}\n`;
  const keys = [...extra, ...(ratings === "[]" ? [] : [`ratings: ${ratings}`])];
  if (isFlow) {
    const inline = keys.filter((key) => !key.includes("\n"));
    return `${above}  - {${[`id: ${id}`, ...inline].join(", ")}}${trailing}\n`;
  }
  const lines = keys.map((key) => `    ${key.replaceAll("\n", "\n    ")}\n`).join("");
  return `${above}  - id: ${id}${trailing}\n${lines}`;
}

const rubric = fc
  .record({
    head: fc.constantFrom(
      "scale: [1, 2, 3, 4, 5]\n",
      "version: 1\n",
      "# Ours\nscale: [1, 2, 3, 4, 5]\nencore: {limit: 0.8}\n",
    ),
    rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
    gap: fc.constantFrom("", "\n"),
    isCrlf: fc.boolean(),
    tail: fc.constantFrom("", "name: Ours\n"),
  })
  .map(({ head, rules, gap, isCrlf, tail }) => {
    const text = `${head}rules:\n${rules.map(ruleText).join(gap)}${tail}`;
    return isCrlf ? text.replaceAll("\n", "\r\n") : text;
  });

const json = rubric.map((text) => {
  const { scale, rules } = parse(text);
  const plain = rules.map(({ id, polarity, wording, weight, ratings: given }) => ({
    id: id.value,
    ...(polarity && { polarity: polarity.value }),
    ...(wording && { text: "Is kind.", wording: wording.value }),
    ...(weight && { polarty: "negative" }),
    ...(given && { ratings: given.value.values.map(Number) }),
  }));
  return JSON.stringify({ ...(scale && { scale: [1, 2, 3, 4, 5] }), rules: plain }, null, 2);
});

function mistakes(findings: readonly Finding[]): number {
  return findings.filter(({ check }) => check === "syntax" || check === "format").length;
}

/** The rules of a text as it writes them. */
function rulesOf(text: string): string[] {
  return parse(text).rules.map(({ range }) => text.slice(range.start, range.end));
}

test("every fix of every finding", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: rubric }, json), (text) => {
      const { analysis, findings } = analyzed(text);
      const before = rulesOf(text);
      for (const finding of findings)
        for (const fix of fixesFor(finding, analysis)) {
          seen.add(finding.check);
          const after = edited(text, fix.edits);
          const context = `${fix.title}\n${text}\n---\n${after}`;
          expect(after, context).not.toBe(text);
          if (text.startsWith("{")) expect(() => JSON.parse(after), context).not.toThrow();
          const left = analyzed(after).findings;
          expect(mistakes(left), context).toBeLessThanOrEqual(mistakes(findings));
          // With its name fixed a comment may still silence nothing.
          const key = ({ check, rule, message }: Finding) => (check === "unused-ignore" ? message : `${check} ${rule}`);
          const alike = (all: readonly Finding[]) => all.filter((one) => key(one) === key(finding)).length;
          expect(alike(left), context).toBeLessThan(alike(findings));

          const touched = (start: number, end: number) =>
            fix.edits.some(({ range }) => range.start < end && range.end > start);
          const untouched = analysis.rubric.rules
            .map(({ range }, at) => ({ range, text: before[at] ?? "" }))
            .filter(({ range }) => !touched(range.start, range.end));
          const kept = rulesOf(after);
          for (const one of untouched) expect(kept, context).toContain(one.text);
          expect(before.length - kept.length, context).toBeLessThanOrEqual(/^Drop/.test(fix.title) ? 4 : 0);
        }
    }),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(
    [
      "duplicate-rule",
      "few-ratings",
      "format",
      "high-entropy",
      "no-ratings",
      "out-of-scale",
      "stale-ratings",
      "uninformative",
      "unused-ignore",
    ].sort(),
  );
});

test("an ignore comment silences its finding, and is not itself reported", () => {
  fc.assert(
    fc.property(rubric, (text) => {
      const { analysis, findings } = analyzed(text);
      for (const finding of findings) {
        const fix = fixesFor(finding, analysis).find(({ title }) => title.startsWith("Ignore"));
        if (!fix) continue;
        const after = edited(text, fix.edits);
        const reasoned = `${after.slice(0, fix.cursor)}on purpose${after.slice(fix.cursor)}`;
        const left = analyzed(reasoned).findings;
        const of = (all: readonly Finding[], check: string) => all.filter((one) => one.check === check).length;
        expect(of(left, finding.check), reasoned).toBeLessThan(of(findings, finding.check));
        expect(of(left, "unused-ignore"), reasoned).toBe(of(findings, "unused-ignore"));
      }
    }),
    { numRuns: 80 },
  );
});
