/** A whole session over a real stdio connection. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CodeAction, CodeLens, Diagnostic, Hover, InlayHint, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { endings } from "../../server/src/ratings/format.ts";
import { type Client, type ClientOptions, startClient } from "./client.ts";

let folder: string;
let client: Client;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "encore-"));
});

afterEach(async () => {
  await client?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const capable: ClientOptions["capabilities"] = {
  workspace: { workspaceEdit: { documentChanges: true }, configuration: true },
  textDocument: {
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
      resolveSupport: { properties: ["edit"] },
      dataSupport: true,
    },
    publishDiagnostics: { versionSupport: true, codeDescriptionSupport: true },
  },
};

async function start(options: ClientOptions = {}): Promise<void> {
  client = await startClient(folder, { capabilities: capable, ...options });
}

const rubric = `# A rubric with two rules.
version: 1
scale: [1, 2, 3, 4, 5]
rules:
  # Everybody sees this differently.
  - id: noisy
    text: Is nice.
    ratings: {1: 40, 2: 40, 3: 40, 4: 40, 5: 40}
  - id: clear # keep me
    text: Gives no help with weapons.
    ratings: {1: 3, 2: 5, 3: 12, 4: 30, 5: 150}
`;

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
const has = (code: string) => (diagnostics: Diagnostic[]) => codes(diagnostics).includes(code);
const lacks = (code: string) => (diagnostics: Diagnostic[]) => !codes(diagnostics).includes(code);

/** The range of the first place that says `word`. */
function at(text: string, word: string) {
  const document = TextDocument.create("", "", 0, text);
  const start = text.indexOf(word);
  return { start: document.positionAt(start), end: document.positionAt(start + word.length) };
}

async function hints(uri: string): Promise<string[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const found = await client.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
  return found.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
}

test("finding, hint and hover follow an edited rating", async () => {
  await start();
  const uri = await client.open("a.rubric.yaml", rubric);
  const found = await client.diagnostics(uri, has("high-entropy"));
  const finding = found.find(({ code }) => code === "high-entropy");
  expect(finding).toMatchObject({
    source: "encore",
    code: "high-entropy",
    range: { start: { line: 3, character: 0 }, end: { line: 3, character: 5 } },
  });
  expect(finding?.codeDescription?.href).toMatch(/^file:.*high-entropy\.md$/);
  expect(await hints(uri)).toEqual([expect.stringContaining("×0.8"), expect.stringContaining("×1.2")]);

  await client.change(uri, [{ range: at(rubric, "1: 40"), text: "1: 4000" }]);
  await client.diagnostics(uri, lacks("high-entropy"));
  expect((await hints(uri))[0]).not.toContain("×0.8");
  const hover = await client.request<Hover>("textDocument/hover", {
    textDocument: { uri },
    position: at(rubric, "noisy\n").start,
  });
  expect(JSON.stringify(hover.contents)).toContain("0.22");
  expect(JSON.stringify(hover.contents)).toContain("data:image/svg+xml;base64,");
});

test("the drop fix leaves the bytes of other rules as they were", async () => {
  await start();
  const uri = await client.open("a.rubric.yaml", rubric);
  const diagnostics = await client.diagnostics(uri, has("high-entropy"));
  const range = at(rubric, "noisy");
  const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range,
    context: { diagnostics },
  });
  const drop = actions.find(({ title }) => /^Drop .*noisy/.test(title));
  if (!drop) throw new Error(`no drop among ${actions.map(({ title }) => title).join(", ")}`);
  expect(drop.title).toContain("no preferences");
  const resolved = drop.edit ? drop : await client.request<CodeAction>("codeAction/resolve", drop);
  const change = resolved.edit?.documentChanges?.[0];
  if (!change || !("edits" in change)) throw new Error("the fix has no edit");
  const document = TextDocument.create(uri, "rubric", 1, rubric);
  const after = TextDocument.applyEdits(document, change.edits as TextEdit[]);
  expect(after).toBe(`# A rubric with two rules.
version: 1
scale: [1, 2, 3, 4, 5]
rules:
  - id: clear # keep me
    text: Gives no help with weapons.
    ratings: {1: 3, 2: 5, 3: 12, 4: 30, 5: 150}
`);
});

test("a rating file that comes, changes and goes is followed", async () => {
  await start();
  const text = "version: 1\nscale: [0, 1]\nratings:\n  - file: r.csv\nrules:\n  - id: a\n    text: A.\n";
  const uri = await client.open("a.rubric.yaml", text);
  await client.diagnostics(uri, has("rating-source"));
  const rows = (n: number) => `item,rule,rating\n${Array.from({ length: n }, (_, i) => `i${i},a,${i % 2}\n`).join("")}`;
  const changed = (type: number) =>
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri("r.csv"), type }] });
  writeFileSync(path.join(folder, "r.csv"), rows(40));
  await changed(1);
  await client.diagnostics(uri, has("high-entropy"));
  expect((await hints(uri))[0]).toContain("×1.0");
  writeFileSync(path.join(folder, "r.csv"), rows(4));
  await changed(2);
  await client.diagnostics(uri, has("few-ratings"));
  rmSync(path.join(folder, "r.csv"));
  await changed(3);
  await client.diagnostics(uri, has("rating-source"));
});

