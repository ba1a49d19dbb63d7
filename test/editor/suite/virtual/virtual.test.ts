/** A workspace on no disk: the suite itself serves its files. */
import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { hints, hover, show, untilTold } from "../document.ts";
import { attached, refusals } from "../rubrics.ts";

const files: Readonly<Record<string, string>> = {
  "/rubrics/refusals.rubric.yaml": refusals,
  "/rubrics/attached.rubric.yaml": attached,
};

const provider: vscode.FileSystemProvider = {
  onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
  watch: () => new vscode.Disposable(() => {}),
  stat({ path }) {
    const text = files[path];
    if (path === "/rubrics") return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length };
  },
  readDirectory: () => Object.keys(files).map((path) => [path.replace("/rubrics/", ""), vscode.FileType.File]),
  readFile: ({ path }) => new TextEncoder().encode(files[path]),
  writeFile: ({ path }) => {
    throw vscode.FileSystemError.NoPermissions(path);
  },
  createDirectory: () => {},
  delete: () => {},
  rename: () => {},
};

describe("a virtual workspace", () => {
  before(() => {
    vscode.workspace.registerFileSystemProvider("encore-test", provider);
  });

  it("has ratings in place analysed", async () => {
    const { document } = await show(vscode.Uri.parse("encore-test:/rubrics/refusals.rubric.yaml"));
    await untilTold(document.uri, "high-entropy");
    assert.equal((await hints(document)).length, 3);
    assert.match(await hover(document, "noisy"), /data:image\/svg\+xml;base64,/);
  });

  it("has rating files told as not readable there", async () => {
    const { document } = await show(vscode.Uri.parse("encore-test:/rubrics/attached.rubric.yaml"));
    const { range } = await untilTold(document.uri, "rating-source");
    assert.match(document.getText(range), /attached\.csv/);
  });
});
