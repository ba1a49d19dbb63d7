/** The server in a process of its own, over standard input and output or the channel of a Node.js parent. */
import { Console } from "node:console";
import process from "node:process";
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { checkFrames } from "./framing.ts";
import { inOrder } from "./lifecycle.ts";
import { nodeRuntime } from "./node-runtime.ts";
import { startServer } from "./start-server.ts";

/** How long a log message may take to leave before the process ends, in milliseconds. */
const LAST_WORDS = 200;

export function runServer(transport: "stdio" | "ipc"): void {
  const [reader, writer] = transport === "ipc" ? overChannel() : overStreams();
  const connection = createConnection(ProposedFeatures.all, inOrder(reader, writer), writer);
  goOnAfter(connection);
  startServer(connection, nodeRuntime());
}

function overStreams(): [MessageReader, MessageWriter] {
  // Standard output carries messages only.
  globalThis.console = new Console(process.stderr, process.stderr);
  const frames = checkFrames();
  const writer = new StreamMessageWriter(process.stdout);
  // A stream that cannot be read is given up, in words, rather than left silent.
  frames.on("error", (error) =>
    endWith(`Encore cannot read what the client sends and ends: ${error.message}.`, writer),
  );
  // The parent is gone.
  process.stdin.on("end", () => process.exit(0));
  process.stdin.on("close", () => process.exit(0));
  process.stdin.on("error", () => process.exit(1));
  process.stdout.on("error", () => process.exit(1));
  process.stdin.pipe(frames, { end: false });
  const reader = new StreamMessageReader(frames);
  reader.onError((error) => answerUnreadable(error, writer));
  return [reader, writer];
}

function overChannel(): [MessageReader, MessageWriter] {
  process.on("disconnect", () => process.exit(0));
  return [new IPCMessageReader(process), new IPCMessageWriter(process)];
}

/** The frame was right, but what is in it is no JSON: JSON-RPC answers that without an id. */
function answerUnreadable(error: Error, writer: MessageWriter): void {
  const answer = { jsonrpc: "2.0", id: null, error: { code: -32700, message: `not JSON: ${error.message}` } };
  writer.write(answer as never).catch(() => {});
}

/** What is thrown outside a request is a bug, and no reason to end: it is logged, and the next message is served. */
function goOnAfter(connection: Connection): void {
  const log = (error: unknown) =>
    connection.console.error(
      `This is a bug in Encore, please report it. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  process.on("uncaughtException", log);
  process.on("unhandledRejection", log);
}

function endWith(message: string, writer: MessageWriter): void {
  process.stderr.write(`${message}\n`);
  const end = () => process.exit(1);
  setTimeout(end, LAST_WORDS);
  writer.write({ jsonrpc: "2.0", method: "window/logMessage", params: { type: 1, message } } as never).then(end, end);
}
