/** A document, and what is done to it: cut, spliced with another, letters and structures put in, lines moved. */
import fc from "fast-check";
import { corpus } from "./corpus.ts";

export interface Mutated {
  readonly before: string;
  readonly text: string;
}

interface Mutation {
  readonly kind: "cut" | "insert" | "repeat" | "swap-lines" | "drop-line" | "splice" | "nest" | "widen" | "indent";
  /** Shares of the text's length, so that they fit every text. */
  readonly at: number;
  readonly to: number;
  readonly inserted: string;
  readonly other: number;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Characters and pieces that mean something to YAML, to Markdown, to JavaScript, or to nobody. */
const pieces = [
  ..."\"'[]{}#&*|>-:,?!%@`~\t\n\r \\=",
  ...[
    "\n\t",
    "\r\n",
    "- ",
    ": ",
    " #",
    "\n  - id: z",
    "\nrules:\n",
    "---\n",
    "\n...\n",
    "&a ",
    "*a",
    "*s",
    "<<: *r",
    "? ",
  ],
  ...[
    "!!str ",
    "!<tag:x> ",
    "|\n",
    ">-\n",
    "    ",
    "\uFEFF",
    "\u2028",
    "\u0085",
    "\u0000",
    "\u001b[31m",
    "\ud83d",
    "\ude00",
  ],
  ...[
    "😀",
    "é",
    "\u202e",
    "__proto__",
    "constructor",
    "toString",
    "ratings: [1, 2]",
    "ratings: {1: 3}",
    "scale: [1, 5]",
  ],
  ...["# encore-ignore few-ratings: x\n", "retired: no", "gate: 3", "weight: 1e400", "text: ", "id: a", "[[[[", "{{{{"],
  ...["![x](https://x.test/)", "<img onerror=x>", "`", "1e308", "-1", "0x1F", "null", "~", "99999999999999999999"],
];

/** Of every code point, halves of pairs included. */
const anyText = fc
  .array(fc.oneof(fc.nat({ max: 255 }), fc.nat({ max: 0x10ffff })), { maxLength: 6 })
  .map((points) => String.fromCodePoint(...points));

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom<Mutation["kind"]>(
    ...(["cut", "cut", "insert", "insert", "insert", "repeat", "swap-lines", "drop-line", "splice", "nest"] as const),
    ...(["widen", "indent"] as const),
  ),
  at: share,
  to: share,
  inserted: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, anyText),
  other: fc.nat(),
});

export const mutatedDocument: fc.Arbitrary<Mutated> = fc
  .tuple(fc.constantFrom(...corpus()), fc.array(mutation, { maxLength: 6 }), mutation)
  .map(([seed, mutations, last]) => {
    const before = mutations.reduce(mutated, seed);
    return { before, text: mutated(before, last) };
  });

const texts = corpus();

function mutated(text: string, { kind, at, to, inserted, other }: Mutation): string {
  const start = Math.floor(at * text.length);
  // Most cuts are short: a text without most of itself teaches little.
  const end = Math.min(text.length, start + Math.ceil(to ** 4 * (text.length - start)));
  switch (kind) {
    case "cut":
      return text.slice(0, start) + text.slice(end);
    case "insert":
      return text.slice(0, start) + inserted + text.slice(start);
    case "repeat":
      return text.slice(0, end) + text.slice(start, end).repeat(1 + (other % 3)) + text.slice(end);
    case "nest":
      return (
        text.slice(0, start) +
        "[{(".charAt(other % 2).repeat(1 + (other % (other % 20 === 0 ? 400 : 40))) +
        text.slice(start)
      );
    case "widen":
      return (
        text.slice(0, start) +
        (inserted || "x").repeat(1 + (other % (other % 50 === 0 ? 2000 : 20))) +
        text.slice(start)
      );
    case "splice":
      return text.slice(0, start) + (texts[other % texts.length] ?? "").slice(Math.floor(to * 200));
    default:
      return inLines(text, kind, at, to);
  }
}

function inLines(text: string, kind: "swap-lines" | "drop-line" | "indent", at: number, to: number): string {
  const lines = text.split("\n");
  const [one, two] = [Math.floor(at * (lines.length - 1)), Math.floor(to * (lines.length - 1))];
  const [first = "", second = ""] = [lines[one], lines[two]];
  if (kind === "swap-lines") {
    lines[one] = second;
    lines[two] = first;
  } else if (kind === "drop-line") lines.splice(one, 1);
  else for (let k = Math.min(one, two); k <= Math.max(one, two); k++) lines[k] = `  ${lines[k]}`;
  return lines.join("\n");
}
