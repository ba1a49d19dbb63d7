/** Both sample rubrics: what the editor shows is what the command line says. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { checkOf, eventually, extensionId, hints, hover, place, show } from "../document.ts";

const names = ["assistant-safety", "story-quality"];

/** `encore`, on the Node.js that the extension host runs on. */
function encore(...words: string[]): string {
  const cli = path.join(vscode.extensions.getExtension(extensionId)?.extensionPath ?? "", "dist/cli.mjs");
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return spawnSync(process.execPath, [cli, ...words], { encoding: "utf8", env }).stdout;
}

for (const name of names) {
  describe(`the sample ${name}`, () => {
    const uri = place("sample", `${name}.rubric.yaml`);
    const analysis = JSON.parse(encore("analyze", uri.fsPath, "--format", "json"));

    it("has the findings that the command line tells", async () => {
      await show(uri);
      const expected = analysis.findings.map((finding: { check: string }) => finding.check).sort();
      assert.ok(expected.length > 0);
      const told = () => vscode.languages.getDiagnostics(uri).map(checkOf).sort();
      await eventually(`${expected}, only ${told()}`, () => String(told()) === String(expected), 25_000);
    });

    it("names the check, its page and Encore in each finding", () => {
      for (const { source, code } of vscode.languages.getDiagnostics(uri)) {
        assert.equal(source, "encore");
        assert.ok(typeof code === "object");
        assert.ok(existsSync(code.target.fsPath), code.target.fsPath);
      }
    });

    it("hints at each rule", async () => {
      const { document } = await show(uri);
      assert.equal((await hints(document)).length, analysis.rules.length);
    });

    it("hovers with the rule's numbers and a picture", async () => {
      const { document } = await show(uri);
      const [rule] = analysis.rules;
      const text = await hover(document, `${rule.id}\n`);
      assert.ok(text.includes(rule.entropy.nats.toFixed(2)), text);
      assert.match(text, /data:image\/svg\+xml;base64,/);
    });

    it("lists its rules as symbols", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        uri,
      );
      const flat = (list: readonly vscode.DocumentSymbol[]): string[] =>
        list.flatMap((symbol) => [symbol.name, ...flat(symbol.children)]);
      const shown = flat(symbols);
      for (const rule of analysis.rules) assert.ok(shown.includes(rule.id), rule.id);
    });

    it("has a lens over its rules", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10);
      assert.ok(lenses.some((lens) => /\d+ rules|accuracy/.test(lens.command?.title ?? "")));
    });
  });
}
