/** Rubrics in the editor: open one, wait for what is shown of it. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";

export const extensionId = "encore-rubrics.encore-rubrics";

/** Asks again and again until there is an answer; what takes longer than `limit` milliseconds hangs. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  limit = 60_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Within ${limit} ms there was no ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A path in the workspace folder of this name. */
export function place(folder: string, ...names: string[]): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find(({ uri }) => path.posix.basename(uri.path) === folder);
  if (found === undefined) throw new Error(`No workspace folder ${folder}.`);
  return vscode.Uri.joinPath(found.uri, ...names);
}

/** Written past the editor, as another program does it. */
export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await writeFile(uri.fsPath, text);
}

/** Writes a rubric into the folder for scratch work, and shows it. */
export async function openRubric(name: string, text: string, folder = "scratch"): Promise<vscode.TextEditor> {
  const uri = place(folder, `${name}.rubric.yaml`);
  await write(uri, text);
  return show(uri);
}

export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** The check of a diagnostic. */
export function checkOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

function checks(uri: vscode.Uri): string[] {
  return vscode.languages.getDiagnostics(uri).map(checkOf);
}

export async function untilTold(uri: vscode.Uri, check: string, limit?: number): Promise<vscode.Diagnostic> {
  const ask = () => vscode.languages.getDiagnostics(uri).find((diagnostic) => checkOf(diagnostic) === check);
  return eventually(`${check} in ${uri.path}, only ${checks(uri).join(", ") || "nothing"}`, ask, limit);
}

export async function untilNotTold(uri: vscode.Uri, check: string): Promise<void> {
  await eventually(`end of ${check} in ${uri.path}`, () => !checks(uri).includes(check));
}

/** The position of a text in a document, at its first character. */
export function at(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" is not in ${document.uri.path}.`);
  return document.positionAt(offset);
}

export async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    at(document, text),
  );
  const contents = hovers.flatMap((one) => one.contents);
  return contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n\n");
}

/** The inlay hints as texts, in the order of the document. */
export async function hints(document: vscode.TextDocument): Promise<string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    whole,
  );
  return found
    .sort((one, other) => one.position.compareTo(other.position))
    .map(({ label }) => (typeof label === "string" ? label : label.map((part) => part.value).join("")));
}

/** The code actions at a range, resolved. */
export async function actions(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, undefined, 100);
}

/** Does what choosing the action in the menu does. */
export async function take(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit)))
    throw new Error(`${action.title} did not apply.`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

export async function replace(editor: vscode.TextEditor, old: string, text: string): Promise<void> {
  const start = at(editor.document, old);
  const range = new vscode.Range(start, start.translate(0, old.length));
  if (!(await editor.edit((edit) => edit.replace(range, text)))) throw new Error(`${old} was not replaced.`);
}

export async function closeEverything(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.isDirty) await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
