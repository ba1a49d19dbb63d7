/**
 * Text -> Rubric. Never throws: what cannot be read is a problem, and every rule that can be read is there. The
 * document is read in pieces, and a parser keeps pieces by their text, so that an edit costs the piece it is in.
 */

import { assemble } from "./assemble.ts";
import { commonEnds } from "./common-ends.ts";
import type { Node } from "./node.ts";
import { type Part, type ReadPiece, readPiece } from "./read-piece.ts";
import { refusal, refusalOfPieces, refused } from "./refusal.ts";
import type { Rubric } from "./rubric.ts";
import { shiftHead, shiftIgnore, shiftProblem, shiftRange, shiftRule } from "./shift.ts";
import { type Piece, type PieceKind, split } from "./split.ts";

export interface RubricParser {
  /** What a fresh parse of the text gives; what did not change since the last call costs next to nothing. */
  parse(text: string): Rubric;
}

export function parse(text: string): Rubric {
  return createParser().parse(text);
}

/** A piece as it was read, and where it was last: its shifted copy is used again while it is there. */
interface Kept {
  readonly kind: PieceKind;
  readonly read: ReadPiece;
  at: number;
  placed: Part;
}

export function createParser(): RubricParser {
  let last: { text: string; pieces: readonly Piece[]; kept: readonly Kept[] } = { text: "", pieces: [], kept: [] };
  /** Of rules that share a piece with others, by their text. */
  let identities = new Map<string, object>();

  return {
    parse(text) {
      const reason = refusal(text);
      if (reason) return refused(text, reason);
      const { pieces, rest } = split(text);
      const tooMany = refusalOfPieces(pieces);
      if (tooMany) return refused(text, tooMany);
      const { head, tail } = sameEnds(last, { text, pieces });
      const loose = byText(last.text, last.kept, last.pieces, head, tail);
      const added = pieces.length - last.pieces.length;
      const nextIdentities = new Map<string, object>();
      /** Named values above the piece that is next. */
      const above = new Map<string, Node>();
      const kept = pieces.map((piece, at) => {
        const isSame = at < head || at >= pieces.length - tail;
        const known = isSame ? last.kept[at < head ? at : at - added] : take(loose, text, piece);
        const here = known && isAsReadUnder(above, known.read) ? known : read(text, piece, above);
        for (const [rule, identity] of here.read.identities) nextIdentities.set(rule, identity);
        for (const [name, node] of here.read.anchors) above.set(name, node);
        return here;
      });
      const parts = kept.map((known, at) => place(known, pieces[at]?.start ?? 0));
      last = { text, pieces, kept };
      identities = nextIdentities;
      return assemble(text, pieces, parts, rest);
    },
  };

  function read(text: string, piece: Piece, above: ReadonlyMap<string, Node>): Kept {
    const { kind, start, end, dash } = piece;
    const read = readPiece(kind, detached(text.slice(start, end)), dash - start, above, identities);
    return { kind, read, at: 0, placed: read.part };
  }
}

function place(known: Kept, at: number): Part {
  if (known.at !== at) {
    known.at = at;
    known.placed = shiftPart(known.read.part, at);
  }
  return known.placed;
}

interface Cut {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** How many pieces at the start and at the end are the same in both, the latter but for their place. */
function sameEnds(before: Cut, after: Cut): { head: number; tail: number } {
  const { prefix, suffix } = commonEnds(before.text, after.text);
  const most = Math.min(before.pieces.length, after.pieces.length);
  let head = 0;
  for (; head < most; head++) {
    const [one, other] = [before.pieces[head], after.pieces[head]];
    if (!one || !other || other.end > prefix || !isSame(one, other, 0)) break;
  }
  const added = after.text.length - before.text.length;
  let tail = 0;
  for (; tail < most - head; tail++) {
    const [one, other] = [before.pieces.at(-1 - tail), after.pieces.at(-1 - tail)];
    if (!one || !other || other.start < after.text.length - suffix || !isSame(one, other, added)) break;
  }
  return { head, tail };
}

function isSame(one: Piece, other: Piece, by: number): boolean {
  return one.kind === other.kind && one.start + by === other.start && one.end + by === other.end;
}

/** What was read and is at neither end, by its text: a rule that was moved is found there. */
function byText(text: string, kept: readonly Kept[], pieces: readonly Piece[], head: number, tail: number) {
  const loose = new Map<string, Kept[]>();
  for (let at = head; at < kept.length - tail; at++) {
    const [known, piece] = [kept[at], pieces[at]];
    if (!known || !piece) continue;
    const source = text.slice(piece.start, piece.end);
    const list = loose.get(source);
    if (list) list.push(known);
    else loose.set(source, [known]);
  }
  return loose;
}

function take(loose: Map<string, Kept[]>, text: string, { kind, start, end }: Piece): Kept | undefined {
  const list = loose.get(text.slice(start, end));
  const at = list?.findIndex((known) => known.kind === kind) ?? -1;
  return at < 0 ? undefined : list?.splice(at, 1)[0];
}

/** What the piece asked of the named values above it is what they are now. */
function isAsReadUnder(above: ReadonlyMap<string, Node>, { asked }: ReadPiece): boolean {
  for (const [name, node] of asked) if (above.get(name) !== node) return false;
  return true;
}

/** A slice of a string keeps the whole string in memory; this copy keeps itself only. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
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
