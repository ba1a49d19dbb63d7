/** For this request, this function: every feature of the Language Server Protocol that this server has. */
import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import type { Client } from "../edge/capabilities.ts";
import * as convert from "../edge/convert.ts";
import type { Files, Runtime } from "../edge/runtime.ts";
import type { Workspace } from "../edge/workspace.ts";
import type { OpenDocument, Session } from "../engine/session.ts";
import * as language from "../language/service.ts";
import type { Documents } from "./documents.ts";
import type { Publishing } from "./publishing.ts";
import type { Saved } from "./saved.ts";

export interface House {
  readonly documents: Documents;
  readonly session: Session;
  readonly workspace: Workspace;
  readonly publishing: Publishing;
  readonly saved: Saved;
  readonly files: Files;
  /** The URI of a check's docs page. */
  checkPage(check: string): string;
  /** The first rows of a file that a document names. */
  preview: Runtime["preview"];
  /** What the client can do; known from `initialize` on. */
  client(): Client;
}

export function listFeatures(connection: Connection, house: House): void {
  const { documents, workspace, publishing, saved, files, client, checkPage } = house;

  connection.onHover(
    documents.at(({ analysis, uri }, at, offset) => {
      const found = language.hover(analysis, offset, workspace.settingsOf(uri).entropyUnit);
      return found ? convert.hover(found, at, client()) : null;
    }),
  );

  connection.languages.inlayHint.on(
    documents.whole([], ({ analysis, uri }, at, { range }) => {
      const { inlayHints, entropyUnit } = workspace.settingsOf(uri);
      const hints = language.inlayHints(analysis, at.offsets(range), { ...inlayHints, unit: entropyUnit });
      return hints.map((hint) => convert.inlayHint(hint, at));
    }),
  );

  connection.onCodeLens(
    documents.whole([], (document, at) => {
      const lenses = language.codeLenses(document.analysis, document.findings, saved.of(document));
      return convert.codeLenses(lenses, document.uri, at, client());
    }),
  );

  connection.onCompletion(async (params, token) => {
    const { textDocument, position } = params;
    const folder = await documents.with(textDocument, token, undefined, ({ analysis }, at) =>
      language.wantedFolder(analysis.rubric, at.offsetAt(position)),
    );
    const names =
      folder === undefined || !workspace.isTrusted ? [] : await files.list(workspace.placeOf(textDocument.uri), folder);
    // The document may have changed while the folder was listed.
    return documents.with(textDocument, token, [], ({ analysis }, at) =>
      language
        .completions(analysis, at.offsetAt(position), names)
        .map((item, i) => convert.completionItem(item, i, at, client())),
    );
  });

  connection.onCodeAction(
    documents.whole([], (document, at, { range, context }) =>
      language
        .codeActions(document.analysis, document.findings, at.offsets(range), context.only)
        .filter(({ deferred }) => deferred === undefined || client().resolvesActions)
        .filter(({ command }) => command === undefined || client().hasCommands)
        .filter(
          ({ createsFiles }) => !createsFiles || (client().createsFiles && files.pathOf(document.uri) !== undefined),
        )
        .map((action) =>
          convert.codeAction(action, context.diagnostics, targetOf(document, files), at, client(), checkPage),
        ),
    ),
  );

  connection.onCodeActionResolve((action, token) => {
    const { uri, deferred }: convert.DeferredData = action.data;
    return documents.with({ uri }, token, action, (document, at) => {
      const made = language.resolvedAction(document.analysis, deferred);
      if (!made) return action;
      return {
        ...action,
        edit: convert.workspaceEdit(made.edits, made.creates ?? [], targetOf(document, files), at, client()),
      };
    });
  });

  connection.onPrepareRename(
    documents.at(({ rubric }, at, offset) => {
      const found = language.prepareRename(rubric, offset);
      return found ? { range: at.range(found.range), placeholder: found.placeholder } : null;
    }),
  );

  connection.onRenameRequest(
    documents.at((document, at, offset, { newName }) => {
      const renamed = language.rename(document.rubric, offset, newName);
      if ("refused" in renamed) throw new ResponseError(ErrorCodes.InvalidParams, renamed.refused);
      return convert.workspaceEdit(renamed.edits, [], targetOf(document, files), at, client());
    }),
  );

  connection.onDocumentSymbol(async (params, token) => {
    const { textDocument } = params;
    // Editors ask for symbols after an edit and never again, so their numbers should be there.
    const isBusy = await documents.with(textDocument, token, false, (document) => document.isBusy);
    if (isBusy) await publishing.settled(textDocument.uri, token);
    return documents.with(textDocument, token, [], ({ analysis }, at) =>
      language.documentSymbols(analysis).map((symbol) => convert.documentSymbol(symbol, at)),
    );
  });

  connection.onFoldingRanges(
    documents.whole([], ({ rubric }, at) =>
      language.foldingRanges(rubric).map((range) => convert.foldingRange(range, at)),
    ),
  );

  connection.onDocumentLinks(
    documents.whole([], async ({ rubric, uri }, at) => {
      if (!workspace.isTrusted) return [];
      const names = language.documentLinks(rubric, () => true).map(({ target }) => target);
      const existing = await files.existing(workspace.placeOf(uri), names);
      return language
        .documentLinks(rubric, (name) => existing.has(name))
        .flatMap((link) => convert.documentLink(link, at, files.resolve(uri, link.target)) ?? []);
    }),
  );

  connection.onSelectionRanges(
    documents.whole([], ({ rubric }, at, { positions }) =>
      positions.map((position) => convert.selectionRange(language.selectionRange(rubric, at.offsetAt(position)), at)),
    ),
  );

  connection.onReferences(
    documents.at(({ rubric, uri }, at, offset) =>
      language.occurrences(rubric, offset).map((range) => ({ uri, range: at.range(range) })),
    ),
  );

  connection.onDocumentHighlight(
    documents.at(({ rubric }, at, offset) =>
      language.occurrences(rubric, offset).map((range) => ({ range: at.range(range) })),
    ),
  );
}

export function targetOf({ uri, version }: OpenDocument, files: Files): convert.Target {
  return { uri, version, resolve: (name) => files.resolve(uri, name) };
}
