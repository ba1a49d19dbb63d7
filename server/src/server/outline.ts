/**
 * An editor asks for the outline after an edit only, and the protocol has no request to refresh it. Registering the
 * provider again makes it ask, so that weights and verdicts follow ratings that changed in their files.
 */
import { type Connection, type Disposable, DocumentSymbolRequest } from "vscode-languageserver";
import type { OpenDocument } from "../engine/session.ts";
import * as language from "../language/service.ts";
import type { Ask } from "./ask.ts";

export class Outline {
  private readonly connection: Connection;
  private readonly ask: Ask;
  private registration: Disposable | undefined;
  /** By document: what the outline says of its rules. */
  private readonly shown = new Map<string, string>();

  constructor(connection: Connection, ask: Ask) {
    this.connection = connection;
    this.ask = ask;
  }

  register(): void {
    this.ask("to register the outline", async () => {
      const earlier = this.registration;
      this.registration = undefined;
      earlier?.dispose();
      this.registration = await this.connection.client.register(DocumentSymbolRequest.type, {
        documentSelector: [{ language: "rubric" }],
      });
    });
  }

  /** Registers again where the document's outline is another one, though the text is not. */
  follow(document: OpenDocument, isEdited: boolean): void {
    if (document.isBusy) return;
    const details = language
      .documentSymbols(document.analysis)
      .flatMap(({ children }) => children.map(({ name, detail }) => `${name} ${detail}`))
      .join("\n");
    const before = this.shown.get(document.uri);
    this.shown.set(document.uri, details);
    if (!isEdited && before !== undefined && before !== details && this.registration) this.register();
  }

  forget(uri: string): void {
    this.shown.delete(uri);
  }
}
