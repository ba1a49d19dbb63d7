/** Rows by the group they belong to, one group behind the other, each in the order of the rows. */
export interface Grouped {
  /** The rows of group g are `rows[i]` for start[g] <= i < start[g + 1]. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

/** `group[i]` is the group of `rows[i]`; those of group -1 are skipped. */
export function groupRows(rows: Int32Array, group: Int32Array, groups: number): Grouped {
  const start = new Int32Array(groups + 1);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? -1;
    if (g >= 0) start[g + 1] = (start[g + 1] ?? 0) + 1;
  }
  for (let g = 0; g < groups; g++) start[g + 1] = (start[g + 1] ?? 0) + (start[g] ?? 0);
  const next = start.slice();
  const sorted = new Int32Array(start[groups] ?? 0);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? -1;
    if (g < 0) continue;
    const to = next[g] ?? 0;
    sorted[to] = rows[i] ?? 0;
    next[g] = to + 1;
  }
  return { start, rows: sorted };
}
