/** `encore server`: the language server, as every editor starts it. */
import type { Command } from "commander";
import { runServer } from "../server/node.ts";

export function defineServer(command: Command): void {
  command
    .option("--stdio", "speak over standard input and output (the default)")
    .option("--node-ipc", "speak over the channel of a Node.js parent process")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(({ nodeIpc }: { nodeIpc?: boolean }) => runServer(nodeIpc ? "ipc" : "stdio"));
}
