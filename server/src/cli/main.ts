/** `encore`: the same engine at a terminal. Exit codes: 0 nothing at or over --fail-on, 1 something, 2 could not run. */
import process from "node:process";
import { Command, CommanderError } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import { commands } from "./commands.ts";
import { CannotRun, fail } from "./output.ts";

async function main(words: readonly string[]): Promise<void> {
  const program = new Command("encore")
    .description("A statistical linter for safety rubrics.")
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError("(encore --help shows more)");
  // `encore help check` names its command in second place.
  const named = words.filter((word) => !word.startsWith("-")).slice(0, 2);
  for (const { name, summary, load } of commands) {
    const command = program.command(name).description(summary);
    if (named.includes(name)) (await load())(command);
  }
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof CannotRun) fail(error.message);
    else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

// A reader that closes early (encore check … | head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

await main(process.argv.slice(2));
