/** Where the commands print: results on stdout, errors on stderr with exit code 2. */
import process from "node:process";
import { type Style, terminalStyle } from "../report/terminal.ts";

/** What keeps a command from running: printed in one line, exit 2. */
export class CannotRun extends Error {}

export function styleFor(stream: NodeJS.WriteStream): Style {
  return terminalStyle(stream.isTTY === true && !process.env.NO_COLOR);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function fail(message: string): void {
  process.stderr.write(`encore: ${message}\n`);
  process.exitCode = 2;
}
