/** The report beside the rubric: a webview that follows the active rubric and is sent new data, never a new page. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { REPORT, type StatusParams } from "../../server/src/protocol.ts";
import { htmlPage } from "../../server/src/report/static-page.ts";

const TYPE = "encore.report";
/** Findings and evidence come in quick succession; the page is sent them together after this many milliseconds. */
const SETTLE = 100;

export class ReportPanel implements vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly client: LanguageClient;
  private readonly registered: vscode.Disposable[];
  private panel: vscode.WebviewPanel | undefined;
  /** Of the document that is shown. */
  private uri: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(context: vscode.ExtensionContext, client: LanguageClient) {
    this.folder = vscode.Uri.joinPath(context.extensionUri, "dist", "report");
    this.client = client;
    this.registered = [
      vscode.commands.registerCommand("encore.openReport", () => this.open()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor?.document)),
      // After a reload of the window the editor brings the panel back and hands over what the page kept.
      vscode.window.registerWebviewPanelSerializer(TYPE, {
        deserializeWebviewPanel: async (panel, state: { uri?: string } | undefined) => {
          this.uri = state?.uri ?? this.uri;
          await this.adopt(panel);
        },
      }),
    ];
  }

  /** The server has something new about a document. */
  changed({ uri }: StatusParams): void {
    if (uri === this.uri) this.schedule();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.registered).dispose();
    this.panel?.dispose();
  }

  private async open(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === "rubric") this.uri = document.uri.toString();
    if (this.uri === undefined) {
      await vscode.window.showInformationMessage("Open a rubric (*.rubric.yaml) first.");
      return;
    }
    if (this.panel) this.panel.reveal(undefined, true);
    else {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      await this.adopt(vscode.window.createWebviewPanel(TYPE, "Rubric Report", place));
    }
    this.schedule();
  }

  private async adopt(panel: vscode.WebviewPanel): Promise<void> {
    this.panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.schedule();
    });
    panel.webview.onDidReceiveMessage((message: { type?: string }) => {
      if (message.type === "ready") this.schedule();
    });
    const read = async (name: string) =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name)));
    const [script = "", style = ""] = await Promise.all(["page.js", "page.css"].map(read));
    const nonce = randomBytes(16).toString("hex");
    panel.webview.html = htmlPage({ title: "Rubric Report", script, style, data: undefined }, nonce);
  }

  private follow(document: vscode.TextDocument | undefined): void {
    if (!this.panel || document?.languageId !== "rubric") return;
    this.uri = document.uri.toString();
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), SETTLE);
  }

  private async send(): Promise<void> {
    const { panel, uri } = this;
    if (!panel?.visible || uri === undefined) return;
    const wire = await this.client.sendRequest<string | null>(REPORT, { uri });
    if (wire === null) return;
    panel.title = `Report: ${vscode.Uri.parse(uri).path.split("/").at(-1)}`;
    await panel.webview.postMessage({ type: "analysis", wire, uri });
  }
}
