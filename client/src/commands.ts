/** The commands of the palette. Each asks the server for texts or edits and lets the editor do the rest. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  ATTACH_FILE,
  BROWSE_FILE,
  CANDIDATES,
  type Candidate,
  CHOOSE_WEIGHTING,
  COMPARE,
  type CompareParams,
  DROP,
  EXPLAIN_CHECK,
  MAKE_SHEET,
  MANAGE_TRUST,
  PLACE_CURSOR,
  SHOW_FINDINGS,
  SHOW_OUTLINE,
  STAMP,
  WEIGH_BY,
  WEIGHTINGS,
  WEIGHTS,
  type WeighByParams,
  type WeightingChoice,
  type WeightsParams,
} from "../../server/src/protocol.ts";
import { attachFile, browseFile, makeSheet } from "./attach.ts";
import { applyEdit } from "./edits.ts";
import { newRubric, openSample } from "./new-rubric.ts";

export function registerCommands(context: vscode.ExtensionContext, client: LanguageClient): vscode.Disposable[] {
  const commands: Record<string, (...args: never[]) => unknown> = {
    "encore.restartServer": () => client.restart(),
    "encore.showLog": () => client.outputChannel.show(true),
    "encore.openSample": () => openSample(context),
    "encore.newRubric": () => newRubric(),
    "encore.stampAllRules": () => withRubric((document) => applyEdit(client, STAMP, { uri: document.uri.toString() })),
    "encore.dropUnreliableRules": () => withRubric((document) => dropRules(client, document)),
    "encore.copyWeights": () => withRubric((document) => copyWeights(client, document)),
    "encore.compareWithSaved": () => withRubric((document) => compareWithSaved(client, document)),
    [PLACE_CURSOR]: placeCursor,
    [SHOW_FINDINGS]: () => vscode.commands.executeCommand("workbench.actions.view.problems"),
    [SHOW_OUTLINE]: () => vscode.commands.executeCommand("outline.focus"),
    [MANAGE_TRUST]: () => vscode.commands.executeCommand("workbench.trust.manage"),
    [EXPLAIN_CHECK]: (_uri: string, page: string) => explain(page),
    [ATTACH_FILE]: (uri?: string) => withUri(uri, (rubric) => attachFile(client, rubric)),
    [MAKE_SHEET]: (uri?: string) => withUri(uri, (rubric) => makeSheet(client, rubric)),
    [BROWSE_FILE]: (uri: string, range: PlainRange) => browseFile(vscode.Uri.parse(uri), rangeOf(range)),
    [CHOOSE_WEIGHTING]: (uri?: string) => withUri(uri, (rubric) => chooseWeighting(client, rubric)),
  };
  return [
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.registerTextDocumentContentProvider(COMPARED, compared),
  ];
}

async function withRubric(run: (document: vscode.TextDocument) => Promise<unknown>): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === "rubric") await run(document);
  else await vscode.window.showInformationMessage("Open a rubric (*.rubric.yaml) first.");
}

/** From a lens or an action the command comes with its rubric; from the palette it is for the active one. */
async function withUri(uri: unknown, run: (uri: vscode.Uri) => Promise<unknown>): Promise<void> {
  if (typeof uri === "string") await run(vscode.Uri.parse(uri));
  else await withRubric((document) => run(document.uri));
}

interface PlainRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function rangeOf({ start, end }: PlainRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The check's page, rendered. */
async function explain(page: string): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.parse(page));
}

async function chooseWeighting(client: LanguageClient, uri: vscode.Uri): Promise<void> {
  const choices = await client.sendRequest<WeightingChoice[]>(WEIGHTINGS, { uri: uri.toString() });
  const items = choices.map(({ label, description, name, isPresent }) => ({
    label: isPresent ? `$(check) ${label}` : label,
    description,
    name: isPresent ? undefined : name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Weightings, measured on your preferences",
    placeHolder: "Choose one that the rubric can use: encore, signal, uniform…",
  });
  if (picked?.name === undefined) return;
  const params: WeighByParams = { uri: uri.toString(), name: picked.name };
  await applyEdit(client, WEIGH_BY, params);
}

async function dropRules(client: LanguageClient, document: vscode.TextDocument): Promise<void> {
  const uri = document.uri.toString();
  const candidates = await client.sendRequest<Candidate[]>(CANDIDATES, { uri });
  const items = candidates.map((candidate) => ({
    label: candidate.rule,
    description: candidate.evidence,
    picked: candidate.isUnreliable,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: "Drop rules from this rubric",
    placeHolder: "Preselected: rules reported as unreliable. Undo brings them back.",
  });
  if (picked?.length) await applyEdit(client, DROP, { uri, rules: picked.map((item) => item.label) });
}

async function copyWeights(client: LanguageClient, document: vscode.TextDocument): Promise<void> {
  const formats: { label: string; format: WeightsParams["format"] }[] = [
    { label: "CSV", format: "csv" },
    { label: "JSON", format: "json" },
    { label: "YAML", format: "yaml" },
  ];
  const picked = await vscode.window.showQuickPick(formats, { placeHolder: "Copy the weights as" });
  if (!picked) return;
  const params: WeightsParams = { uri: document.uri.toString(), format: picked.format };
  await vscode.env.clipboard.writeText(await client.sendRequest<string>(WEIGHTS, params));
  vscode.window.setStatusBarMessage("Weights copied.", 3000);
}

const COMPARED = "encore-weights";
const comparedTexts = new Map<string, string>();
const compared: vscode.TextDocumentContentProvider = {
  provideTextDocumentContent: (uri) => comparedTexts.get(uri.toString()) ?? "",
};

/** A table of what the edit did, as a page. */
async function compareWithSaved(client: LanguageClient, document: vscode.TextDocument): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(document.uri);
  const params: CompareParams = { uri: document.uri.toString(), text: new TextDecoder().decode(bytes) };
  const table = await client.sendRequest<string>(COMPARE, params);
  // A URI of its own for each comparison: the editor keeps the contents of a virtual document by its URI.
  const name = `Weights saved and edited, ${path.posix.basename(document.uri.path)}.md`;
  const uri = vscode.Uri.from({ scheme: COMPARED, path: `/${name}`, query: String(Date.now()) });
  comparedTexts.clear();
  comparedTexts.set(uri.toString(), table);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

async function placeCursor(uri: string, line: number, character: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position));
}
