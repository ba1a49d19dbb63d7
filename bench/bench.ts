/** What a bench is: a file NAME.bench.ts here, run by `npm run bench -- NAME`. */
export interface Bench {
  /** The heading over its section. */
  readonly title: string;
  /** The page that holds its section, from the repository's root; docs/benchmarks.md where it names none. */
  readonly page?: string;
  /** Measures, and answers the section's Markdown. */
  run(): string | Promise<string>;
}

/** Milliseconds of the fastest of some runs: the one that the machine's other work disturbed least. */
export function fastest(runs: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = line(header.map((_, column) => (column === 0 ? "---" : "---:")));
  return [line(header), rule, ...rows.map(line)].join("\n");
}
