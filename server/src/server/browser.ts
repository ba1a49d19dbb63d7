/** The server in a web worker: ratings in the rubric only, since there are no files. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import packageJson from "../../../package.json" with { type: "json" };
import type { Files, Runtime } from "../edge/runtime.ts";
import { noFiles } from "../ratings/refused.ts";
import { inOrder } from "./lifecycle.ts";
import { startServer } from "./start-server.ts";

/** A worker has no `setImmediate`: a message to itself runs after those that wait already, and no later. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener("message", () => waiting.shift()?.());
channel.port1.start();

const files: Files = {
  pathOf: () => undefined,
  resolve: (uri, name) => (URL.canParse(name, uri) ? new URL(name, uri).href : undefined),
  list: async () => [],
  existing: async () => new Set(),
  watch: () => ({ folders: () => {}, dispose: () => {} }),
};

const runtime: Runtime = {
  version: packageJson.version,
  timers: {
    now: () => performance.now(),
    soon(run) {
      waiting.push(run);
      channel.port2.postMessage(null);
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  },
  files,
  storeFor: () => noFiles,
  preview: async () => ({ unavailable: "A web worker reads no file." }),
  checkPage: (check) => `https://github.com/encore-rubrics/encore/blob/main/docs/checks/${check}.md`,
};

// The worker itself is the port; it has no type here, where the types of Node are.
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const writer = new BrowserMessageWriter(scope);
const connection = createConnection(ProposedFeatures.all, inOrder(new BrowserMessageReader(scope), writer), writer);
startServer(connection, runtime);
