/** The built server as a process of its own, spoken to over its standard input and output, with its times and memory. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  type Position,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { SERVER_FLAGS } from "../server/src/protocol.ts";
import { openInspector } from "./inspector.ts";

const root = new URL("../", import.meta.url);
const cli = fileURLToPath(new URL("dist/cli.mjs", root));

/** What the editor asks for, as VS Code does. */
const capabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
  textDocument: {
    hover: { contentFormat: ["markdown" as const] },
    publishDiagnostics: { versionSupport: true, codeDescriptionSupport: true },
  },
};

export interface LiveServer {
  /** From starting the process to its answer to `initialize`, in milliseconds. */
  readonly started: number;
  open(uri: string, text: string): Promise<void>;
  /** Puts `typed` at a place, or takes the character before the place away; answers the new version. */
  type(uri: string, at: Position, typed: string | undefined): Promise<number>;
  /** The first diagnostics of that version or a later one. */
  diagnostics(uri: string, version: number): Promise<readonly Diagnostic[]>;
  /** The first diagnostics as wanted, of those that came or come. */
  until(uri: string, wanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<void>;
  request(method: string, params: unknown): Promise<unknown>;
  /** Waits until no evidence is being computed for the document. */
  idle(uri: string): Promise<void>;
  /** Resident memory of the process in MB; undefined where the system does not tell. */
  resident(): number | undefined;
  /** The heap after garbage collection, in MB; only of a server started with an inspector. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

export async function startServer(isInspected = false): Promise<LiveServer> {
  if (!existsSync(cli)) throw new Error(`${cli} is not there: build it first, with \`npm run build\`.`);
  const before = performance.now();
  const flags = isInspected ? [...SERVER_FLAGS, "--inspect=127.0.0.1:0"] : SERVER_FLAGS;
  const child = spawn(process.execPath, [...flags, cli, "server", "--stdio"]);
  const inspecting = isInspected ? openInspector(child.stderr) : undefined;
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
    undefined,
  );
  const published = new Map<string, PublishDiagnosticsParams>();
  const busy = new Map<string, boolean>();
  const versions = new Map<string, number>();
  const waiting = new Set<() => void>();
  const told = () => {
    for (const look of [...waiting]) look();
  };
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    told();
  });
  connection.onNotification("encore/status", ({ uri, isBusy }: { uri: string; isBusy: boolean }) => {
    busy.set(uri, isBusy);
    told();
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
  for (const method of ["workspace/inlayHint/refresh", "workspace/codeLens/refresh", "client/registerCapability"])
    connection.onRequest(method, () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: root.href,
    workspaceFolders: [{ uri: root.href, name: "workspace" }],
    capabilities,
  });
  const started = performance.now() - before;
  await connection.sendNotification("initialized", {});

  /** Looks now, and again whenever something was told. */
  function when<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look();
        if (found === undefined) return;
        waiting.delete(again);
        resolve(found);
      };
      waiting.add(again);
      again();
    });
  }

  return {
    started,
    async open(uri, text) {
      versions.set(uri, 1);
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "rubric", version: 1, text },
      });
    },
    async type(uri, at, typed) {
      const version = (versions.get(uri) ?? 1) + 1;
      versions.set(uri, version);
      const start = typed === undefined ? { ...at, character: at.character - 1 } : at;
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range: { start, end: at }, text: typed ?? "" }],
      });
      return version;
    },
    diagnostics: (uri, version) =>
      when(() => {
        const last = published.get(uri);
        return last && (last.version ?? 0) >= version ? last.diagnostics : undefined;
      }),
    async until(uri, wanted) {
      await when(() => (wanted(published.get(uri)?.diagnostics ?? []) ? true : undefined));
    },
    request: (method, params) => connection.sendRequest(method, params),
    async idle(uri) {
      await when(() => (busy.get(uri) === false ? true : undefined));
    },
    resident: () => residentOf(child.pid),
    async heap() {
      if (!inspecting) throw new Error("The server was started without an inspector.");
      return (await inspecting).heap();
    },
    async stop() {
      const exited = once(child, "exit");
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      if (inspecting) (await inspecting).close();
      await exited;
      connection.dispose();
    },
  };
}

export function fileUri(path: string): string {
  return pathToFileURL(path).href;
}

function residentOf(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
