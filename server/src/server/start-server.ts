/** Starts a server on a connection: which notification reaches which part. The parts hold the state, none is here. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver";
import { type Client, capabilitiesFor, readClient } from "../edge/capabilities.ts";
import type { Runtime } from "../edge/runtime.ts";
import { Workspace } from "../edge/workspace.ts";
import { Session } from "../engine/session.ts";
import * as protocol from "../protocol.ts";
import { endings } from "../ratings/format.ts";
import { askClient } from "./ask.ts";
import { listCommands } from "./commands.ts";
import { Documents } from "./documents.ts";
import { listFeatures } from "./features.ts";
import { Outline } from "./outline.ts";
import { showReading } from "./progress.ts";
import { Publishing } from "./publishing.ts";
import { ReadingLog } from "./reading-log.ts";
import { Saved } from "./saved.ts";

/** Rating files; what the client or we ourselves watch. */
const watched = `**/*.{${endings.join(",")}}`;

export function startServer(connection: Connection, runtime: Runtime): void {
  const { timers, files } = runtime;
  let client: Client = readClient({ processId: null, rootUri: null, capabilities: {} });
  const ask = askClient(connection);
  const workspace = new Workspace(connection, runtime);
  const readingLog = new ReadingLog(connection, timers);
  const outline = new Outline(connection, ask);
  const publishing = new Publishing(connection, timers, ask, runtime.checkPage);
  const session: Session = new Session({
    timers,
    storeFor: (uri) => workspace.storeFor(uri),
    settingsFor: (uri) => workspace.documentSettings(uri),
    changed: (document, isEdited) => {
      saved.see(document);
      readingLog.see(document);
      if (client.registersSymbols) outline.follow(document, isEdited);
      publishing.publish(document, documents.positionsOf(document.uri), isEdited, client);
      watchFiles();
    },
    reading: (uri, { name }, cancel) => {
      const logged = readingLog.begin(uri, name);
      const shown = client.showsProgress ? showReading(connection, timers, ask, name, cancel) : () => {};
      return () => {
        logged();
        shown();
      };
    },
    failed: (error) =>
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const documents = new Documents(session, workspace);
  const saved: Saved = new Saved((uri) => documents.positionsOf(uri)?.document.version);
  const folders = files.watch(filesChanged);

  connection.onInitialize((params) => {
    client = readClient(params);
    workspace.isTrusted = client.trusted;
    workspace.folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    workspace.setCommon(params.initializationOptions?.settings);
    if (client.hasConfiguration) workspace.askForSettings();
    return capabilitiesFor(client);
  });

  connection.onInitialized(() => {
    const where = workspace.folders.length === 0 ? "no folder" : workspace.folders.join(", ");
    connection.console.info(
      `Encore ${runtime.version} started in ${where}${workspace.isTrusted ? "" : ", which is not trusted: rating files are not read"}.`,
    );
    if (client.registersSymbols) outline.register();
    if (client.hearsConfiguration)
      ask("to report changed settings", () =>
        connection.client.register(DidChangeConfigurationNotification.type, { section: "encore" }),
      );
    if (client.watchesFiles)
      ask("to watch rating files", () =>
        connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watched }] }),
      );
    if (client.hasWorkspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        workspace.folders = [...workspace.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        session.reset();
      });
  });

  documents.listen(
    connection,
    () => client.encoding,
    (uri) => {
      publishing.clear(uri);
      saved.forget(uri);
      outline.forget(uri);
      watchFiles();
    },
  );

  connection.onDidChangeConfiguration(async ({ settings }) => {
    workspace.setCommon(settings?.encore);
    await Promise.all(documents.uris.map((uri) => documents.fetchSettings(uri)));
    session.reset();
  });

  connection.onDidChangeWatchedFiles(({ changes }) =>
    filesChanged(changes.flatMap(({ uri }) => files.pathOf(uri) ?? [])),
  );

  connection.onNotification(protocol.TRUST, () => {
    workspace.isTrusted = true;
    session.reset();
  });

  saved.listen(connection);
  const { checkPage, preview } = runtime;
  const house = { documents, session, workspace, publishing, saved, files, checkPage, preview, client: () => client };
  listFeatures(connection, house);
  listCommands(connection, house);

  connection.onShutdown(() => {
    session.dispose();
    folders.dispose();
  });

  connection.listen();

  /** Absolute paths. */
  function filesChanged(changed: readonly string[]): void {
    session.sourcesChanged((uri, source) => {
      const store = workspace.storeFor(uri);
      return changed.some((file) => store.dependsOn(source, file));
    });
  }

  function watchFiles(): void {
    if (client.watchesFiles || !workspace.isTrusted) return;
    folders.folders(
      session.sources.flatMap(([uri, source]) =>
        workspace
          .storeFor(uri)
          .foldersOf(source)
          .map((folder) => ({ place: workspace.placeOf(uri), folder })),
      ),
    );
  }
}
