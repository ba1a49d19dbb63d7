/** The language status item of a rubric: findings, effective rules, "reading ratings…". */
import * as vscode from "vscode";
import type { StatusParams } from "../../server/src/protocol.ts";

const severities = {
  ok: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

export interface Status extends vscode.Disposable {
  show(params: StatusParams): void;
  update(): void;
}

export function createStatus(): Status {
  const item = vscode.languages.createLanguageStatusItem("encore.status", { language: "rubric" });
  item.name = "Encore";
  item.command = { title: "Show Problems", command: "workbench.actions.view.problems" };
  const byDocument = new Map<string, StatusParams>();

  function update(): void {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const params = uri === undefined ? undefined : byDocument.get(uri);
    item.text = params?.text ?? "Encore";
    item.detail = params?.detail ?? "";
    item.severity = severities[params?.severity ?? "ok"];
    item.busy = params?.isBusy ?? false;
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
