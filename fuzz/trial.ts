/** One document through everything that reads or edits a text. Throws where a promise is broken. */
import { parseAllDocuments } from "yaml";
import type { Analysis } from "../server/src/analysis/analysis.ts";
import { analyze } from "../server/src/analysis/analyze.ts";
import { immediateEvidence, noEvidence } from "../server/src/analysis/evidence.ts";
import { keyAt } from "../server/src/language/key-at.ts";
import * as language from "../server/src/language/service.ts";
import type { Finding } from "../server/src/lint/finding.ts";
import { fixesFor } from "../server/src/lint/fixes.ts";
import { lint } from "../server/src/lint/lint.ts";
import { endOfLine } from "../server/src/rubric/lines.ts";
import { createParser, parse } from "../server/src/rubric/parse.ts";
import type { Range, Rubric, TextEdit } from "../server/src/rubric/rubric.ts";

export interface Trial {
  /** What the document was one change ago. */
  readonly before: string;
  readonly text: string;
  /** Shares of the text's length. */
  readonly places: readonly number[];
  /** Compute bootstraps and the like, too. */
  readonly isThorough: boolean;
}

/** Guards against hangs only; machines under test are slow. */
const SLOWEST_MS = process.env.CI ? 20_000 : 2_000;

/** Done so far, for the figures that a run reports. */
export const done = { documents: 0, requests: 0, edits: 0, slowestMs: 0 };

const settings = { checks: {} };

export function tryDocument({ before, text, places, isThorough }: Trial): void {
  const began = performance.now();
  done.documents++;
  const rubric = parse(text);
  expectInside(rubric, text, "parse");
  expectIncremental(before, rubric);
  const evidence = isThorough ? immediateEvidence() : noEvidence;
  const analysis = analyze({ rubric, ratings: [], preferences: [], baselines: [], settings: {} }, evidence);
  JSON.stringify(analysis);
  const findings = lint(analysis, settings);
  expectInside(findings, text, "lint");
  const edits = new Edits(rubric);
  for (const finding of findings.slice(0, 20))
    for (const fix of fixesFor(finding, analysis)) edits.expectSound(fix.title, fix.edits);
  expectDocumentRequests(analysis, findings, edits);
  for (const place of places) expectRequestsAt(analysis, findings, Math.floor(place * text.length), edits);
  const took = performance.now() - began;
  done.slowestMs = Math.max(done.slowestMs, took);
  if (took > SLOWEST_MS) throw new Error(`took ${Math.round(took)} ms`);
}

/** After any text before it, a parser reads what a fresh one reads. */
function expectIncremental(before: string, fresh: Rubric): void {
  const parser = createParser();
  parser.parse(before);
  const next = parser.parse(fresh.text);
  if (content(next) !== content(fresh)) throw new Error("an incremental parse differs from a fresh one");
}

function content(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) =>
    name === "identity" ? undefined : part instanceof Map ? [...part] : part,
  );
}

function expectDocumentRequests(analysis: Analysis, findings: readonly Finding[], edits: Edits): void {
  const { rubric } = analysis;
  const { text } = rubric;
  const all = { start: 0, end: text.length };
  const shown = { enabled: true, show: ["weight", "entropy", "accuracy", "verdict"] as const };
  const answers = {
    hints: language.inlayHints(analysis, all, { ...shown, unit: "nats" }),
    lenses: language.codeLenses(analysis, findings),
    symbols: language.documentSymbols(analysis),
    folds: language.foldingRanges(rubric),
    links: language.documentLinks(rubric, () => true),
    status: language.status(analysis, findings, false),
    weights: (["json", "yaml", "csv"] as const).map((format) => language.weightsText(analysis, format)),
    candidates: language.candidates(analysis),
  };
  done.requests += 8;
  expectInside(answers, text, "a request for the document");
  edits.expectSound("stamp all", language.stampRules(analysis));
  const ids = rubric.rules.map(({ id }) => id.value);
  for (const dropped of [ids, ids.slice(0, 1), ids.filter((_, at) => at % 2 === 1)])
    edits.expectSound(`drop ${dropped}`, language.dropRules(analysis, new Set(dropped)), true);
  const onSave = language.codeActions(analysis, findings, all, ["source.fixAll.encore"]);
  for (const action of onSave) edits.expectSound(action.title, action.edits);
  const extracted = language.resolvedAction(analysis, "extract-ratings");
  if (extracted) edits.expectSound("extract", extracted.edits);
}

