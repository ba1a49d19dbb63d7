/** A client that sees every message: for tests of what comes how often, which a connection of the library hides. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { type Diagnostic, type Message, StreamMessageReader } from "vscode-languageserver/node";

/** A server that hangs must not hang the tests, in milliseconds. */
export const PATIENCE = process.env.CI ? 60_000 : 30_000;

interface Received {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly version?: number; readonly diagnostics: Diagnostic[] };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class RawClient {
  readonly child: ChildProcessWithoutNullStreams;
  /** By id of a request: what it was answered with, each time. */
  readonly answers = new Map<number, Received[]>();
  readonly asked: string[] = [];
  readonly published = new Map<string, { version: number | undefined; diagnostics: readonly Diagnostic[] }>();
  log = "";
  private next = 1;
  private readonly waiting = new Set<() => void>();

  constructor(flags: readonly string[] = []) {
    const command = [...flags, "--no-warnings", path.resolve("server/src/cli/main.ts"), "server", "--stdio"];
    this.child = spawn(process.execPath, command);
    this.child.stdin.on("error", () => {});
    this.child.stderr.on("data", (data: Buffer) => {
      this.log += data;
    });
    new StreamMessageReader(this.child.stdout).listen((message) => this.receive(message as Message & Received));
  }

  /** Everything the server asks is refused. */
  private receive(message: Received): void {
    const { id, method, params } = message;
    if (method !== undefined && id !== undefined) {
      this.asked.push(method);
      this.write({ id, error: { code: -32601, message: "refused" } });
    } else if (id !== undefined) this.answers.set(id, [...(this.answers.get(id) ?? []), message]);
    else if (method === "textDocument/publishDiagnostics" && params)
      this.published.set(params.uri, { ...params, version: params.version });
    for (const look of [...this.waiting]) look();
  }

  write(message: object): void {
    this.bytes(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }

  bytes(body: string): void {
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Sends a request and returns its id. */
  ask(method: string, params?: unknown): number {
    const id = this.next++;
    this.write({ id, method, ...(params !== undefined && { params }) });
    return id;
  }

  tell(method: string, params: unknown): void {
    this.write({ method, params });
  }

  async answer(id: number): Promise<Received> {
    await this.until(() => this.answers.has(id), `the answer to request ${id}`);
    const [first] = this.answers.get(id) ?? [];
    return first ?? {};
  }

  async start(folder: string, capabilities: object): Promise<void> {
    const workspaceFolders = [{ uri: folder, name: "workspace" }];
    await this.answer(this.ask("initialize", { processId: process.pid, capabilities, workspaceFolders }));
    this.tell("initialized", {});
  }

  until(isThere: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle();
      };
      const look = () => {
        if (isThere()) end(resolve);
      };
      const timer = setTimeout(
        () => end(() => reject(new Error(`${what} did not come; exit code ${this.child.exitCode}, log: ${this.log}`))),
        PATIENCE,
      );
      this.waiting.add(look);
      look();
    });
  }

  async stop(): Promise<unknown> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exited = once(this.child, "exit");
    this.ask("shutdown");
    this.tell("exit", null);
    const [code] = await exited;
    return code;
  }
}
