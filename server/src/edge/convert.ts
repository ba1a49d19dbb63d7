/** What the features answer, in the protocol's terms: lines and columns, kinds, workspace edits. */
import * as lsp from "vscode-languageserver";
import type * as language from "../language/types.ts";
import type { Finding } from "../lint/finding.ts";
import {
  ATTACH_FILE,
  BROWSE_FILE,
  CHOOSE_WEIGHTING,
  EXPLAIN_CHECK,
  MAKE_SHEET,
  MANAGE_TRUST,
  PLACE_CURSOR,
  SHOW_FINDINGS,
  SHOW_OUTLINE,
} from "../protocol.ts";
import type { TextEdit } from "../rubric/rubric.ts";
import type { Client } from "./capabilities.ts";
import type { Positions } from "./positions.ts";

const severities = {
  error: lsp.DiagnosticSeverity.Error,
  warning: lsp.DiagnosticSeverity.Warning,
  information: lsp.DiagnosticSeverity.Information,
  hint: lsp.DiagnosticSeverity.Hint,
};

/** `page` is the URI of a check's docs page. */
export function diagnostic(finding: Finding, positions: Positions, page: (check: string) => string): lsp.Diagnostic {
  return {
    range: positions.range(finding.range),
    severity: severities[finding.severity],
    code: finding.check,
    codeDescription: { href: page(finding.check) },
    source: "encore",
    message: finding.help ? `${finding.message}\n${finding.help}` : finding.message,
  };
}

export function hover({ range, markdown, plaintext }: language.Hover, positions: Positions, client: Client): lsp.Hover {
  const contents = client.hasMarkdown
    ? { kind: lsp.MarkupKind.Markdown, value: markdown }
    : { kind: lsp.MarkupKind.PlainText, value: plaintext };
  return { contents, range: positions.range(range) };
}

export function inlayHint({ offset, label, tooltip }: language.InlayHint, positions: Positions): lsp.InlayHint {
  return { position: positions.positionAt(offset), label, tooltip, paddingLeft: true };
}

/** Each part with its command, for a client that has the commands; else all parts in one line. */
export function codeLenses(
  lenses: readonly language.CodeLens[],
  uri: string,
  positions: Positions,
  client: Client,
): lsp.CodeLens[] {
  const [first] = lenses;
  if (!first) return [];
  if (!client.hasCommands)
    return [
      {
        range: positions.range(first.range),
        command: { title: lenses.map(({ title }) => title).join(" · "), command: "" },
      },
    ];
  return lenses.map(({ range, title, command }) => ({
    range: positions.range(range),
    command: { title, ...lensCommand(command, uri, positions) },
  }));
}

const lensCommands = {
  findings: SHOW_FINDINGS,
  weightings: CHOOSE_WEIGHTING,
  outline: SHOW_OUTLINE,
  trust: MANAGE_TRUST,
};

function lensCommand(
  command: language.LensCommand | undefined,
  uri: string,
  positions: Positions,
): { command: string; arguments?: unknown[] } {
  if (!command) return { command: "" };
  if (command.kind !== "place") return { command: lensCommands[command.kind], arguments: [uri] };
  const { line, character } = positions.positionAt(command.offset);
  return { command: PLACE_CURSOR, arguments: [uri, line, character] };
}

const completionKinds = {
  key: lsp.CompletionItemKind.Property,
  value: lsp.CompletionItemKind.EnumMember,
  reference: lsp.CompletionItemKind.Reference,
  file: lsp.CompletionItemKind.File,
  snippet: lsp.CompletionItemKind.Snippet,
};

