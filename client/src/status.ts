/** The status bar item of a rubric: findings and accuracy, "reading ratings…". */
import * as vscode from "vscode";
import { SHOW_FINDINGS, type StatusParams } from "../../server/src/protocol.ts";

/** Severity by character, not by colour alone. */
const icons = { ok: "$(pass)", warning: "$(warning)", error: "$(error)" };

export interface Status extends vscode.Disposable {
  show(params: StatusParams): void;
  update(): void;
}

export function createStatus(): Status {
  const item = vscode.window.createStatusBarItem("encore.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Encore";
  item.command = SHOW_FINDINGS;
  const byDocument = new Map<string, StatusParams>();

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "rubric") {
      item.hide();
      return;
    }
    const params = byDocument.get(document.uri.toString());
    const icon = params?.isBusy === false ? icons[params.severity] : "$(loading~spin)";
    item.text = `${icon} ${params?.text ?? "Encore"}`;
    item.tooltip = ["Encore", params?.detail ?? ""].filter((line) => line !== "").join("\n");
    item.accessibilityInformation = { label: `Encore: ${params?.text ?? "starting"}. ${params?.detail ?? ""}` };
    item.show();
  }
  const closing = vscode.workspace.onDidCloseTextDocument((document) => byDocument.delete(document.uri.toString()));
  update();
  return {
    show(params) {
      byDocument.set(vscode.Uri.parse(params.uri).toString(), params);
      update();
    },
    update,
    dispose() {
      closing.dispose();
      item.dispose();
    },
  };
}
