/** What a client can do, read once, and what this server then offers it. */
import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  MarkupKind,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import { chooseEncoding, type Encoding } from "./positions.ts";

export interface Client {
  readonly encoding: Encoding;
  readonly hasMarkdown: boolean;
  readonly hasSnippets: boolean;
  /** Edits may name the version of the document that they are for. */
  readonly hasVersionedEdits: boolean;
  readonly createsFiles: boolean;
  readonly resolvesActions: boolean;
  readonly hasConfiguration: boolean;
  readonly hasWorkspaceFolders: boolean;
  readonly hearsConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  readonly registersSymbols: boolean;
  readonly showsProgress: boolean;
  readonly hasCommands: boolean;
  readonly trusted: boolean;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument, window, general } = capabilities;
  const options: InitializationOptions = initializationOptions ?? {};
  const markup = textDocument?.hover?.contentFormat ?? [];
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    hasMarkdown: markup.includes(MarkupKind.Markdown),
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    hasVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    hasConfiguration: workspace?.configuration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
    hearsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    registersSymbols: textDocument?.documentSymbol?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    hasCommands: options.hasCommands === true,
    trusted: options.trusted !== false,
  };
}

export function capabilitiesFor(client: Client): InitializeResult {
  return {
    serverInfo: { name: "encore" },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      hoverProvider: true,
      inlayHintProvider: true,
      codeLensProvider: {},
      completionProvider: { triggerCharacters: [":", " ", "-", "[", "{", ",", "/", '"', "'"] },
      renameProvider: { prepareProvider: true },
      // Registered later where it can be: registering it again is the only way to refresh an outline.
      ...(client.registersSymbols ? {} : { documentSymbolProvider: true }),
      foldingRangeProvider: true,
      documentLinkProvider: {},
      selectionRangeProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      codeActionProvider: {
        resolveProvider: true,
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorRewrite,
          CodeActionKind.RefactorExtract,
          `${CodeActionKind.SourceFixAll}.encore`,
        ],
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
