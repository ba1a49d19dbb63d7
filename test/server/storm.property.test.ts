/**
 * Storms: thousands of requests, edits, cancellations, file events and malformed messages in random order (seeded), from
 * a client that refuses everything. Each request is answered once, and then the state is that of a fresh server.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createRandom } from "../../server/src/statistics/random.ts";
import { PATIENCE, RawClient } from "./raw-client.ts";

const REQUESTS = Number(process.env.ENCORE_STORM ?? 10_000);
/** Messages that are on their way at once. */
const BURST = 50;

let folder: string;
const clients: RawClient[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "encore-"));
});

afterEach(() => {
  for (const client of clients.splice(0)) client.child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const capabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    codeAction: { resolveSupport: { properties: ["edit"] }, dataSupport: true },
    publishDiagnostics: { versionSupport: true },
  },
};

async function start(flags: readonly string[] = []): Promise<RawClient> {
  const client = new RawClient(flags);
  clients.push(client);
  await client.start(pathToFileURL(folder).href, capabilities);
  return client;
}

const base = `# A rubric for storms.
version: 1
scale: [1, 2, 3, 4, 5]
ratings:
  - file: r.csv
rules:
  - id: noisy
    text: Is nice.
    ratings: {1: 40, 2: 40, 3: 40, 4: 40, 5: 40}
  # encore-ignore few-ratings: on purpose
  - id: clear
    text: Gives no help with weapons.
    ratings: {1: 3, 2: 5, 3: 12, 4: 30, 5: 150}
  - id: rated
    text: Is honest.
`;

const ratings = (n: number) =>
  `item,rule,rater,rating\n${Array.from({ length: n }, (_, i) => `i${i >> 1},rated,${i % 2 ? "ann" : "bob"},${1 + ((i * 7) % 5)}\n`).join("")}`;

const pieces = [
  "x",
  "\n",
  "  ",
  ": ",
  "- ",
  "é",
  "🦊",
  "[",
  "}",
  "&a ",
  "*a",
  "# ",
  "id: b\n",
  "1: 9, ",
  "'",
  "\t",
  "text: T.\n",
];

