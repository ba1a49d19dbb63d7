/** What the server asks of the client. A client may refuse anything: that is logged, and the server goes on. */
import type { Connection } from "vscode-languageserver";

export type Ask = (what: string, request: () => Thenable<unknown>) => void;

export function askClient(connection: Connection): Ask {
  const refused = new Set<string>();
  return (what, request) => {
    const failed = (error: unknown) => {
      // One that refuses refuses each time; the log needs to say it once.
      if (refused.has(what)) return;
      refused.add(what);
      connection.console.warn(`The client refused ${what}: ${error instanceof Error ? error.message : String(error)}`);
    };
    try {
      request().then(() => {}, failed);
    } catch (error) {
      failed(error);
    }
  };
}

type Thenable<T> = PromiseLike<T>;