test("an untrusted workspace reads no file until it is trusted", async () => {
  writeFileSync(path.join(folder, "r.csv"), "item,rule,rating\nx,a,1\n");
  await start({ initializationOptions: { trusted: false } });
  const text = "version: 1\nscale: [0, 1]\nratings:\n  - file: r.csv\nrules:\n  - id: a\n    text: A.\n";
  const uri = await client.open("a.rubric.yaml", text);
  const [finding] = await client.diagnostics(uri, has("rating-source"));
  expect(finding?.message).toMatch(/trust/);
  await client.notify("encore/trust", null);
  await client.diagnostics(uri, lacks("rating-source"));
});

test("settings change what is reported, at once", async () => {
  await start({ settings: async () => ({ checks: { "high-entropy": "off" } }) });
  const uri = await client.open("a.rubric.yaml", rubric.replace("clear # keep me", "noisy # again"));
  const diagnostics = await client.diagnostics(uri, has("duplicate-rule"));
  expect(codes(diagnostics)).not.toContain("high-entropy");
});

test("settings without workspace/configuration come with a notification", async () => {
  await start({ capabilities: {} });
  const uri = await client.open("a.rubric.yaml", rubric);
  await client.diagnostics(uri, has("high-entropy"));
  await client.notify("workspace/didChangeConfiguration", {
    settings: { encore: { checks: { "high-entropy": "hint" } } },
  });
  const diagnostics = await client.diagnostics(uri, (all) => all.some(({ severity }) => severity === 4));
  expect(codes(diagnostics)).toContain("high-entropy");
});

test("symbols have the ratings of a file, though they are asked for but once", async () => {
  await start();
  const ratings = Array.from({ length: 40 }, (_, i) => `i${i},a,${i % 2}`).join("\n");
  writeFileSync(path.join(folder, "r.csv"), `item,rule,rating\n${ratings}\n`);
  const uri = await client.open(
    "a.rubric.yaml",
    "scale: [0, 1]\nratings: [{file: r.csv}]\nrules: [{id: a, text: A.}]\n",
  );
  const symbols = await client.request<object[]>("textDocument/documentSymbol", { textDocument: { uri } });
  expect(JSON.stringify(symbols)).toMatch(/×1\.0|1\.00/);
});

test("settings that come late count from when they come", async () => {
  const answer: ((settings: unknown) => void)[] = [];
  await start({ settings: () => new Promise((resolve) => answer.push(resolve)) });
  const uri = await client.open("a.rubric.yaml", rubric);
  await client.diagnostics(uri, has("high-entropy"));
  answer[0]?.({ checks: { "high-entropy": "off" } });
  await client.diagnostics(uri, (all) => !has("high-entropy")(all));
});

test("an answer about settings that a newer one has overtaken does not count", async () => {
  const answer: ((settings: unknown) => void)[] = [];
  await start({ settings: () => new Promise((resolve) => answer.push(resolve)) });
  const uri = await client.open("a.rubric.yaml", rubric);
  await client.notify("workspace/didChangeConfiguration", { settings: null });
  await client.diagnostics(uri, has("high-entropy"));
  answer[1]?.({ checks: { "high-entropy": "hint" } });
  await client.diagnostics(uri, (all) => all.some(({ severity }) => severity === 4));
  answer[0]?.({ checks: { "high-entropy": "off" } });
  await client.change(uri, [{ text: `${rubric}# changed\n` }]);
  const diagnostics = await client.diagnostics(uri, (_, version) => version === 2);
  expect(codes(diagnostics)).toContain("high-entropy");
});

test("a client that counts columns in UTF-8 is served in UTF-8", async () => {
  await start({ capabilities: { ...capable, general: { positionEncodings: ["utf-8"] } } });
  expect(client.initialized.capabilities.positionEncoding).toBe("utf-8");
  const text = 'version: 1\nscale: [0, 1]\nrules: [{text: "né 🦊", id: ø, ratings: {0: 50, 1: 50}}]\n';
  const uri = await client.open("a.rubric.yaml", text);
  const diagnostics = await client.diagnostics(uri, has("high-entropy"));
  const line = text.split("\n")[2] ?? "";
  const before = Buffer.byteLength(line.slice(0, line.indexOf("ø")));
  expect(diagnostics.length).toBeGreaterThan(0);
  const position = { line: 2, character: before };
  const hover = await client.request<Hover>("textDocument/hover", { textDocument: { uri }, position });
  expect(hover.range).toEqual({ start: position, end: { line: 2, character: before + 2 } });
  // One byte-counted edit after the two-byte and four-byte letters: 50 ones become 5000.
  const ones = Buffer.byteLength(line.slice(0, line.indexOf("1: 50") + 3));
  await client.change(uri, [
    { range: { start: { line: 2, character: ones }, end: { line: 2, character: ones + 2 } }, text: "5000" },
  ]);
  await client.diagnostics(uri, has("uninformative"));
});