test(
  `${REQUESTS} requests among edits, cancellations, file events and nonsense are each answered once`,
  async () => {
    const chance = createRandom(13);
    const random = () => chance.uniform();
    const below = (n: number) => Math.floor(random() * n);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
    const file = path.join(folder, "r.csv");
    const fileUri = pathToFileURL(file).href;
    writeFileSync(file, ratings(40));
    const client = await start();
    const uri = pathToFileURL(path.join(folder, "a.rubric.yaml")).href;
    let version = 1;
    let document = TextDocument.create(uri, "rubric", version, base);
    const open = () =>
      client.tell("textDocument/didOpen", {
        textDocument: { uri, languageId: "rubric", version, text: document.getText() },
      });
    const edit = (start: number, end: number, text: string) => {
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const contentChanges = [{ range, text }];
      document = TextDocument.update(document, contentChanges, ++version);
      client.tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    };
    const reset = () => edit(0, document.getText().length, base);
    const textDocument = { uri };
    const position = () => document.positionAt(below(document.getText().length + 1));
    const range = () => ({ start: document.positionAt(0), end: position() });
    const asked: (() => [string, unknown])[] = [
      () => ["textDocument/hover", { textDocument, position: position() }],
      () => ["textDocument/completion", { textDocument, position: position() }],
      () => ["textDocument/inlayHint", { textDocument, range: range() }],
      () => ["textDocument/codeLens", { textDocument }],
      () => ["textDocument/codeAction", { textDocument, range: range(), context: { diagnostics: [] } }],
      () => ["textDocument/foldingRange", { textDocument }],
      () => ["textDocument/documentLink", { textDocument }],
      () => ["textDocument/selectionRange", { textDocument, positions: [position(), position()] }],
      () => ["textDocument/references", { textDocument, position: position(), context: { includeDeclaration: true } }],
      () => ["textDocument/documentHighlight", { textDocument, position: position() }],
      () => ["textDocument/prepareRename", { textDocument, position: position() }],
      () => ["textDocument/rename", { textDocument, position: position(), newName: pick(["b", "", "a b", "\n"]) }],
      () => ["encore/candidates", textDocument],
      () => ["encore/weights", { ...textDocument, format: pick(["csv", "json", "yaml"]) }],
      () => ["encore/stamp", textDocument],
      () => ["encore/drop", { ...textDocument, rules: ["noisy", "__proto__"] }],
    ];
    const nonsense: (() => [string, unknown])[] = [
      () => [
        "textDocument/hover",
        pick<unknown>([{}, null, [], 4, { textDocument: 7 }, { textDocument, position: {} }]),
      ],
      () => ["textDocument/hover", { textDocument, position: { line: -1, character: 1e9 } }],
      () => ["textDocument/completion", { textDocument: { uri: "file:///no/such" }, position: position() }],
      () => ["codeAction/resolve", pick<unknown>([{}, { title: "x", data: null }, { data: { uri, deferred: 3 } }])],
      () => ["no/such/method", { uri }],
      () => ["encore/weights", { uri: null, format: "__proto__" }],
      () => ["textDocument/documentSymbol", { textDocument: { uri: "" } }],
    ];
    open();
    const ids: number[] = [];
    const sensible: number[] = [];
    while (ids.length < REQUESTS) {
      const first = ids.length;
      for (let i = 0; i < BURST; i++) {
        const dice = random();
        if (dice < 0.2) {
          const at = below(document.getText().length + 1);
          if (below(30) === 0) reset();
          else edit(at, Math.min(document.getText().length, at + below(4)), pick(pieces));
        } else if (dice < 0.23) client.tell("$/cancelRequest", { id: pick(ids) ?? 0 });
        else if (dice < 0.24) {
          writeFileSync(file, ratings(20 + below(40)));
          client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: fileUri, type: 2 }] });
        } else if (dice < 0.245) {
          client.tell("textDocument/didClose", { textDocument });
          open();
        } else if (dice < 0.25)
          client.tell("workspace/didChangeConfiguration", { settings: pick<unknown>([null, 3, {}]) });
        else if (dice < 0.26) client.bytes(pick(["{no json", "null", "[]", "7", '{"jsonrpc":"2.0"}', '{"id":{}}']));
        else if (dice < 0.27)
          client.tell(
            pick(["textDocument/didChange", "textDocument/didOpen", "no/such"]),
            pick<unknown>([null, {}, 5]),
          );
        else {
          const [method, params] = pick(dice < 0.32 ? nonsense : asked)();
          const id = client.ask(method, params);
          ids.push(id);
          if (dice >= 0.32) sensible.push(id);
        }
      }
      const burst = ids.slice(first);
      await client.until(() => burst.every((id) => client.answers.has(id)), "the answers to a burst");
    }
    // The end of the storm: one more file and one more edit.
    writeFileSync(file, ratings(60));
    client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: fileUri, type: 2 }] });
    reset();
    edit(base.indexOf("Is honest"), base.indexOf("Is honest"), "Really ");

    const fresh = await start();
    fresh.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "rubric", version, text: document.getText() },
    });
    const ask = { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } } };
    const state = async (one: RawClient) => {
      const hints = await one.answer(one.ask("textDocument/inlayHint", ask));
      const symbols = await one.answer(one.ask("textDocument/documentSymbol", { textDocument }));
      const weights = await one.answer(one.ask("encore/weights", { uri, format: "json" }));
      return JSON.stringify([one.published.get(uri)?.diagnostics, hints.result, symbols.result, weights.result]);
    };
    const end = Date.now() + PATIENCE;
    let [here, there] = [await state(client), await state(fresh)];
    for (let last = ""; (here !== there || last !== there) && Date.now() < end; ) {
      last = there;
      await new Promise((resolve) => setTimeout(resolve, 300));
      [here, there] = [await state(client), await state(fresh)];
    }
    expect(JSON.parse(here)).toEqual(JSON.parse(there));
    expect(here).toContain("high-entropy");

    // A refused rename (-32602) and a cancelled request (-32800) are no failures.
    const failed = sensible.flatMap((id) => client.answers.get(id)?.[0]?.error ?? []);
    expect(failed.filter(({ code }) => code !== -32602 && code !== -32800)).toEqual([]);
    expect(ids.filter((id) => client.answers.get(id)?.length !== 1)).toEqual([]);
    expect(client.asked).toContain("client/registerCapability");
    expect(await client.stop()).toBe(0);
    expect(client.log).toBe("");
  },
  PATIENCE * 10,
);