function expectRequestsAt(analysis: Analysis, findings: readonly Finding[], offset: number, edits: Edits): void {
  const { rubric } = analysis;
  const { text } = rubric;
  language.wantedFolder(rubric, offset);
  const answers = {
    key: keyAt(rubric, offset),
    hover: language.hover(analysis, offset, "bits"),
    completions: language.completions(analysis, offset, ["a.csv", "b/"]),
    rename: language.prepareRename(rubric, offset),
    occurrences: language.occurrences(rubric, offset),
    selection: language.selectionRange(rubric, offset),
  };
  done.requests += 9;
  expectInside(answers, text, `a request at ${offset}`);
  if (answers.rename) {
    const renamed = language.rename(rubric, offset, "new name: #");
    if ("edits" in renamed) edits.expectSound("rename", renamed.edits);
  }
  const actions = language.codeActions(analysis, findings, { start: offset, end: offset }, undefined);
  for (const action of actions) edits.expectSound(action.title, action.edits, /^(?:Sort|Drop)/.test(action.title));
}

/** Every range and offset of an answer is within the text. */
function expectInside(part: unknown, text: string, where: string): void {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return;
  if (isRange(part) && !(0 <= part.start && part.start <= part.end && part.end <= text.length))
    throw new Error(`${where}: the range ${part.start} to ${part.end} is outside the text of ${text.length}`);
  for (const one of part instanceof Map ? part.values() : Object.values(part)) expectInside(one, text, where);
}

function isRange(part: object): part is Range {
  return "start" in part && "end" in part && typeof part.start === "number" && typeof part.end === "number";
}

/** Edits of one document: applied, the text is YAML if it was, and rules they do not touch are there byte for byte. */
class Edits {
  private readonly rubric: Rubric;
  private isYamlBefore: boolean | undefined;

  constructor(rubric: Rubric) {
    this.rubric = rubric;
  }

  expectSound(title: string, edits: readonly TextEdit[], movesRules = false): void {
    if (edits.length === 0) return;
    done.edits++;
    const { text, rules, problems } = this.rubric;
    expectInside(edits, text, title);
    const after = applied(title, text, edits);
    this.isYamlBefore ??= isYaml(text);
    if (this.isYamlBefore && !isYaml(after)) throw new Error(`"${title}" makes YAML invalid:\n${after}`);
    if (problems.some(({ check }) => check === "syntax") || movesRules) return;
    const kept = new Map<string, number>();
    for (const rule of ruleTexts(parse(after))) kept.set(rule, (kept.get(rule) ?? 0) + 1);
    for (const { range } of rules) {
      // A key that is added to a rule goes to the end of the rule's last line.
      const end = endOfLine(text, range.end);
      if (edits.some((edit) => edit.range.start <= end && edit.range.end >= range.start)) continue;
      const rule = text.slice(range.start, range.end);
      const left = kept.get(rule) ?? 0;
      if (left === 0) throw new Error(`"${title}" changes the rule ${JSON.stringify(rule)}:\n${after}`);
      kept.set(rule, left - 1);
    }
  }
}

function ruleTexts({ text, rules }: Rubric): string[] {
  return rules.map(({ range }) => text.slice(range.start, range.end));
}

function isYaml(text: string): boolean {
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent", prettyErrors: false });
    return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
  } catch {
    // Nested too deep for the library.
    return false;
  }
}

function applied(title: string, text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const { range, text: added } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    if (range.start < end) throw new Error(`"${title}": its edits overlap`);
    result += text.slice(end, range.start) + added;
    end = range.end;
  }
  return result + text.slice(end);
}
