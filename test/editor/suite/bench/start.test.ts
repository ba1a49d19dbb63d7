/** How long the start takes, as the durations of these tests; bench/editor.bench.ts tells them. One window measures once. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { extensionId, place } from "../document.ts";

/** By the event, not by asking again and again. */
function firstFinding(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      if (vscode.languages.getDiagnostics(uri).length === 0) return;
      listening.dispose();
      resolve();
    });
  });
}

// A window that has just come up is busy with itself.
before(() => pause(5000));

describe("start", () => {
  it("activation", async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });

  // The server is starting meanwhile, as when opening a rubric is what activates the extension.
  it("first findings", async () => {
    const uri = place("sample", "assistant-safety.rubric.yaml");
    const found = firstFinding(uri);
    await vscode.workspace.openTextDocument(uri);
    await found;
  });

  it("first findings of another rubric", async () => {
    const [uri, ratings] = [place("sample", "other.rubric.yaml"), place("sample", "ratings", "other.csv")];
    const text = await readFile(place("sample", "assistant-safety.rubric.yaml").fsPath, "utf8");
    await copyFile(place("sample", "ratings", "assistant-safety.csv").fsPath, ratings.fsPath);
    await writeFile(uri.fsPath, text.replace("ratings/assistant-safety.csv", "ratings/other.csv"));
    const found = firstFinding(uri);
    await vscode.workspace.openTextDocument(uri);
    await found;
  });
});

describe("reference", () => {
  it("activation", async () => {
    await vscode.extensions.getExtension("vscode.css-language-features")?.activate();
  });

  it("first findings", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "css", content: "a { color: red;; } }" });
    await firstFinding(document.uri);
  });
});
