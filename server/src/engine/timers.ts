/** The clock, as an argument: the session runs in Node, in a web worker, and in tests that turn the hands themselves. */
export interface Timers {
  /** Milliseconds since some fixed time. */
  now(): number;
  /** Runs it after the messages that wait already. */
  soon(run: () => void): void;
  /** Runs it after so many milliseconds, unless the function that this returns is called before. */
  after(milliseconds: number, run: () => void): () => void;
}
