/**
 * A rule that is not valid YAML as a whole, read key by key: an unclosed quote or bracket costs its own key, and no
 * other.
 */
import { type Entry, type Mapping, moved, type NamedValues, type Node } from "./node.ts";
import type { Problem, Range } from "./rubric.ts";
import { ruleSchema } from "./schema.ts";
import { readYaml, type Yaml } from "./yaml.ts";

export interface Salvaged {
  readonly map: Mapping;
  readonly problems: readonly Problem[];
}

const ruleKey = new RegExp(`^(?:${Object.keys(ruleSchema.shape).join("|")})[ ]*:(?:\\s|$)`);
/** `key: value` on one line: what is indented under it cannot belong to it. */
const isComplete = /^\s*[\w-]+[ ]*:[ ]+[^\s|>"'[{&!#]/;

/** `key: value` and nothing more, the value without quotes. */
const unquoted = /^(\s*[\w-]+[ ]*:[ ]+)([^\s|>"'[{&*!#][^\n]*?)\s*$/;

/** `dash` is where the rule's `-` is in the text. Undefined where there are no keys. */
export function salvageRule(text: string, dash: number, anchors: NamedValues): Salvaged | undefined {
  const body = `${text.slice(0, dash)} ${text.slice(dash + 1)}`;
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const piece of keyPieces(body)) {
    const read = readKey(body.slice(piece.start, piece.end), anchors);
    const move = (range: Range) => ({ start: range.start + piece.start, end: range.end + piece.start });
    for (const problem of read.problems) problems.push({ ...problem, range: move(problem.range) });
    if (read.root?.kind === "text" && read.problems.length === 0) problems.push(noColon(move(read.root.range)));
    if (read.root?.kind !== "mapping") continue;
    const map = moved(read.root, move);
    if (map.kind !== "mapping") continue;
    for (const entry of map.entries) entries.push(entry);
    const key = map.entries[0]?.key.range;
    if (key && piece.isApart) problems.push({ check: "syntax", range: key, message: keyApart });
  }
  const first = entries[0]?.key.range.start;
  if (first === undefined) return undefined;
  const end = entries.reduce((furthest, { value }) => Math.max(furthest, value.range.end), 0);
  return { map: { kind: "mapping", range: { start: first, end }, isFlow: false, entries }, problems };
}

const keyApart = "This key is not in the column of the rule's other keys. Begin it there.";

/** As `readYaml`, but a second colon in a text without quotes makes no mapping. */
export function readKey(text: string, anchors: NamedValues): Yaml {
  const read = readYaml(text, anchors);
  const { root, isBroken } = read;
  const [first] = root?.kind === "mapping" ? root.entries : [];
  const colon = isBroken && first?.value.kind === "mapping" ? unquoted.exec(text) : null;
  if (!colon || first?.key.kind !== "text") return read;
  const [, before = "", said = ""] = colon;
  const range = { start: before.length, end: before.length + said.length };
  const message = "A text with `: ` in it needs quotes. Put it in quotes.";
  const value: Node = { kind: "text", range, text: said, isPlain: true };
  return {
    ...read,
    root: {
      kind: "mapping",
      range: { start: first.key.range.start, end: range.end },
      isFlow: false,
      entries: [{ ...first, value }],
    },
    problems: [{ check: "syntax", range, message, replacements: [JSON.stringify(said)] }],
  };
}

function noColon(range: Range): Problem {
  return { check: "syntax", range, message: "A key has no colon. Write `key: value`." };
}

interface KeyPiece extends Range {
  /** It does not begin in the column of the first key. */
  readonly isApart: boolean;
}

/** A piece begins at each line in the column of the first key, or before it, and where a key of the format follows a finished one. */
function keyPieces(body: string): KeyPiece[] {
  const starts: { start: number; isApart: boolean }[] = [];
  let column = -1;
  let opening = "";
  let start = 0;
  for (const line of body.split("\n")) {
    const indent = line.search(/[^ \t\r]/);
    if (indent >= 0 && line[indent] !== "#") {
      if (column < 0) column = indent;
      const isClosing = line[indent] === "]" || line[indent] === "}";
      if ((indent <= column && !isClosing) || (isComplete.test(opening) && ruleKey.test(line.slice(indent)))) {
        starts.push({ start, isApart: indent !== column });
        opening = line;
      }
    }
    start += line.length + 1;
  }
  return starts.map((piece, at) => ({ ...piece, end: starts[at + 1]?.start ?? body.length }));
}
