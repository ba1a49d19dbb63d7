/** The VS Code side: starts the server, passes on trust, shows its status and runs the commands. Nothing is computed here. */
import * as path from "node:path";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import {
  type InitializationOptions,
  SERVER_FLAGS,
  STATUS,
  type StatusParams,
  TRUST,
} from "../../server/src/protocol.ts";
import { registerCommands } from "./commands.ts";
import { watchLostNames } from "./new-rubric.ts";
import { ReportPanel } from "./report.ts";
import { createStatus } from "./status.ts";

/** More crashes than this within CRASH_WINDOW milliseconds and the author is asked instead. */
const CRASHES_ALLOWED = 5;
const CRASH_WINDOW = 60_000;

let client: LanguageClient | undefined;
let started: Promise<void> | undefined;

export function activate(context: vscode.ExtensionContext): { client: LanguageClient } {
  const running = createClient(context);
  client = running;
  const status = createStatus();
  context.subscriptions.push(status, ...registerCommands(context, running));
  const report = new ReportPanel(context, running);
  context.subscriptions.push(report);
  running.onNotification(STATUS, (params: StatusParams) => {
    status.show(params);
    report.changed(params);
  });
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.sendNotification(TRUST)),
    vscode.window.onDidChangeActiveTextEditor(() => status.update()),
    watchLostNames(),
  );
  // Requests wait for the start by themselves; the client reports a start that fails.
  started = running.start().catch(() => {});
  return { client: running };
}

export async function deactivate(): Promise<void> {
  await started;
  if (client?.isRunning()) await client.stop();
}

function createClient(context: vscode.ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath(path.join("dist", "cli.mjs"));
  const server: ServerOptions = {
    module,
    args: ["server"],
    transport: TransportKind.ipc,
    options: { execArgv: SERVER_FLAGS },
  };
  const initialization: InitializationOptions = { trusted: vscode.workspace.isTrusted, hasCommands: true };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "rubric" }],
    initializationOptions: initialization,
    outputChannel: vscode.window.createOutputChannel("Encore", { log: true }),
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: restarting(),
  };
  return new LanguageClient("encore", "Encore", server, options);
}

/** A server that ends is started again: the editor holds the text, so nothing of the document is lost. */
function restarting(): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      const now = Date.now();
      crashes.push(now);
      const recent = crashes.filter((at) => now - at < CRASH_WINDOW).length;
      if (recent <= CRASHES_ALLOWED) return { action: CloseAction.Restart, handled: true };
      return {
        action: CloseAction.DoNotRestart,
        message: `The Encore server ended ${recent} times within a minute and was not started again. "Encore: Restart Server" starts it, "Encore: Show Log" says why.`,
      };
    },
  };
}
