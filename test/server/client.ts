/** A language client without an editor: speaks to the real server process over its standard input and output. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  ErrorCodes,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities | undefined;
  readonly initializationOptions?: unknown;
  /** Answers to `workspace/configuration`; needs the capability. */
  readonly settings?: () => Promise<unknown>;
  /** Refuses whatever the server asks. */
  readonly refuses?: boolean;
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcessWithoutNullStreams;
  readonly initialized: InitializeResult;
  /** What the server asked of the client, by method. */
  readonly asked: Map<string, unknown[]>;
  uri(file: string): string;
  open(file: string, text: string): Promise<string>;
  change(uri: string, changes: TextDocumentContentChangeEvent[]): Promise<void>;
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): Promise<void>;
  /** Waits until the diagnostics published for the document are as wanted; fails with the last ones after a while. */
  diagnostics(
    uri: string,
    wanted: (diagnostics: Diagnostic[], version: number | undefined) => boolean,
  ): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

export async function startClient(folder: string, options: ClientOptions = {}): Promise<Client> {
  const command = ["--no-warnings", path.resolve("server/src/cli/main.ts"), "server", "--stdio"];
  const child = spawn(process.execPath, command);
  child.stderr.on("data", (data: Buffer) => process.stderr.write(data));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
    undefined,
  );
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  const asked = new Map<string, unknown[]>();
  let version = 1;

  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const look of [...waiting]) look();
  });
  const answers: Record<string, (params: unknown) => unknown> = {
    "workspace/configuration": (params) =>
      Promise.all((params as { items: unknown[] }).items.map(() => options.settings?.() ?? null)),
    "client/registerCapability": () => null,
    "workspace/inlayHint/refresh": () => null,
    "workspace/codeLens/refresh": () => null,
    "window/workDoneProgress/create": () => null,
  };
  for (const [method, answer] of Object.entries(answers))
    connection.onRequest(method, (params: unknown) => {
      asked.set(method, [...(asked.get(method) ?? []), params]);
      if (options.refuses) throw new ResponseError(ErrorCodes.MethodNotFound, `this client has no ${method}`);
      return answer(params);
    });
  connection.listen();

  const root = pathToFileURL(folder).href;
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "workspace" }],
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification("initialized", {});

  return {
    connection,
    process: child,
    initialized,
    asked,
    uri: (file) => pathToFileURL(path.join(folder, file)).href,
    async open(file, text) {
      const uri = pathToFileURL(path.resolve(folder, file)).href;
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "rubric", version, text },
      });
      return uri;
    },
    async change(uri, contentChanges) {
      version += 1;
      await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params as object),
    diagnostics(uri, wanted) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(`the diagnostics did not come; the last were ${JSON.stringify(published.get(uri), null, 1)}`),
          );
        }, 30_000);
        const look = () => {
          const last = published.get(uri);
          if (!last || !wanted(last.diagnostics, last.version)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(last.diagnostics);
        };
        waiting.add(look);
        look();
      });
    },
    async stop() {
      const exited = child.exitCode === null ? once(child, "exit") : Promise.resolve();
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await exited;
      connection.dispose();
    },
  };
}
