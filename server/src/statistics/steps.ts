/**
 * A long computation in steps of a few milliseconds, so that whoever drives it can look up between two of them, or stop.
 * It yields by amount of work, never by the clock: the result does not depend on who drives it.
 */
export type Steps<T> = Generator<void, T, void>;

export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A short computation as the only step of its own. */
// biome-ignore lint/correctness/useYield: it is over before anybody could look up.
export function* once<T>(compute: () => T): Steps<T> {
  return compute();
}
