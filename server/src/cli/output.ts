/** Where the commands print: results on stdout, errors on stderr with exit code 2. */
import process from "node:process";
import { printable, type Style, terminalStyle, withoutCommands } from "../report/terminal.ts";

/** What keeps a command from running: printed in one line, exit 2. */
export class CannotRun extends Error {}

export type ColorChoice = "auto" | "always" | "never";

export function styleFor(stream: NodeJS.WriteStream, choice: ColorChoice = "auto"): Style {
  const isColoured = choice === "auto" ? stream.isTTY === true && !process.env.NO_COLOR : choice === "always";
  return terminalStyle(isColoured);
}

/** Columns of the terminal, or as COLUMNS says; Infinity where the output is no terminal, so that lines stay whole. */
export function widthOf(stream: NodeJS.WriteStream): number {
  const named = Number(process.env.COLUMNS);
  if (Number.isInteger(named) && named > 0) return named;
  return stream.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
}

/** Prints text whose parts were escaped where they came in; no line of it is a command to a CI runner. */
export function print(text: string): void {
  process.stdout.write(`${withoutCommands(text)}\n`);
}

/** Prints text as it is: the files that a command makes, and workflow commands. */
export function printRaw(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Reports what kept something from being done; the command goes on, and ends with 2. */
export function fail(message: string): void {
  process.stderr.write(`${withoutCommands(`encore: ${message.split("\n").map(printable).join("\n")}`)}\n`);
  process.exitCode = 2;
}
