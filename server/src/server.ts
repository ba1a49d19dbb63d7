/**
 * Which request is answered by which function. State is the session's, the features are language/'s, lines and columns
 * are edge/'s; no logic here.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  InlayHintRefreshRequest,
  type Position,
  ResponseError,
  type TextDocumentIdentifier,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Client, capabilitiesFor, readClient } from "./edge/capabilities.ts";
import * as convert from "./edge/convert.ts";
import { checkPage } from "./edge/docs.ts";
import { listFolder } from "./edge/folders.ts";
import { Positions } from "./edge/positions.ts";
import { watchFolders } from "./edge/watch.ts";
import { folderOf, isFile, Workspace } from "./edge/workspace.ts";
import { type OpenDocument, Session } from "./engine/session.ts";
import * as language from "./language/service.ts";
import * as protocol from "./protocol.ts";

/** Rating files; what the client or we ourselves watch. */
const watched = "**/*.{csv,tsv,json,jsonl,ndjson,parquet,csv.gz,tsv.gz,json.gz,jsonl.gz,ndjson.gz}";
/** A source that takes longer than this is shown as progress, in milliseconds. */
const SLOW = 1000;
/** How long symbols wait for what is being computed, in milliseconds. */
const SYMBOLS_PATIENCE = 2000;

