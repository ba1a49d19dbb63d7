/** `encore server`: the language server, as every editor starts it. */
import type { Command } from "commander";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeRuntime } from "../server/node-runtime.ts";
import { startServer } from "../server/start-server.ts";

export function defineServer(command: Command): void {
  command
    .option("--stdio", "speak over standard input and output")
    .option("--node-ipc", "speak over the channel of a Node.js parent process")
    .allowUnknownOption()
    .allowExcessArguments()
    // The connection reads its way of speaking from the arguments by itself.
    .action(() => startServer(createConnection(ProposedFeatures.all), nodeRuntime()));
}
