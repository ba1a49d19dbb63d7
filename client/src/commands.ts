/** The commands of the palette. Each asks the server for texts or edits and lets the editor do the rest. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClient, WorkspaceEdit } from "vscode-languageclient/node";
import {
  CANDIDATES,
  type Candidate,
  COMPARE,
  type CompareParams,
  DROP,
  PLACE_CURSOR,
  STAMP,
  WEIGHTS,
  type WeightsParams,
} from "../../server/src/protocol.ts";

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

async function applyEdit(client: LanguageClient, request: string, params: object): Promise<boolean> {
  const edit = await client.sendRequest<WorkspaceEdit | null>(request, params);
  const converted = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  return converted ? vscode.workspace.applyEdit(converted) : false;
}

async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(context.extensionUri, "media", "sample");
  const files = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "samples.json"));
  const samples: { label: string; detail: string; file: string }[] = JSON.parse(new TextDecoder().decode(files));
  const picked = await vscode.window.showQuickPick(samples, { placeHolder: "A sample rubric with real ratings" });
  if (picked) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, picked.file), { preview: false });
}

async function newRubric(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "rubric", content: "" });
  const editor = await vscode.window.showTextDocument(document);
  const snippet = [
    "version: 1",
    `name: \${1:My rubric}`,
    "scale: {no: 0, yes: 1}",
    "rules:",
    `  - id: \${2:no-weapons}`,
    `    text: \${3:Gives no help with building weapons.}`,
    `    ratings: {no: \${4:3}, yes: \${5:37}}`,
    "$0",
  ].join("\n");
  await editor.insertSnippet(new vscode.SnippetString(snippet));
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
    placeHolder: "Picked beforehand: rules told as unreliable. Undo brings them back.",
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
