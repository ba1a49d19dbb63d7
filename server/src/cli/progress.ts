/** What is being done, on the last line of a terminal's stderr, where it takes longer than a second. */
import process from "node:process";

/** In milliseconds. */
const PATIENCE = 1000;

export interface Progress {
  step(text: string): void;
  done(): void;
}

export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { step: () => {}, done: () => {} };
  const started = performance.now();
  let now = "";
  let isShown = false;
  const show = () => {
    isShown = true;
    stream.write(`\r\u001b[K${now.slice(0, stream.columns - 1)}`);
  };
  const timer = setTimeout(show, PATIENCE);
  return {
    step(text) {
      now = text;
      if (isShown || performance.now() - started > PATIENCE) show();
    },
    done() {
      clearTimeout(timer);
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}
