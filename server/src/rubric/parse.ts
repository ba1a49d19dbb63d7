/**
 * Text -> Rubric. Never throws: what cannot be read is a problem, and every rule that can be read is there. The
 * document is read in pieces, and a parser keeps pieces by their text, so that an edit costs the piece it is in.
 */
import { coverIgnores, type IgnoreComment } from "./ignores.ts";
import type { Node } from "./node.ts";
import { type Part, type ReadPiece, readPiece } from "./read-piece.ts";
import type { Problem, Rubric, Rule } from "./rubric.ts";
import { shiftHead, shiftIgnore, shiftProblem, shiftRange, shiftRule } from "./shift.ts";
import { type Piece, type PieceKind, split } from "./split.ts";

export interface RubricParser {
  /** What a fresh parse of the text gives; what did not change since the last call costs next to nothing. */
  parse(text: string): Rubric;
}

export function parse(text: string): Rubric {
  return createParser().parse(text);
}

/** A piece as it was read, and where it stood last: its shifted copy is used again while it stands there. */
interface Kept {
  readonly kind: PieceKind;
  readonly read: ReadPiece;
  /** The anchors that it was read under. */
  readonly above: Anchors;
  at: number;
  placed: Part;
}

/** Values with names, as they are known below some piece. The same pieces above give the same object. */
interface Anchors {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly below: WeakMap<ReadPiece, Anchors>;
}

export function createParser(): RubricParser {
  const noAnchors: Anchors = { nodes: new Map(), below: new WeakMap() };
  let kept = new Map<string, Kept[]>();
  let identities = new Map<string, object>();

  return {
    parse(text) {
      const { pieces, rest } = split(text);
      const nextKept = new Map<string, Kept[]>();
      const nextIdentities = new Map<string, object>();
      let above = noAnchors;
      const parts = pieces.map((piece) => {
        const source = text.slice(piece.start, piece.end);
        const known = take(source, piece, above) ?? readAnew(source, piece, above);
        const list = nextKept.get(source);
        if (list) list.push(known);
        else nextKept.set(source, [known]);
        above = belowOf(above, known.read);
        if (known.at !== piece.start) {
          known.at = piece.start;
          known.placed = shiftPart(known.read.part, piece.start);
        }
        for (const [rule, identity] of known.read.identities) nextIdentities.set(rule, identity);
        return known.placed;
      });
      kept = nextKept;
      identities = nextIdentities;
      return assemble(text, pieces, parts, rest);
    },
  };

  function take(source: string, { kind, start }: Piece, above: Anchors): Kept | undefined {
    const list = kept.get(source);
    if (!list || list.length === 0) return undefined;
    const here = list.findIndex((known) => known.at === start);
    const [known] = list.splice(Math.max(0, here), 1);
    return known?.kind === kind && (known.above === above || !known.read.hasAliases) ? known : undefined;
  }

  function readAnew(source: string, { kind, start, dash }: Piece, above: Anchors): Kept {
    const read = readPiece(kind, detached(source), dash - start, above.nodes, identities);
    return { kind, read, above, at: 0, placed: read.part };
  }
}

/** A slice of a string keeps the whole string in memory; this copy keeps itself only. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function belowOf(above: Anchors, read: ReadPiece): Anchors {
  if (read.anchors.size === 0) return above;
  const known = above.below.get(read);
  if (known) return known;
  const below = { nodes: new Map([...above.nodes, ...read.anchors]), below: new WeakMap() };
  above.below.set(read, below);
  return below;
}

function shiftPart({ head, keys, rules, ignores, problems }: Part, by: number): Part {
  return {
    head: keys.length === 0 ? head : shiftHead(head, by),
    keys: shiftEach(keys, by, ({ name, range }) => ({ name, range: shiftRange(range, by) })),
    rules: shiftEach(rules, by, shiftRule),
    ignores: shiftEach(ignores, by, shiftIgnore),
    problems: shiftEach(problems, by, shiftProblem),
  };
}

function shiftEach<T>(list: readonly T[], by: number, shift: (one: T, by: number) => T): readonly T[] {
  return list.length === 0 ? list : list.map((one) => shift(one, by));
}

function assemble(text: string, pieces: readonly Piece[], parts: readonly Part[], rest: number | undefined): Rubric {
  const rules: Rule[] = [];
  const ignores: IgnoreComment[] = [];
  const problems: Problem[] = [];
  const keyed: Part[] = [];
  for (const part of parts) {
    rules.push(...part.rules);
    ignores.push(...part.ignores);
    problems.push(...part.problems);
    if (part.keys.length > 0) keyed.push(part);
  }
  const rulesKey = keyed.flatMap(({ keys }) => keys).find(({ name }) => name === "rules")?.range;
  if (!rulesKey && problems.length === 0) problems.push(noRules);
  if (rest !== undefined) problems.push(secondDocument(text, rest));
  problems.push(...keysTwice(keyed), ...columnsApart(pieces), ...idsTwice(rules));
  return {
    text,
    ...Object.assign({}, ...keyed.map(({ head }) => head).reverse()),
    ...(rulesKey && { rulesKey }),
    rules,
    ignores: coverIgnores(ignores, text, rules),
    problems: problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  };
}

/** In one piece the reader tells; here a key of one piece meets the same key of another. */
function keysTwice(parts: readonly Part[]): Problem[] {
  const seen = new Set<string>();
  return parts.flatMap(({ keys }) =>
    keys.flatMap(({ name, range }) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const mend = name === "rules" ? "Put all rules under the first one." : "The first one counts. Remove this one.";
      return [{ check: "format" as const, range, message: `\`${name}\` stands here twice. ${mend}` }];
    }),
  );
}

/** Rules that begin in another column than the first one are read all the same. */
function columnsApart(pieces: readonly Piece[]): Problem[] {
  const column = pieces.find(({ kind }) => kind === "rule")?.column;
  const apart = pieces.filter((piece) => piece.kind === "rule" && piece.column !== column);
  return apart.map(({ dash, column: found }) => ({
    check: "syntax",
    range: { start: dash, end: dash + 1 },
    message: `Rules begin in one column: put ${column} spaces before this dash; found ${found}.`,
  }));
}

function idsTwice(rules: readonly Rule[]): Problem[] {
  const seen = new Set<string>();
  const again = rules.filter(({ id }) => seen.size === seen.add(id.value).size);
  return again.map(({ id }) => ({
    check: "duplicate-rule",
    range: id.range,
    message: `\`${id.value}\` is the id of a rule above, so this one is left out. Give it an id of its own, or drop it.`,
    rule: id.value,
  }));
}

function secondDocument(text: string, start: number): Problem {
  const range = { start, end: Math.min(text.length, start + 3) };
  const message = "A rubric is one document: what follows this mark is not read. Move it to a file of its own.";
  return { check: "format", range, message };
}

const noRules: Problem = {
  check: "format",
  range: { start: 0, end: 0 },
  message: "A rubric has rules: write `rules:`, and in the next line `  - id: NAME`.",
};
