/** What was read, in the log: each source with its rows and its time. */
import type { Connection } from "vscode-languageserver";
import type { OpenDocument } from "../engine/session.ts";
import type { Timers } from "../engine/timers.ts";

export class ReadingLog {
  private readonly connection: Connection;
  private readonly timers: Timers;
  /** By document and source: how long its last reading took, in milliseconds, until that is logged. */
  private readonly took = new Map<string, number>();

  constructor(connection: Connection, timers: Timers) {
    this.connection = connection;
    this.timers = timers;
  }

  /** A source is being read; what it returns is called at the end. */
  begin(uri: string, name: string): () => void {
    const started = this.timers.now();
    return () => this.took.set(JSON.stringify([uri, name]), this.timers.now() - started);
  }

  /** The rows are known once the document was analysed with them. */
  see({ uri, analysis }: OpenDocument): void {
    for (const { name, state, rows, files, problems } of analysis.sources) {
      const key = JSON.stringify([uri, name]);
      const took = this.took.get(key);
      if (took === undefined || state === "reading") continue;
      this.took.delete(key);
      const seconds = `${(took / 1000).toFixed(2)} s`;
      const from = files.length > 1 ? ` from ${files.length} files` : "";
      if (state === "read") this.connection.console.info(`Read ${name}: ${rows} rows${from} in ${seconds}.`);
      else this.connection.console.info(`Did not read ${name}: ${problems[0]?.problem.message ?? "no reason"}`);
    }
  }
}
