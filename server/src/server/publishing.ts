/** What the server sends without being asked: findings, the status, and that there is something new to ask for. */

import type { CancellationToken } from "vscode-languageserver";
import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from "vscode-languageserver";
import type { Client } from "../edge/capabilities.ts";
import * as convert from "../edge/convert.ts";
import type { Positions } from "../edge/positions.ts";
import type { OpenDocument } from "../engine/session.ts";
import type { Timers } from "../engine/timers.ts";
import * as language from "../language/service.ts";
import * as protocol from "../protocol.ts";
import type { Ask } from "./ask.ts";

/** How long symbols wait for what is being computed, in milliseconds. */
const SYMBOLS_PATIENCE = 2000;

export class Publishing {
  private readonly connection: Connection;
  private readonly timers: Timers;
  private readonly ask: Ask;
  private readonly page: (check: string) => string;
  /** By document: called when nothing is read or computed for it any more. */
  private readonly settling = new Map<string, Set<() => void>>();

  constructor(connection: Connection, timers: Timers, ask: Ask, page: (check: string) => string) {
    this.connection = connection;
    this.timers = timers;
    this.ask = ask;
    this.page = page;
  }

  /** `at` are the positions of the newest text: where that is newer, its own findings are on their way. */
  publish(document: OpenDocument, at: Positions | undefined, isEdited: boolean, client: Client): void {
    const { uri, version, analysis, shown, isBusy } = document;
    if (!at || at.document.version !== version) return;
    const diagnostics = shown.map((finding) => convert.diagnostic(finding, at, this.page));
    this.ask("diagnostics", () => this.connection.sendDiagnostics({ uri, version, diagnostics }));
    const status: protocol.StatusParams = { uri, ...language.status(analysis, shown, isBusy) };
    this.ask("the status", () => this.connection.sendNotification(protocol.STATUS, status));
    if (!isBusy) this.release(uri);
    // After an edit the client asks by itself; new ratings or evidence it does not know of.
    if (isEdited) return;
    if (client.refreshesHints)
      this.ask("to refresh inlay hints", () => this.connection.sendRequest(InlayHintRefreshRequest.type));
    if (client.refreshesLenses)
      this.ask("to refresh code lenses", () => this.connection.sendRequest(CodeLensRefreshRequest.type));
  }

  /** A document was closed. */
  clear(uri: string): void {
    this.release(uri);
    this.ask("diagnostics", () => this.connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  /** Resolves when a document that is busy is so no more, but not at any price. */
  settled(uri: string, token: CancellationToken): Promise<void> {
    return new Promise<void>((resolve) => {
      const waiting = this.settling.get(uri) ?? new Set();
      this.settling.set(uri, waiting);
      const stop = this.timers.after(SYMBOLS_PATIENCE, () => done());
      const cancelled = token.onCancellationRequested(() => done());
      const done = () => {
        stop();
        cancelled.dispose();
        waiting.delete(done);
        resolve();
      };
      waiting.add(done);
    });
  }

  private release(uri: string): void {
    for (const done of [...(this.settling.get(uri) ?? [])]) done();
    this.settling.delete(uri);
  }
}