export function startServer(connection: Connection): void {
  const workspace = new Workspace(connection);
  const texts = new Map<string, Positions>();
  /** Documents whose settings are not there yet are not analysed yet. */
  const opening = new Map<string, Promise<void>>();
  /** Told when nothing is read or computed for a document any more. */
  const settling = new Map<string, Set<() => void>>();
  let client: Client = readClient({ processId: null, rootUri: null, capabilities: {} });

  const session = new Session({
    storeFor: (uri) => workspace.storeFor(uri),
    settingsFor: (uri) => workspace.documentSettings(uri),
    changed: publish,
    reading: showReading,
    failed: (error) =>
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const folders = watchFolders((files) => filesChanged(files));

  connection.onInitialize((params) => {
    client = readClient(params);
    workspace.isTrusted = client.trusted;
    workspace.folders = (params.workspaceFolders ?? [])
      .map(({ uri }) => uri)
      .filter(isFile)
      .map((uri) => fileURLToPath(uri));
    workspace.setCommon(params.initializationOptions?.settings);
    if (client.hasConfiguration) workspace.askForSettings();
    return capabilitiesFor(client);
  });

  connection.onInitialized(() => {
    if (client.hearsConfiguration)
      connection.client.register(DidChangeConfigurationNotification.type, { section: "encore" });
    if (client.watchesFiles)
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watched }] });
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    texts.set(uri, new Positions(TextDocument.create(uri, "rubric", version, text), client.encoding));
    const ready = workspace
      .fetchSettings(uri, () => session.reset([uri]))
      .then(() => {
        const now = texts.get(uri);
        if (now) session.open(uri, now.document.version, now.document.getText());
      });
    opening.set(uri, ready);
    ready.finally(() => opening.delete(uri));
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const changed = texts.get(uri)?.apply(contentChanges, version);
    if (!changed) return;
    texts.set(uri, changed);
    session.change(uri, version, changed.document.getText());
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    texts.delete(uri);
    session.close(uri);
    connection.sendDiagnostics({ uri, diagnostics: [] });
    watchFiles();
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    workspace.setCommon(settings?.encore);
    await Promise.all([...texts.keys()].map((uri) => workspace.fetchSettings(uri, () => session.reset([uri]))));
    session.reset();
  });

  connection.onDidChangeWatchedFiles(({ changes }) =>
    filesChanged(
      changes
        .map(({ uri }) => uri)
        .filter(isFile)
        .map((uri) => fileURLToPath(uri)),
    ),
  );

  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    const gone = new Set<string>(
      event.removed
        .map(({ uri }: { uri: string }) => uri)
        .filter(isFile)
        .map((uri: string) => fileURLToPath(uri)),
    );
    const come: string[] = event.added
      .map(({ uri }: { uri: string }) => uri)
      .filter(isFile)
      .map((uri: string) => fileURLToPath(uri));
    workspace.folders = [...workspace.folders.filter((folder) => !gone.has(folder)), ...come];
    workspace.forgetStores();
    session.reset();
  });

  connection.onNotification(protocol.TRUST, () => {
    workspace.isTrusted = true;
    session.reset();
  });

  connection.onHover(
    answer(({ analysis }, at, { uri, offset }) => {
      const found = language.hover(analysis, offset, workspace.settingsOf(uri).entropyUnit);
      return found ? convert.hover(found, at, client) : null;
    }),
  );

  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    withDocument(textDocument, token, [], ({ analysis, uri }, at) => {
      const { inlayHints, entropyUnit } = workspace.settingsOf(uri);
      const hints = language.inlayHints(analysis, at.offsets(range), { ...inlayHints, unit: entropyUnit });
      return hints.map((hint) => convert.inlayHint(hint, at));
    }),
  );

  connection.onCodeLens(({ textDocument }, token) =>
    withDocument(textDocument, token, [], ({ analysis, findings }, at) =>
      language.codeLenses(analysis, findings).map((lens) => convert.codeLens(lens, at)),
    ),
  );

  connection.onCompletion(async (params, token) => {
    const folder = await withDocument(params.textDocument, token, undefined, ({ analysis, uri }, at) => {
      const wanted = language.wantedFolder(analysis.rubric, at.offsetAt(params.position));
      return wanted === undefined || !workspace.isTrusted ? undefined : path.resolve(folderOf(uri), wanted);
    });
    const files = folder === undefined ? [] : await listFolder(folder, workspace.folders);
    return withDocument(params.textDocument, token, [], ({ analysis }, at) =>
      language
        .completions(analysis, at.offsetAt(params.position), files)
        .map((item, i) => convert.completionItem(item, i, at, client)),
    );
  });

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    withDocument(textDocument, token, [], (document, at) =>
      language
        .codeActions(document.analysis, document.findings, at.offsets(range), context.only)
        .filter(({ deferred }) => deferred === undefined || client.resolvesActions)
        .filter(({ createsFiles }) => !createsFiles || (client.createsFiles && isFile(document.uri)))
        .map((action) => convert.codeAction(action, context.diagnostics, targetOf(document), at, client)),
    ),
  );

  connection.onCodeActionResolve((action, token) => {
    const { uri, deferred }: convert.DeferredData = action.data;
    return withDocument({ uri }, token, action, (document, at) => {
      const made = language.resolvedAction(document.analysis, deferred);
      if (!made) return action;
      const edit = convert.workspaceEdit(made.edits, made.creates ?? [], targetOf(document), at, client);
      return { ...action, edit };
    });
  });

  connection.onPrepareRename(
    answer(({ analysis }, at, { offset }) => {
      const found = language.prepareRename(analysis.rubric, offset);
      return found ? { range: at.range(found.range), placeholder: found.placeholder } : null;
    }),
  );

  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    withDocument(textDocument, token, null, (document, at) => {
      const renamed = language.rename(document.analysis.rubric, at.offsetAt(position), newName);
      if ("refused" in renamed) throw new ResponseError(ErrorCodes.InvalidParams, renamed.refused);
      return convert.workspaceEdit(renamed.edits, [], targetOf(document), at, client);
    }),
  );

  connection.onDocumentSymbol(async ({ textDocument }, token) => {
    await settled(textDocument.uri, token);
    return withDocument(textDocument, token, [], ({ analysis }, at) =>
      language.documentSymbols(analysis).map((symbol) => convert.documentSymbol(symbol, at)),
    );
  });

  connection.onFoldingRanges(({ textDocument }, token) =>
    withDocument(textDocument, token, [], ({ rubric }, at) =>
      language.foldingRanges(rubric).map((range) => convert.foldingRange(range, at)),
    ),
  );

  connection.onDocumentLinks(({ textDocument }, token) =>
    withDocument(textDocument, token, [], ({ rubric, uri }, at) => {
      if (!isFile(uri)) return [];
      const folder = folderOf(uri);
      const links = language.documentLinks(rubric, (file) => existsSync(path.resolve(folder, file)));
      return links.map((link) => convert.documentLink(link, at, folder));
    }),
  );

  connection.onSelectionRanges(({ textDocument, positions }, token) =>
    withDocument(textDocument, token, [], ({ rubric }, at) =>
      positions.map((position) => convert.selectionRange(language.selectionRange(rubric, at.offsetAt(position)), at)),
    ),
  );

  connection.onReferences(
    answer(({ rubric }, at, { uri, offset }) =>
      language.occurrences(rubric, offset).map((range) => ({ uri, range: at.range(range) })),
    ),
  );

  connection.onDocumentHighlight(
    answer(({ rubric }, at, { offset }) =>
      language.occurrences(rubric, offset).map((range) => ({ range: at.range(range) })),
    ),
  );

  connection.onRequest(protocol.CANDIDATES, (params: protocol.DocumentParams, token: CancellationToken) =>
    withDocument(params, token, [], ({ analysis }) => language.candidates(analysis)),
  );

  connection.onRequest(protocol.DROP, ({ uri, rules }: protocol.DropParams, token: CancellationToken) =>
    withDocument({ uri }, token, null, (document, at) =>
      convert.workspaceEdit(language.dropRules(document.analysis, new Set(rules)), [], targetOf(document), at, client),
    ),
  );

  connection.onRequest(protocol.STAMP, (params: protocol.DocumentParams, token: CancellationToken) =>
    withDocument(params, token, null, (document, at) =>
      convert.workspaceEdit(language.stampRules(document.analysis), [], targetOf(document), at, client),
    ),
  );

  connection.onRequest(protocol.WEIGHTS, ({ uri, format }: protocol.WeightsParams, token: CancellationToken) =>
    withDocument({ uri }, token, "", ({ analysis }) => language.weightsText(analysis, format)),
  );

  connection.onRequest(protocol.COMPARE, async ({ uri, saved }: protocol.CompareParams, token: CancellationToken) => {
    const before = session.analyzeText(uri, saved);
    return withDocument({ uri }, token, { saved: "", edited: "" }, ({ analysis }) => ({
      saved: before ? language.weightsForDiff(before) : "",
      edited: language.weightsForDiff(analysis),
    }));
  });

  connection.onShutdown(() => {
    session.dispose();
    folders.dispose();
  });

  connection.listen();

  /** Runs a feature on the document as it stands; what is cancelled or not open answers `otherwise`. */
  async function withDocument<T>(
    { uri }: TextDocumentIdentifier,
    token: CancellationToken,
    otherwise: T,
    run: (document: OpenDocument, at: Positions) => T,
  ): Promise<T> {
    await opening.get(uri);
    if (token.isCancellationRequested) return otherwise;
    const document = session.get(uri);
    const at = texts.get(uri);
    return document && at ? run(document, at) : otherwise;
  }

  /** Editors ask for symbols after an edit and never again, so their numbers had better be there; but not at any price. */
  async function settled(uri: string, token: CancellationToken): Promise<void> {
    await opening.get(uri);
    if (!session.get(uri)?.isBusy) return;
    await new Promise<void>((resolve) => {
      const waiting = settling.get(uri) ?? new Set();
      settling.set(uri, waiting.add(resolve));
      token.onCancellationRequested(resolve);
      setTimeout(resolve, SYMBOLS_PATIENCE).unref();
    });
  }

  /** A feature at a position. */
  function answer<T>(run: (document: OpenDocument, at: Positions, place: { uri: string; offset: number }) => T) {
    return (
      params: { textDocument: TextDocumentIdentifier; position: Position },
      token: CancellationToken,
    ): Promise<T | null> =>
      withDocument<T | null>(params.textDocument, token, null, (document, at) =>
        run(document, at, { uri: document.uri, offset: at.offsetAt(params.position) }),
      );
  }

  function targetOf({ uri, version }: OpenDocument): convert.Target {
    return { uri, version, folder: folderOf(uri) };
  }

  function publish(document: OpenDocument, isEdited: boolean): void {
    const { uri, version, analysis, findings, isBusy } = document;
    const at = texts.get(uri);
    // A newer text is on its way through the session; it publishes for itself.
    if (!at || at.document.version !== version) return;
    connection.sendDiagnostics({
      uri,
      version,
      diagnostics: findings.map((finding) => convert.diagnostic(finding, at, checkPage)),
    });
    const status: protocol.StatusParams = { uri, ...language.status(analysis, findings, isBusy) };
    connection.sendNotification(protocol.STATUS, status);
    if (!isBusy) {
      for (const tell of settling.get(uri) ?? []) tell();
      settling.delete(uri);
    }
    if (isEdited) watchFiles();
    // After an edit the client asks by itself; after new ratings or evidence it has to be told.
    else {
      if (client.refreshesHints) connection.sendRequest(InlayHintRefreshRequest.type);
      if (client.refreshesLenses) connection.sendRequest(CodeLensRefreshRequest.type);
    }
  }

  function filesChanged(files: readonly string[]): void {
    session.filesChanged((uri, file) => files.some((changed) => workspace.filesFor(uri).dependsOn(file, changed)));
  }

  function watchFiles(): void {
    if (client.watchesFiles || !workspace.isTrusted) return;
    const wanted = session.files.map(([uri, file]) => path.dirname(path.resolve(folderOf(uri), file)));
    folders.folders(new Set(wanted));
  }

  /** Progress with a cancel button, for a source that takes long. */
  function showReading(_uri: string, file: string, cancel: () => void): () => void {
    if (!client.showsProgress) return () => {};
    const token = `encore-${file}-${performance.now()}`;
    let isShown = false;
    const timer = setTimeout(async () => {
      isShown = true;
      await connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
      connection.sendProgress(WorkDoneProgress.type, token, {
        kind: "begin",
        title: "Reading ratings",
        message: file,
        cancellable: true,
      });
    }, SLOW);
    const cancelling = connection.onNotification("window/workDoneProgress/cancel", (params: { token: string }) => {
      if (params.token === token) cancel();
    });
    return () => {
      clearTimeout(timer);
      cancelling.dispose();
      if (isShown) connection.sendProgress(WorkDoneProgress.type, token, { kind: "end" });
    };
  }
}
