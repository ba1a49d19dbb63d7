/** Messages that are out of order or cannot be read, byte by byte, against the real process. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";

let child: ChildProcessWithoutNullStreams;
let output: string;
let log: string;

/** A server that hangs must not hang the tests. */
const PATIENCE = process.env.CI ? 20_000 : 10_000;

function start(): void {
  child = spawn(process.execPath, ["--no-warnings", path.resolve("server/src/cli/main.ts"), "server", "--stdio"]);
  output = "";
  log = "";
  child.stdin.on("error", () => {}); // The server may end while we write.
  child.stdout.on("data", (data: Buffer) => {
    output += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    log += data;
  });
}

afterEach(() => {
  child.kill("SIGKILL");
});

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const send = (message: object) => child.stdin.write(frame(JSON.stringify({ jsonrpc: "2.0", ...message })));
const initialize = (folders: unknown = null) =>
  send({ id: 1, method: "initialize", params: { processId: null, capabilities: {}, workspaceFolders: folders } });

async function until(text: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!output.includes(text)) {
    if (Date.now() > end) throw new Error(`${text} did not come; there was ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function exitCode(): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const timer = new Promise((resolve) => setTimeout(resolve, PATIENCE, "still running"));
  return Promise.race([once(child, "exit").then(([code]) => code), timer]);
}

test("a request before initialize gets the error of the protocol", async () => {
  start();
  send({ id: 7, method: "textDocument/hover", params: {} });
  await until('"code":-32002');
  initialize();
  await until('"hoverProvider":true');
});

test("after shutdown requests get an error, and exit ends the process with 0", async () => {
  start();
  initialize();
  await until('"id":1');
  send({ id: 2, method: "shutdown" });
  await until('"id":2');
  send({ id: 3, method: "textDocument/hover", params: {} });
  await until('"code":-32600');
  send({ method: "exit" });
  expect(await exitCode()).toBe(0);
});

test("exit without shutdown ends the process with 1", async () => {
  start();
  initialize();
  await until('"id":1');
  send({ method: "exit" });
  expect(await exitCode()).toBe(1);
});

test("a workspace folder on another machine is no reason to fail", async () => {
  start();
  initialize([{ uri: "file://host/share", name: "share" }]);
  await until('"hoverProvider":true');
});

test("a message that is no JSON is answered with a parse error, and the next one served", async () => {
  start();
  child.stdin.write(frame("{no json"));
  await until('"code":-32700');
  for (const body of ["null", "[]", "42", '"text"', "{}", '{"jsonrpc":"2.0","id":9}']) child.stdin.write(frame(body));
  initialize();
  await until('"hoverProvider":true');
});

test.each([
  ["a negative length", "Content-Length: -5\r\n\r\n{}"],
  ["no length", "Content-Type: application/json\r\n\r\n{}"],
  ["a length that is no number", "Content-Length: many\r\n\r\n{}"],
  ["a length over all bounds", "Content-Length: 99999999999999\r\n\r\n{}"],
  ["a header of 20 MB", "x".repeat(20e6)],
])("%s ends the process with a log", async (_, bytes) => {
  start();
  initialize();
  await until('"id":1');
  child.stdin.write(bytes);
  expect(await exitCode()).toBe(1);
  expect(log).toContain("cannot read what the client sends");
  expect(output).toContain("window/logMessage");
});

test("messages that arrive in pieces are whole", async () => {
  start();
  const bytes = frame(
    JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, capabilities: {} } }),
  );
  for (const byte of bytes) {
    child.stdin.write(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until('"hoverProvider":true');
});

test("the process ends when its parent is gone", async () => {
  start();
  initialize();
  await until('"id":1');
  child.stdin.destroy();
  child.stdout.destroy();
  expect(await exitCode()).not.toBe("still running");
});