export function completionItem(
  item: language.CompletionItem,
  at: number,
  positions: Positions,
  client: Client,
): lsp.CompletionItem {
  const { label, kind, detail, documentation, edit, isSnippet, plain } = item;
  const asSnippet = isSnippet === true && client.hasSnippets;
  return {
    label,
    kind: completionKinds[kind],
    sortText: String(at).padStart(5, "0"),
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: client.hasMarkdown
        ? { kind: lsp.MarkupKind.Markdown, value: documentation }
        : documentation.replace(/[`*]/g, ""),
    }),
    filterText: positions.document.getText(positions.range({ start: edit.range.start, end: edit.range.start })) + label,
    // The lines of a snippet have their indentation already.
    insertTextMode: lsp.InsertTextMode.asIs,
    insertTextFormat: asSnippet ? lsp.InsertTextFormat.Snippet : lsp.InsertTextFormat.PlainText,
    textEdit: { range: positions.range(edit.range), newText: isSnippet && !asSnippet ? (plain ?? label) : edit.text },
  };
}

const symbolKinds = {
  rule: lsp.SymbolKind.Event,
  source: lsp.SymbolKind.File,
  section: lsp.SymbolKind.Namespace,
  value: lsp.SymbolKind.Property,
};

export function documentSymbol(symbol: language.DocumentSymbol, positions: Positions): lsp.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: positions.range(symbol.range),
    selectionRange: positions.range(symbol.selectionRange),
    children: symbol.children.map((child) => documentSymbol(child, positions)),
  };
}

export function foldingRange(range: { start: number; end: number }, positions: Positions): lsp.FoldingRange {
  const { start, end } = positions.range(range);
  // A range that ends with a line break ends on the line before it.
  const endLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { startLine: start.line, endLine };
}

export function documentLink(
  { range, tooltip }: language.DocumentLink,
  positions: Positions,
  uri: string | undefined,
): lsp.DocumentLink | undefined {
  return uri === undefined ? undefined : { range: positions.range(range), target: uri, tooltip };
}

export function selectionRange({ range, parent }: language.SelectionRange, positions: Positions): lsp.SelectionRange {
  return { range: positions.range(range), ...(parent && { parent: selectionRange(parent, positions) }) };
}

export interface Target {
  readonly uri: string;
  readonly version: number;
  /** The URI of a file that the document calls by this name. */
  readonly resolve: (name: string) => string | undefined;
}

/** One edit of the workspace, so that undo takes one step. */
export function workspaceEdit(
  edits: readonly TextEdit[],
  creates: readonly { readonly path: string; readonly text: string }[],
  target: Target,
  positions: Positions,
  client: Client,
): lsp.WorkspaceEdit {
  const changes = edits.map(({ range, text }) => ({ range: positions.range(range), newText: text }));
  if (!client.hasVersionedEdits) return { changes: { [target.uri]: changes } };
  const created = creates.flatMap((file) => {
    const uri = target.resolve(file.path);
    return uri === undefined ? [] : newFile(uri, file.text);
  });
  return {
    documentChanges: [...created, { textDocument: { uri: target.uri, version: target.version }, edits: changes }],
  };
}

function newFile(uri: string, text: string): [lsp.CreateFile, lsp.TextDocumentEdit] {
  const start = { line: 0, character: 0 };
  return [
    { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ];
}

/** What an action carries from the menu to `codeAction/resolve`. */
export interface DeferredData {
  readonly uri: string;
  readonly deferred: language.DeferredAction;
}

/** The action with its edit; the diagnostic that it helps is the client's own copy. */
export function codeAction(
  action: language.CodeAction,
  diagnostics: readonly lsp.Diagnostic[],
  target: Target,
  positions: Positions,
  client: Client,
  page: (check: string) => string,
): lsp.CodeAction {
  const { title, kind, edits, creates = [], isPreferred, check, findingRange, cursor, deferred, command } = action;
  const range = findingRange && positions.range(findingRange);
  const fixed = range ? diagnostics.filter((one) => one.code === check && isSame(one.range, range)) : [];
  return {
    title,
    kind,
    ...(isPreferred && { isPreferred }),
    ...(fixed.length > 0 && { diagnostics: fixed }),
    ...(deferred === undefined
      ? command === undefined && { edit: workspaceEdit(edits, creates, target, positions, client) }
      : { data: { uri: target.uri, deferred } satisfies DeferredData }),
    ...(command && { command: { title, ...clientCommand(command, target.uri, positions, page) } }),
    ...(cursor !== undefined && client.hasCommands && { command: placeCursor(cursor, edits, target, positions) }),
  };
}

const clientCommands = { attach: ATTACH_FILE, sheet: MAKE_SHEET, trust: MANAGE_TRUST };

function clientCommand(
  command: language.ClientCommand,
  uri: string,
  positions: Positions,
  page: (check: string) => string,
): { command: string; arguments: unknown[] } {
  if (command.kind === "explain") return { command: EXPLAIN_CHECK, arguments: [uri, page(command.check)] };
  if (command.kind === "browse") return { command: BROWSE_FILE, arguments: [uri, positions.range(command.range)] };
  return { command: clientCommands[command.kind], arguments: [uri] };
}

/** `cursor` is an offset in the text after the edits. */
function placeCursor(cursor: number, edits: readonly TextEdit[], target: Target, positions: Positions): lsp.Command {
  const changes = edits.map(({ range, text }) => ({ range: positions.range(range), newText: text }));
  const after = positions.edited(changes);
  const { line, character } = after.positionAt(cursor);
  return { title: "Place the cursor", command: PLACE_CURSOR, arguments: [target.uri, line, character] };
}

function isSame(a: lsp.Range, b: lsp.Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
