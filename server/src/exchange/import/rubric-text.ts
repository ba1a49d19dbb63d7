/** Rules and rating files as the text of a rubric; what has no key in the format is kept as comments. */
import { Document, isCollection, isNode, isSeq, type Pair, Scalar, visit, type YAMLMap } from "yaml";
import type { Imported, ImportedRule, ImportedScale, RatingValue } from "./imported.ts";
import { scaleSeen } from "./scale-seen.ts";

/** A rating file and what its columns are; undefined where the file's own names say it. */
export interface RatingFile {
  readonly file: string;
  readonly item: string | readonly string[];
  readonly rater?: string;
  readonly rule?: string;
  readonly rating?: string;
}

export interface ResponseFile {
  readonly file: string;
  readonly item: string | readonly string[];
  readonly promptText?: string;
  readonly text?: string;
  readonly source?: string;
}

export interface RubricParts {
  readonly name: string;
  /** Where it comes from, a line each; the comment above the rubric. */
  readonly origin: readonly string[];
  readonly ratings: readonly RatingFile[];
  readonly responses: readonly ResponseFile[];
  readonly rules: readonly ImportedRule[];
  readonly judges: readonly string[];
  readonly hasAnonymousRaters: boolean;
}

/** The same rule of several files is one: the first file that knows a part of it gives that part. */
export function mergeRules(files: readonly Imported[]): ImportedRule[] {
  const rules = new Map<string, ImportedRule>();
  for (const rule of files.flatMap((file) => file.rules)) rules.set(rule.id, { ...rule, ...rules.get(rule.id) });
  return [...rules.values()];
}

export type ValuesByRule = ReadonlyMap<string, readonly RatingValue[]>;

export function valuesByRule(ratings: Imported["ratings"]): Map<string, RatingValue[]> {
  const byRule = new Map<string, RatingValue[]>();
  for (const { rule, rating } of ratings) {
    const known = byRule.get(rule);
    if (known) known.push(rating);
    else byRule.set(rule, [rating]);
  }
  return byRule;
}

/** Rules without a scale, or rated off it, get that of their ratings, with the doubt as a comment. */
export function withScalesSeen(rules: readonly ImportedRule[], values: ValuesByRule): ImportedRule[] {
  return rules.map((rule) => {
    const missing = new Set(rule.missing);
    const given = (values.get(rule.id) ?? []).filter((rating) => !missing.has(rating));
    const seen = rule.scale && holds(rule.scale, given) ? undefined : scaleSeen(given);
    if (!seen) return rule;
    const comments = [
      ...(rule.comments ?? []),
      ...(seen.doubt === undefined ? [] : [`Check the scale: ${seen.doubt}.`]),
    ];
    return { ...rule, scale: seen.scale, ...(comments.length > 0 && { comments }) };
  });
}

function holds(scale: ImportedScale, ratings: readonly RatingValue[]): boolean {
  if ("words" in scale) {
    const words = new Set([...scale.words.keys()].map((word) => word.toLowerCase()));
    return ratings.every((rating) => words.has(String(rating).toLowerCase()));
  }
  const numbers = ratings.map((rating) => (typeof rating === "boolean" ? Number(rating) : Number(rating)));
  if ("levels" in scale) return numbers.every((number, at) => scale.levels.includes(number) || isTruth(ratings[at]));
  return numbers.every((number) => number >= scale.min && number <= scale.max);
}

function isTruth(rating: RatingValue | undefined): boolean {
  return typeof rating === "string" && /^(yes|no|true|false)$/i.test(rating);
}

export function rubricText(parts: RubricParts): string {
  const scales = parts.rules.flatMap(({ scale }) => (scale ? [JSON.stringify(scaleValue(scale))] : []));
  const common = commonest(scales);
  const missing = [...new Set(parts.rules.flatMap((rule) => rule.missing ?? []))];
  const document = new Document({
    version: 1,
    name: parts.name,
    ...(common !== undefined && { scale: JSON.parse(common) as unknown }),
    ...(missing.length > 0 && { missing }),
    ...(parts.hasAnonymousRaters
      ? { raters: "anonymous" }
      : parts.judges.length > 0 && { raters: { judges: parts.judges } }),
    ...(parts.ratings.length > 0 && { ratings: parts.ratings.map(ratingsValue) }),
    ...(parts.responses.length > 0 && { responses: parts.responses.map(responsesValue) }),
    rules: parts.rules.map((rule) => ruleValue(rule, common)),
  });
  document.commentBefore = parts.origin.map(commentLine).join("\n");
  compact(document);
  const rules = document.get("rules", true);
  parts.rules.forEach(({ comments }, at) => {
    const node = isSeq(rules) ? rules.items[at] : undefined;
    if (isNode(node) && comments) node.commentBefore = comments.map(commentLine).join("\n");
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function commonest(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function commentLine(line: string): string {
  return ` ${line.replace(/\s*[\r\n]+\s*/g, " ")}`;
}

function scaleValue(scale: ImportedScale): unknown {
  if ("levels" in scale) return scale.levels;
  if ("words" in scale) return Object.fromEntries(scale.words);
  return { min: scale.min, max: scale.max, bins: 10 };
}

function ruleValue(rule: ImportedRule, common: string | undefined): Record<string, unknown> {
  const { id, text, isNegative, weight, tags, anchors, scale } = rule;
  const own = scale && JSON.stringify(scaleValue(scale)) !== common;
  return {
    id,
    ...(text !== undefined && { text }),
    ...(tags && tags.length > 0 && { tags }),
    ...(isNegative && { polarity: "negative" }),
    ...(own && { scale: scaleValue(scale) }),
    ...(anchors && anchors.size > 0 && { anchors: new Map([...anchors]) }),
    ...(weight !== undefined && { weight }),
  };
}

function ratingsValue({ file, item, rater, rule, rating }: RatingFile): Record<string, unknown> {
  return {
    file,
    item,
    ...(rule !== undefined && { rule }),
    ...(rater !== undefined && { rater }),
    ...(rating !== undefined && { rating }),
  };
}

function responsesValue({ file, item, promptText, text, source }: ResponseFile): Record<string, unknown> {
  return {
    file,
    item,
    ...(promptText !== undefined && { prompt_text: promptText }),
    ...(text !== undefined && { text }),
    ...(source !== undefined && { source }),
  };
}

/** Short lists on one line, long texts folded, as an author would write them. */
function compact(document: Document): void {
  const short = new Set(["scale", "tags", "item", "missing", "raters"]);
  visit(document, {
    Pair(_, pair) {
      const { key, value } = pair as Pair<Scalar, YAMLMap | Scalar>;
      if (key instanceof Scalar && short.has(String(key.value)) && isCollection(value)) value.flow = true;
      if (value instanceof Scalar && typeof value.value === "string" && value.value.includes("\n"))
        value.type = "BLOCK_LITERAL";
    },
  });
}
