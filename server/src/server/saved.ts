/** The Analysis of each document as it was saved last: what the lens and the comparison show an edit against. */
import type { Connection } from "vscode-languageserver";
import type { Analysis } from "../analysis/analysis.ts";
import type { OpenDocument } from "../engine/session.ts";

export class Saved {
  /** By document: the version that is on disk. */
  private readonly versions = new Map<string, number>();
  private readonly analyses = new Map<string, Analysis>();
  private readonly versionOf: (uri: string) => number | undefined;

  constructor(versionOf: (uri: string) => number | undefined) {
    this.versionOf = versionOf;
  }

  listen(connection: Connection): void {
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const version = this.versionOf(uri);
      if (version !== undefined) this.versions.set(uri, version);
    });
  }

  /** A document that was just opened is as it is on disk. */
  see({ uri, version, analysis, isBusy }: OpenDocument): void {
    if (!this.versions.has(uri)) this.versions.set(uri, version);
    // Without its evidence there is nothing to compare with yet.
    if (this.versions.get(uri) === version && (!isBusy || !this.analyses.has(uri))) this.analyses.set(uri, analysis);
  }

  /** Undefined where the document has no unsaved change. */
  of({ uri, version }: OpenDocument): Analysis | undefined {
    return this.versions.get(uri) === version ? undefined : this.analyses.get(uri);
  }

  forget(uri: string): void {
    this.versions.delete(uri);
    this.analyses.delete(uri);
  }
}