test.skipIf(!existsSync("/proc/self/status"))(
  "memory is level over 10,000 edits",
  async () => {
    writeFileSync(path.join(folder, "r.csv"), ratings(200));
    const client = await start(["--max-semi-space-size=16", "--expose-gc"]);
    const uri = pathToFileURL(path.join(folder, "a.rubric.yaml")).href;
    client.tell("textDocument/didOpen", { textDocument: { uri, languageId: "rubric", version: 1, text: base } });
    const at = TextDocument.create("", "", 0, base).positionAt(base.indexOf("Is honest"));
    let version = 1;
    /** Resident megabytes after so many edits: of a text, and of a rating, which computes evidence again. */
    const megabytesAfter = async (edits: number) => {
      for (let i = 0; i < edits; i += 2) {
        const insert = { range: { start: at, end: at }, text: "x" };
        const remove = { range: { start: at, end: { ...at, character: at.character + 1 } }, text: "" };
        for (const change of [insert, remove])
          client.tell("textDocument/didChange", {
            textDocument: { uri, version: ++version },
            contentChanges: [change],
          });
        if (i % 50 === 0) {
          const text = base.replace("5: 150", `5: ${150 + ((i / 50) % 400)}`);
          client.tell("textDocument/didChange", {
            textDocument: { uri, version: ++version },
            contentChanges: [{ text }],
          });
          await client.answer(client.ask("textDocument/hover", { textDocument: { uri }, position: at }));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const status = readFileSync(`/proc/${client.child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    };
    const early = await megabytesAfter(3000);
    const late = await megabytesAfter(10_000);
    expect(late).toBeLessThan(early * 1.25 + 20);
  },
  PATIENCE * 4,
);

test(
  "a server whose parent is killed while it reads ends too",
  async () => {
    writeFileSync(path.join(folder, "r.csv"), ratings(300_000));
    const uri = pathToFileURL(path.join(folder, "a.rubric.yaml")).href;
    const open = { textDocument: { uri, languageId: "rubric", version: 1, text: base } };
    const server = JSON.stringify([path.resolve("server/src/cli/main.ts"), "server", "--stdio"]);
    const script = `
    const child = require("node:child_process").spawn(process.execPath, ["--no-warnings", ...${server}]);
    const send = (message) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      child.stdin.write("Content-Length: " + Buffer.byteLength(body) + "\\r\\n\\r\\n" + body);
    };
    send({ id: 1, method: "initialize", params: { processId: process.pid, capabilities: {}, workspaceFolders: [{ uri: ${JSON.stringify(pathToFileURL(folder).href)}, name: "w" }] } });
    send({ method: "initialized", params: {} });
    send({ method: "textDocument/didOpen", params: ${JSON.stringify(open)} });
    child.stdout.once("data", () => console.log(child.pid));
    setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", script]);
    const [pid] = (await once(parent.stdout, "data")).map(Number);
    parent.kill("SIGKILL");
    const end = Date.now() + PATIENCE;
    const isAlive = () => {
      try {
        return process.kill(pid ?? 0, 0);
      } catch {
        return false;
      }
    };
    while (isAlive() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAlive()).toBe(false);
  },
  PATIENCE * 2,
);
