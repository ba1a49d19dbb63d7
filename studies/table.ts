import { type Cell, coverage } from "./tally-cells.ts";

/** A Markdown table; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const isNumber = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[\d.%-]*$/.test(String(row[column]))),
  );
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(isNumber.map((right) => (right ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** Lowest coverage, share of cells over .93, and mean, of cells that have intervals. */
export function summary(cells: readonly Cell[]): [cells: number, lowest: string, over: string, mean: string] {
  const there = cells.filter(({ intervals }) => intervals > 0).map(coverage);
  if (there.length === 0) return [0, "-", "-", "-"];
  const mean = there.reduce((sum, one) => sum + one, 0) / there.length;
  const over = there.filter((one) => one > 0.93).length / there.length;
  return [there.length, fixed(Math.min(...there)), fixed(over, 2), fixed(mean)];
}

export function fixed(value: number, places = 3): string {
  return value.toFixed(places);
}

/** Cells by what `keyOf` says, in the order in which they come. */
export function groups(cells: readonly Cell[], keyOf: (cell: Cell) => string | number): [string, Cell[]][] {
  const of = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = String(keyOf(cell));
    const group = of.get(key) ?? [];
    group.push(cell);
    of.set(key, group);
  }
  return [...of];
}

/** The settings of cells as rows, with their coverage; worst first. */
export function worst(cells: readonly Cell[], rows: number, from: "lowest" | "highest" = "lowest"): string {
  const sign = from === "lowest" ? 1 : -1;
  const sorted = cells
    .filter(({ intervals }) => intervals > 0)
    .sort((a, b) => sign * (coverage(a) - coverage(b)))
    .slice(0, rows);
  const columns = Object.keys(sorted[0]?.setting ?? {});
  const rate = from === "lowest" ? "covers" : "rate";
  return table(
    [...columns, "simulations", rate],
    sorted.map((cell) => [...columns.map((name) => cell.setting[name] ?? ""), cell.intervals, fixed(coverage(cell))]),
  );
}
