/** A table of text: columns as wide as their widest cell, numbers to the right. */
import { printable } from "./terminal.ts";
import { width } from "./width.ts";

export interface Column {
  readonly title: string;
  readonly align?: "right";
  /** How soon the column is dropped where the table is too wide: the highest first, without a number never. */
  readonly dropped?: number;
}

const GAP = "  ";

/** Returns the head and the rows, at most `columns` wide as far as columns may be dropped for it. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  most = Number.POSITIVE_INFINITY,
): string[] {
  const cells = rows.map((row) => columns.map((_, c) => printable(row[c] ?? "")));
  const widths = columns.map(({ title }, c) => Math.max(width(title), ...cells.map((row) => width(row[c] ?? ""))));
  const shown = fitting(columns, widths, most);
  const line = (row: readonly string[]) =>
    shown
      .map((c) => {
        const cell = row[c] ?? "";
        const space = " ".repeat(Math.max(0, (widths[c] ?? 0) - width(cell)));
        return columns[c]?.align === "right" ? space + cell : cell + space;
      })
      .join(GAP)
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...cells.map(line)];
}

/** The indexes of the columns that fit. */
function fitting(columns: readonly Column[], widths: readonly number[], most: number): number[] {
  const shown = columns.map((_, c) => c);
  const total = () => shown.reduce((sum, c) => sum + (widths[c] ?? 0), 0) + GAP.length * (shown.length - 1);
  while (total() > most) {
    const droppable = shown.filter((c) => columns[c]?.dropped !== undefined);
    if (droppable.length === 0) break;
    const next = droppable.reduce((a, b) => ((columns[b]?.dropped ?? 0) > (columns[a]?.dropped ?? 0) ? b : a));
    shown.splice(shown.indexOf(next), 1);
  }
  return shown;
}
