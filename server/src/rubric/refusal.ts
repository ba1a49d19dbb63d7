/** Documents that are not read at all: too large to be edited in comfort, or no text. One problem says why. */
import type { Problem, Rubric } from "./rubric.ts";
import type { Piece } from "./split.ts";

/** In UTF-16 units. Ten thousand rules take about 2 MB. */
const LARGEST_DOCUMENT = 10_000_000;
/** This many take some seconds. */
const MOST_RULES = 100_000;

/** How much of a document is looked at, and which share of it makes it binary: control characters, or bytes that are not UTF-8. */
const LOOKED_AT = 8192;
const BINARY_SHARE = 0.02;
/** This many can be typed or pasted. */
const FEW = 8;

/** Why a text is not read; undefined for one that is. */
export function refusal(text: string): Problem | undefined {
  if (text.length > LARGEST_DOCUMENT)
    return problem("The document is over 10 MB: it is not analysed. Move its ratings to files, or split it.");
  if (isBinary(text)) return problem("This is not text. A rubric is YAML or JSON, saved as UTF-8.");
  return undefined;
}

/** As `refusal`, for a document that has been cut into pieces. */
export function refusalOfPieces(pieces: readonly Piece[]): Problem | undefined {
  // Some keys come before and after them.
  if (pieces.length <= MOST_RULES + 1000) return undefined;
  return problem("The document has over 100,000 rules: it is not analysed. Split it into several rubrics.");
}

export function refused(text: string, reason: Problem): Rubric {
  return { text, style: "block", rules: [], ignores: [], problems: [reason] };
}

function isBinary(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const strange = start.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return strange > FEW && strange > start.length * BINARY_SHARE;
}

function problem(message: string): Problem {
  return { check: "format", range: { start: 0, end: 0 }, message };
}
