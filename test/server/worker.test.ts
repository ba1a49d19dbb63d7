/** The server in a web worker: the bundle has no Node in it, and a document that is opened gets its findings. */
import process from "node:process";
import { build } from "esbuild";
import { chromium as driver } from "playwright-core";
import { expect, test } from "vitest";
import { commandPath } from "../editor/debian.ts";
import { chromium } from "../editor/install.ts";

const isRequired = process.env.ENCORE_SHARED === "required";
const hasBrowser =
  process.env.CHROME_PATH !== undefined ||
  ["chromium", "chromium-browser", "google-chrome"].some((name) => commandPath(name) !== undefined);
if (!hasBrowser && !isRequired) console.warn("Skipped: the server in a web worker; there is no Chromium here.");

const rubric = `scale: [1, 2, 3, 4, 5]
ratings: [{file: r.csv}]
rules:
  - id: noisy
    text: Is nice.
    ratings: {1: 40, 2: 40, 3: 40, 4: 40, 5: 40}
`;

test.skipIf(!hasBrowser && !isRequired)("a worker gives the findings of a document with inline ratings", async () => {
  // What names a Node module fails to bundle.
  const bundle = await build({
    entryPoints: ["server/src/server/browser.ts"],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const [file] = bundle.outputFiles;
  const browser = await driver.launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.route("http://encore.test/**", (route) =>
      route.request().url().endsWith(".js")
        ? route.fulfill({ contentType: "text/javascript", body: file?.text ?? "" })
        : route.fulfill({ contentType: "text/html", body: "<!doctype html><title>worker</title>" }),
    );
    await page.goto("http://encore.test/");
    const found = await page.evaluate(talkToWorker, rubric);
    expect(found.errors).toEqual([]);
    expect(found.capabilities).toMatchObject({ hoverProvider: true });
    expect(found.codes).toContain("high-entropy");
    expect(found.codes).toContain("rating-source");
    expect(found.hover).toContain("Uncertain");
  } finally {
    await browser.close();
  }
});

/** Runs in the page: it knows nothing of this file. */
async function talkToWorker(text: string) {
  const scope = globalThis as unknown as {
    Worker: new (
      url: string,
    ) => {
      onmessage: (event: { data: Message }) => void;
      onerror: (event: { message: string }) => void;
      postMessage(message: object): void;
    };
  };
  interface Message {
    readonly id?: number;
    readonly method?: string;
    readonly params?: { readonly diagnostics?: readonly { readonly code: string }[] };
    readonly result?: unknown;
  }
  const worker = new scope.Worker("http://encore.test/server.js");
  const errors: string[] = [];
  const uri = "vscode-vfs://github/someone/rubrics/a.rubric.yaml";
  const answers = new Map<number, (result: unknown) => void>();
  const codes = new Promise<string[]>((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.id !== undefined && data.method === undefined) answers.get(data.id)?.(data.result);
      const found = data.params?.diagnostics?.map(({ code }) => code) ?? [];
      if (
        data.method === "textDocument/publishDiagnostics" &&
        found.includes("high-entropy") &&
        found.includes("rating-source")
      )
        resolve(found);
    };
    worker.onerror = ({ message }) => {
      errors.push(message);
      resolve([]);
    };
  });
  const ask = (id: number, method: string, params: object) =>
    new Promise<unknown>((resolve) => {
      answers.set(id, resolve);
      worker.postMessage({ jsonrpc: "2.0", id, method, params });
    });
  const tell = (method: string, params: object) => worker.postMessage({ jsonrpc: "2.0", method, params });
  const started = (await ask(1, "initialize", { processId: null, capabilities: {}, workspaceFolders: null })) as {
    capabilities: object;
  };
  tell("initialized", {});
  tell("textDocument/didOpen", { textDocument: { uri, languageId: "rubric", version: 1, text } });
  const found = await codes;
  const hover = await ask(2, "textDocument/hover", { textDocument: { uri }, position: { line: 3, character: 9 } });
  return { errors, capabilities: started.capabilities, codes: found, hover: JSON.stringify(hover) };
}