test("a client without Markdown and without versioned edits gets plain text and plain changes", async () => {
  await start({ capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } } } });
  const uri = await client.open("a.rubric.yaml", rubric);
  const diagnostics = await client.diagnostics(uri, has("high-entropy"));
  const hover = await client.request<Hover>("textDocument/hover", {
    textDocument: { uri },
    position: at(rubric, "noisy\n").start,
  });
  expect(hover.contents).toMatchObject({ kind: "plaintext" });
  expect(JSON.stringify(hover.contents)).not.toMatch(/data:image|\*\*/);
  const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: at(rubric, "noisy"),
    context: { diagnostics },
  });
  const drop = actions.find(({ title }) => title.startsWith("Drop"));
  expect(drop?.edit?.changes?.[uri]).toHaveLength(1);
  const renamed = await client.request<{ changes?: Record<string, TextEdit[]> }>("textDocument/rename", {
    textDocument: { uri },
    position: at(rubric, "noisy\n").start,
    newName: "polite",
  });
  expect(renamed.changes?.[uri]?.length).toBeGreaterThan(0);
});

test("a client that watches no files is served when one changes", async () => {
  writeFileSync(path.join(folder, "r.csv"), "item,rule,rating\nx,a,1\n");
  await start({ capabilities: {} });
  const text = "version: 1\nscale: [0, 1]\nratings:\n  - file: r.csv\nrules:\n  - id: a\n    text: A.\n";
  const uri = await client.open("a.rubric.yaml", text);
  await client.diagnostics(uri, has("few-ratings"));
  rmSync(path.join(folder, "r.csv"));
  await client.diagnostics(uri, has("rating-source"));
});

test("a client that refuses all that it is asked is served all the same", async () => {
  writeFileSync(path.join(folder, "r.csv"), "item,rule,rating\nx,a,1\n");
  await start({
    refuses: true,
    capabilities: {
      ...capable,
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        inlayHint: { refreshSupport: true },
        codeLens: { refreshSupport: true },
      },
      window: { workDoneProgress: true },
    },
  });
  const text = "version: 1\nscale: [0, 1]\nratings:\n  - file: r.csv\nrules:\n  - id: a\n    text: A.\n";
  const uri = await client.open("a.rubric.yaml", text);
  await client.diagnostics(uri, has("few-ratings"));
  await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri("r.csv"), type: 2 }] });
  expect(await hints(uri)).toHaveLength(1);
  const asked = ["client/registerCapability", "workspace/inlayHint/refresh", "workspace/codeLens/refresh"];
  expect([...client.asked.keys()]).toEqual(expect.arrayContaining(asked));
  expect(client.process.exitCode).toBeNull();
});

test("every ending that is read is watched", async () => {
  await start({ capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
  const uri = await client.open("a.rubric.yaml", rubric);
  await client.diagnostics(uri, has("high-entropy"));
  const watchers = JSON.stringify(client.asked.get("client/registerCapability"));
  for (const ending of endings) expect(watchers).toContain(ending);
  expect(endings).toContain("pq");
});

test("a server that is asked for nonsense goes on", async () => {
  await start();
  const uri = await client.open("a.rubric.yaml", rubric);
  await client.diagnostics(uri, has("high-entropy"));
  const position = { line: 0, character: 0 };
  const unknown = client.uri("not-open.rubric.yaml");
  expect(await client.request("textDocument/hover", { textDocument: { uri: unknown }, position })).toBeNull();
  await expect(client.request("textDocument/hover", {})).rejects.toThrow();
  const lenses = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  expect(lenses.length).toBeGreaterThan(0);
});

test("a sample of the package is read in any workspace", async () => {
  await start();
  const file = path.resolve("media/sample/assistant-safety.rubric.yaml");
  const uri = await client.open(file, readFileSync(file, "utf8"));
  const found = await client.diagnostics(uri, has("high-entropy"));
  expect(codes(found)).not.toContain("rating-source");
});

test("a document that is no file reads none", async () => {
  writeFileSync(path.join(folder, "r.csv"), "item,rule,rating\nx,a,1\n");
  await start();
  const uri = "untitled:Untitled-1";
  const text = `version: 1\nscale: [0, 1]\nratings:\n  - file: ${path.join(folder, "r.csv")}\nrules:\n  - id: a\n    text: A.\n`;
  await client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "rubric", version: 1, text } });
  const found = await client.diagnostics(uri, has("rating-source"));
  expect(found.find(({ code }) => code === "rating-source")?.message).toMatch(/outside|folder/);
});
