/** A table of text: columns as wide as their widest cell, numbers to the right. */
export interface Column {
  readonly title: string;
  readonly align?: "right";
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, c) => Math.max(width(title), ...rows.map((row) => width(row[c] ?? ""))));
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, c) => {
        const cell = cells[c] ?? "";
        const space = " ".repeat(Math.max(0, (widths[c] ?? 0) - width(cell)));
        return align === "right" ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

/** Columns on a screen: a letter beyond the basic plane is one, whatever JavaScript counts. */
function width(text: string): number {
  return Array.from(text).length;
}
