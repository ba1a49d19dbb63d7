/** Progress with a cancel button, for a source that takes long to read. */
import type { Connection } from "vscode-languageserver";
import type { Timers } from "../engine/timers.ts";
import type { Ask } from "./ask.ts";

/** A source that takes longer than this is shown, in milliseconds. */
const SLOW = 1000;

/** Returns what to call when the reading has ended. The library gives every progress a cancel button of its own. */
export function showReading(
  connection: Connection,
  timers: Timers,
  ask: Ask,
  name: string,
  cancel: () => void,
): () => void {
  let hasEnded = false;
  let end = () => {};
  const stopWaiting = timers.after(SLOW, () =>
    ask("to show progress", async () => {
      const progress = await connection.window.createWorkDoneProgress();
      if (hasEnded) return;
      progress.token.onCancellationRequested(cancel);
      progress.begin("Reading ratings", undefined, name, true);
      end = () => progress.done();
    }),
  );
  return () => {
    hasEnded = true;
    stopWaiting();
    end();
  };
}
