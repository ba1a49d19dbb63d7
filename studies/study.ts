/** What is simulated, as a section of a page. */
export interface Study {
  readonly name: string;
  readonly title: string;
  /** docs/coverage.md where it is left out. */
  readonly page?: string;
  /** Markdown without the heading; `simulations` a cell, more where a simulation is cheap. */
  run(simulations: number): Findings;
}

export interface Findings {
  readonly text: string;
  /** Drawn beside the page, as docs/coverage.svg. */
  readonly plot?: string;
}
