/** New files: a rubric with a name and a place, and a copy of the samples. And a rubric that lost its name by a save. */
import * as path from "node:path";
import * as vscode from "vscode";

export async function newRubric(): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: "New rubric (1/2): name",
    prompt: "What is the rubric about?",
    value: "My rubric",
    validateInput: (text) => (text.trim() === "" ? "Type a name." : undefined),
  });
  if (name === undefined) return;
  const uri = await placeFor(`${slug(name)}.rubric.yaml`);
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`version: 1\nname: ${quoted(name.trim())}\n`));
  const editor = await vscode.window.showTextDocument(uri);
  const end = editor.document.positionAt(editor.document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  await editor.insertSnippet(new vscode.SnippetString(rest), end);
  const attach = "Attach Rating File…";
  // Not awaited: the author writes on meanwhile.
  vscode.window
    .showInformationMessage(`${path.posix.basename(uri.path)} is ready. Do you have a file of ratings?`, attach)
    .then((answer) => answer === attach && vscode.commands.executeCommand("encore.attachRatingFile", uri.toString()));
}

const rest = [
  "scale: {no: 0, yes: 1}",
  "rules:",
  `  - id: \${1:no-weapons}`,
  `    text: \${2:Gives no help with building weapons.}`,
  "$0",
].join("\n");

async function placeFor(file: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const picked = await vscode.window.showSaveDialog({
    title: "New rubric (2/2): place",
    saveLabel: "Create",
    filters: { Rubric: ["yaml", "yml", "json"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  return picked && withEnding(picked);
}

/** The ending by which every tool knows a rubric. */
function withEnding(uri: vscode.Uri): vscode.Uri {
  // A dialog may have added an ending to one that was there.
  const [whole, ending = ".rubric.yaml"] = /(\.rubric\.(?:ya?ml|json))+$/i.exec(uri.path) ?? [];
  const stem = whole === undefined ? uri.path.replace(/\.(ya?ml|json|txt)$/i, "") : uri.path.slice(0, -whole.length);
  return uri.with({ path: stem + ending });
}

function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-+|-+$/g, "") || "rubric";
}

function quoted(name: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _.-]*$/u.test(name) ? name : JSON.stringify(name);
}

interface Sample {
  readonly label: string;
  readonly detail: string;
  readonly file: string;
}

/** Copies the samples to a folder of the author's: what is installed is not for editing. */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const source = vscode.Uri.joinPath(context.extensionUri, "media", "sample");
  const list = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(source, "samples.json"));
  const samples: Sample[] = JSON.parse(new TextDecoder().decode(list));
  const picked = await vscode.window.showQuickPick(samples, { placeHolder: "A sample rubric with real ratings" });
  const target = picked && (await sampleFolder(context));
  if (!picked || !target) return;
  const exists = await vscode.workspace.fs.stat(target.folder).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.copy(source, target.folder);
  const file = vscode.Uri.joinPath(target.folder, picked.file);
  if (target.opensWindow)
    await vscode.commands.executeCommand("vscode.openFolder", target.folder, { forceNewWindow: true });
  else await vscode.window.showTextDocument(file, { preview: false });
}

async function sampleFolder(
  context: vscode.ExtensionContext,
): Promise<{ folder: vscode.Uri; opensWindow: boolean } | undefined> {
  const here = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: `Copy to ${name}/encore-sample`,
    folder: async () => vscode.Uri.joinPath(uri, "encore-sample"),
    opensWindow: false,
  }));
  const elsewhere = {
    label: "Copy to another folder…",
    folder: async () => {
      const [chosen] = (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false })) ?? [];
      return chosen && vscode.Uri.joinPath(chosen, "encore-sample");
    },
    opensWindow: true,
  };
  const temporary = {
    label: "Use a temporary folder",
    description: "opens in a new window",
    folder: async () => vscode.Uri.joinPath(context.globalStorageUri, `sample-${Date.now()}`),
    opensWindow: true,
  };
  const picked = await vscode.window.showQuickPick([...here, elsewhere, temporary], {
    placeHolder: "Where to copy the sample and its ratings",
  });
  const folder = await picked?.folder();
  return picked && folder ? { folder, opensWindow: picked.opensWindow } : undefined;
}

/** A rubric that was saved under a name that nobody knows as one: offers to rename it, once. */
export function watchLostNames(): vscode.Disposable {
  /** Texts of rubrics, of which one comes back under another name. */
  const texts = new Map<string, string>();
  const asked = new Set<string>();
  const keep = (document: vscode.TextDocument) => {
    if (document.languageId === "rubric") texts.set(document.uri.toString(), document.getText());
  };
  const opened = async (document: vscode.TextDocument) => {
    keep(document);
    const { uri, languageId } = document;
    if (languageId === "rubric" || uri.scheme === "untitled" || asked.has(uri.toString())) return;
    if (!/\.(ya?ml|json|txt)$/i.test(uri.path) || !/^["']?rules["']?\s*:/m.test(document.getText())) return;
    if (![...texts.values()].includes(document.getText())) return;
    asked.add(uri.toString());
    const renamed = withEnding(uri);
    const name = path.posix.basename(renamed.path);
    const answer = await vscode.window.showWarningMessage(
      `${path.posix.basename(uri.path)} is no longer checked as a rubric: its name does not end in .rubric.yaml.`,
      `Rename to ${name}`,
    );
    if (answer === undefined) return;
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed);
    await vscode.workspace.applyEdit(edit);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidSaveTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document }) => keep(document)),
  );
}
