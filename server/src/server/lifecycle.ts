/**
 * Messages that come at the wrong time, answered as the protocol says: requests before `initialize` and after
 * `shutdown` get an error, notifications then count for nothing, and only one `initialize` counts. The library leaves
 * that to its user. It sits between a reader of messages and the connection.
 */
import {
  type DataCallback,
  type Disposable,
  ErrorCodes,
  Message,
  type MessageReader,
  type MessageWriter,
  type RequestMessage,
} from "vscode-languageserver";

export function inOrder(reader: MessageReader, writer: MessageWriter): MessageReader {
  let state: "new" | "running" | "shut down" = "new";

  /** Why a request may not be served now; undefined for one that may. */
  function refusal({ method }: RequestMessage): { code: number; message: string } | undefined {
    if (state === "new" && method !== "initialize")
      return { code: ErrorCodes.ServerNotInitialized, message: "the first request must be `initialize`" };
    if (state === "shut down") return { code: ErrorCodes.InvalidRequest, message: "the server has been shut down" };
    if (state === "running" && method === "initialize")
      return { code: ErrorCodes.InvalidRequest, message: "the server is initialized already" };
    return undefined;
  }

  function pass(message: Message, callback: DataCallback): void {
    if (Message.isRequest(message)) {
      const error = refusal(message);
      if (error) {
        writer.write({ jsonrpc: "2.0", id: message.id, error } as Message).catch(() => {});
        return;
      }
      if (message.method === "initialize") state = "running";
      if (message.method === "shutdown") state = "shut down";
    } else if (Message.isNotification(message) && state !== "running" && message.method !== "exit") return;
    callback(message);
  }

  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    listen: (callback): Disposable => reader.listen((message) => pass(message, callback)),
    dispose: () => reader.dispose(),
  };
}
