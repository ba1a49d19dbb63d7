/** Edits that the server makes and the editor applies. */
import * as vscode from "vscode";
import type { LanguageClient, WorkspaceEdit } from "vscode-languageclient/node";

/** False where there was nothing to apply, or the editor refused. */
export async function applyEdit(client: LanguageClient, request: string, params: object): Promise<boolean> {
  const edit = await client.sendRequest<WorkspaceEdit | null>(request, params);
  const converted = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  return converted ? vscode.workspace.applyEdit(converted) : false;
}
