/** Tries documents in a thread of its own, so that the one that started it sees a hang. */
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { mutatedDocument } from "./mutate.ts";
import { mutatedFile, tryRatings, withFolder } from "./rating-files.ts";
import { done, tryDocument } from "./trial.ts";

export interface Order {
  readonly documents: number;
  readonly files: number;
  readonly seed: number;
}

export type Report =
  | { readonly kind: "trying"; readonly text: string; readonly count: number }
  | { readonly kind: "failed"; readonly text: string; readonly reason: string }
  | { readonly kind: "done"; readonly figures: typeof done; readonly files: number };

const { documents, files, seed }: Order = workerData;
const report = (one: Report) => parentPort?.postMessage(one);

const trial = fc.record({
  document: mutatedDocument,
  places: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
  chance: fc.nat({ max: 49 }),
});

const outcome = fc.check(
  fc.property(trial, ({ document, places, chance }) => {
    report({ kind: "trying", text: document.text, count: done.documents });
    tryDocument({ ...document, places, isThorough: chance === 0 });
  }),
  { numRuns: documents, seed },
);
if (outcome.failed) {
  const [failing] = outcome.counterexample ?? [];
  const before = JSON.stringify(failing?.document.before);
  report({
    kind: "failed",
    text: `${JSON.stringify(failing?.document.text)}\nafter ${before}, at ${failing?.places}`,
    reason: String(outcome.errorInstance instanceof Error ? outcome.errorInstance.stack : outcome.errorInstance),
  });
} else {
  await withFolder(async (folder) => {
    const read = await fc.check(
      fc.asyncProperty(mutatedFile, (file) => {
        report({ kind: "trying", text: `${file.name}: ${file.content}`, count: done.documents });
        return tryRatings(folder, file);
      }),
      { numRuns: files, seed },
    );
    if (read.failed)
      report({
        kind: "failed",
        text: JSON.stringify(read.counterexample),
        reason: String(read.errorInstance instanceof Error ? read.errorInstance.stack : read.errorInstance),
      });
    else report({ kind: "done", figures: done, files });
  });
}
