/** The open documents: their texts with lines and columns, and whether their settings are there. */
import type { CancellationToken, Connection, Position, TextDocumentIdentifier } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Encoding, Positions } from "../edge/positions.ts";
import type { Workspace } from "../edge/workspace.ts";
import type { OpenDocument, Session } from "../engine/session.ts";

export class Documents {
  private readonly texts = new Map<string, Positions>();
  /** Documents whose settings are not there yet are not analysed yet. */
  private readonly opening = new Map<string, Promise<void>>();
  private readonly session: Session;
  private readonly workspace: Workspace;

  constructor(session: Session, workspace: Workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  get uris(): readonly string[] {
    return [...this.texts.keys()];
  }

  /** Lines and columns of the newest text. */
  positionsOf(uri: string): Positions | undefined {
    return this.texts.get(uri);
  }

  listen(connection: Connection, encoding: () => Encoding, closed: (uri: string) => void): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      this.texts.set(uri, new Positions(TextDocument.create(uri, "rubric", version, text), encoding()));
      const ready = this.fetchSettings(uri).then(() => {
        const now = this.texts.get(uri);
        if (now) this.session.open(uri, now.document.version, now.document.getText());
      });
      this.opening.set(uri, ready);
      ready.finally(() => this.opening.delete(uri));
    });

    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const changed = this.texts.get(uri)?.apply(contentChanges, version);
      if (!changed) return;
      this.texts.set(uri, changed);
      this.session.change(uri, version, changed.document.getText());
    });

    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.texts.delete(uri);
      this.session.close(uri);
      this.workspace.forget(uri);
      closed(uri);
    });
  }

  fetchSettings(uri: string): Promise<void> {
    return this.workspace.fetchSettings(uri, () => this.session.reset([uri]));
  }

  /** Runs a feature on the document as it is now; what is cancelled or not open answers `otherwise`. */
  async with<T>(
    { uri }: TextDocumentIdentifier,
    token: CancellationToken,
    otherwise: T,
    run: (document: OpenDocument, at: Positions) => T | Promise<T>,
  ): Promise<T> {
    await this.opening.get(uri);
    if (token.isCancellationRequested) return otherwise;
    const document = this.session.get(uri);
    const at = this.texts.get(uri);
    return document && at ? run(document, at) : otherwise;
  }

  /** A feature of a whole document. */
  whole<Params extends { textDocument: TextDocumentIdentifier }, T>(
    otherwise: T,
    run: (document: OpenDocument, at: Positions, params: Params) => T | Promise<T>,
  ) {
    return (params: Params, token: CancellationToken): Promise<T> =>
      this.with(params.textDocument, token, otherwise, (document, at) => run(document, at, params));
  }

  /** A feature at a position; null where there is nothing. */
  at<Params extends { textDocument: TextDocumentIdentifier; position: Position }, T>(
    run: (document: OpenDocument, at: Positions, offset: number, params: Params) => T | null,
  ) {
    return this.whole<Params, T | null>(null, (document, at, params) =>
      run(document, at, at.offsetAt(params.position), params),
    );
  }
}
