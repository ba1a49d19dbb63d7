/**
 * A unified diff of two texts, by lines, as `git apply` and `patch` read it. The shortest edit script is found by Myers'
 * greedy algorithm (Algorithmica 1986, figure 2) after the common start and end are set aside.
 */
const CONTEXT = 3;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Returns "" for equal texts. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const lines = editScript(linesOf(before), linesOf(after));
  return [`--- ${path}`, `+++ ${path}`, ...hunks(lines)].join("\n");
}

/** A last line without a line end says so, as diff does. */
function linesOf(text: string): string[] {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function hunks(lines: readonly Line[]): string[] {
  const changed = lines.flatMap(({ sign }, at) => (sign === " " ? [] : [at]));
  const output: string[] = [];
  let begin = 0;
  while (begin < changed.length) {
    let end = begin;
    while (end + 1 < changed.length && (changed[end + 1] ?? 0) - (changed[end] ?? 0) <= 2 * CONTEXT) end++;
    const from = Math.max(0, (changed[begin] ?? 0) - CONTEXT);
    const to = Math.min(lines.length, (changed[end] ?? 0) + CONTEXT + 1);
    output.push(header(lines, from, to), ...lines.slice(from, to).map(({ sign, text }) => sign + text));
    begin = end + 1;
  }
  return output;
}

function header(lines: readonly Line[], from: number, to: number): string {
  const count = (part: readonly Line[], sign: "-" | "+") => part.filter((line) => line.sign !== sign).length;
  const range = (other: "-" | "+") => {
    const length = count(lines.slice(from, to), other);
    const before = count(lines.slice(0, from), other);
    return `${length === 0 ? before : before + 1},${length}`;
  };
  return `@@ -${range("+")} +${range("-")} @@`;
}

function editScript(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...before.slice(0, start).map(same),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** furthest[k]: how far along `before` the path on diagonal k = x - y has come, one map for each number of edits. */
function shortest(before: readonly string[], after: readonly string[]): Line[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= before.length + after.length; edits++) {
    trace.push(new Map(furthest));
    const next = new Map(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      let x = isInsertion(next, k, edits) ? (next.get(k + 1) ?? 0) : (next.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return backtrack(trace, before, after);
    }
    furthest = next;
  }
  return [];
}

function isInsertion(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
}

function backtrack(trace: readonly ReadonlyMap<number, number>[], before: readonly string[], after: readonly string[]) {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const fromK = isInsertion(furthest, k, edits) ? k + 1 : k - 1;
    const fromX = furthest.get(fromK) ?? 0;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ sign: " ", text: before[x - 1] ?? "" });
      x--;
      y--;
    }
    if (edits === 0) break;
    if (x === fromX) lines.push({ sign: "+", text: after[y - 1] ?? "" });
    else lines.push({ sign: "-", text: before[x - 1] ?? "" });
    x = fromX;
    y = fromY;
  }
  return lines.reverse();
}
