/**
 * A rule that is not valid YAML as a whole, read key by key: an unclosed quote or bracket costs its own key, and no
 * other.
 */
import { type Mapping, moved, type Node } from "./node.ts";
import type { Problem, Range } from "./rubric.ts";
import { ruleSchema } from "./schema.ts";
import { readYaml } from "./yaml.ts";

export interface Salvaged {
  readonly map: Mapping;
  readonly problems: readonly Problem[];
}

const ruleKey = new RegExp(`^(?:${Object.keys(ruleSchema.shape).join("|")})[ ]*:(?:\\s|$)`);
/** `key: value` on one line: what is indented under it cannot belong to it. */
const isComplete = /^\s*[\w-]+[ ]*:[ ]+[^\s|>"'[{&!#]/;

/** `dash` is where the rule's `-` stands in the text. Undefined where there are no keys. */
export function salvageRule(text: string, dash: number, anchors: ReadonlyMap<string, Node>): Salvaged | undefined {
  const body = `${text.slice(0, dash)} ${text.slice(dash + 1)}`;
  const entries: Mapping["entries"][number][] = [];
  const problems: Problem[] = [];
  for (const { start, end } of keyPieces(body)) {
    const read = readYaml(body.slice(start, end), anchors);
    const move = (range: Range) => ({ start: range.start + start, end: range.end + start });
    problems.push(...read.problems.map((problem) => ({ ...problem, range: move(problem.range) })));
    const root = read.root && moved(read.root, move);
    if (root?.kind === "mapping") entries.push(...root.entries);
    else if (root?.kind === "text" && read.problems.length === 0) problems.push(noColon(root.range));
  }
  const first = entries[0]?.key.range.start;
  if (first === undefined) return undefined;
  const end = Math.max(...entries.map(({ value }) => value.range.end));
  return { map: { kind: "mapping", range: { start: first, end }, entries }, problems };
}

function noColon(range: Range): Problem {
  return { check: "syntax", range, message: "A key has no colon. Write `key: value`." };
}

/** A piece begins at each line in the column of the first key, or before it, and where a key of the format follows a finished one. */
function keyPieces(body: string): Range[] {
  const starts: number[] = [];
  let column = -1;
  let opening = "";
  let start = 0;
  for (const line of body.split("\n")) {
    const indent = line.search(/[^ \t\r]/);
    if (indent >= 0 && line[indent] !== "#") {
      if (column < 0) column = indent;
      const isClosing = line[indent] === "]" || line[indent] === "}";
      if ((indent <= column && !isClosing) || (isComplete.test(opening) && ruleKey.test(line.slice(indent)))) {
        starts.push(start);
        opening = line;
      }
    }
    start += line.length + 1;
  }
  return starts.map((from, at) => ({ start: from, end: starts[at + 1] ?? body.length }));
}
