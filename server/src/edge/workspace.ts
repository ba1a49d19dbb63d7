/** The world around the documents: workspace folders, trust, settings and the rating stores that follow from them. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Connection } from "vscode-languageserver";
import type { Options } from "../analysis/analysis.ts";
import type { DocumentSettings } from "../engine/session.ts";
import { createCachedStore, type RatingCache } from "../ratings/cache.ts";
import { createDuckDbStore, type FileStore } from "../ratings/duckdb.ts";
import { createUntrustedStore } from "../ratings/untrusted.ts";
import type { RatingStore } from "../tallies/store.ts";
import { defaultSettings, readSettings, type Settings } from "./settings.ts";

/** A client that does not answer must not keep a document from being read. In milliseconds. */
const SETTINGS_PATIENCE = 500;

/** The samples of this package come with their ratings, in whatever workspace they are opened. */
const samples = ["../media/sample/", "../../../media/sample/"]
  .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
  .filter((folder) => existsSync(folder))
  .slice(0, 1);

export class Workspace {
  isTrusted = true;
  folders: string[] = [];
  private readonly connection: Connection;
  private readonly stores = new Map<string, FileStore>();
  /** Shared by all folders: two rubrics over one file read it once. */
  private readonly read: RatingCache = new Map();
  private readonly settings = new Map<string, Settings>();
  /** By document, the newest question that was answered, and how many were asked in all: answers may overtake each other. */
  private readonly answered = new Map<string, number>();
  private questions = 0;
  /** For documents whose own settings are not known. */
  private common = defaultSettings;
  private asks = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** From here on settings are asked of the client, document by document. */
  askForSettings(): void {
    this.asks = true;
  }

  /** Settings that come with a message, from a client that cannot be asked. */
  setCommon(given: unknown): void {
    this.common = this.readGiven(given);
    this.forgetStores();
  }

  /** Settings, folders or trust changed. */
  forgetStores(): void {
    this.stores.clear();
  }

  /** Asks for a document's settings. Those that come too late to wait for count from then on; if they are others, `changed` is called. */
  async fetchSettings(uri: string, changed: () => void): Promise<void> {
    if (!this.asks) return;
    const question = ++this.questions;
    let isLate = false;
    const answer = this.connection.workspace.getConfiguration({ scopeUri: uri, section: "encore" }).then(
      (given) => {
        if (question < (this.answered.get(uri) ?? 0)) return;
        this.answered.set(uri, question);
        const settings = this.readGiven(given);
        const isOther = !isDeepStrictEqual(settings, this.settingsOf(uri));
        this.settings.set(uri, settings);
        if (isLate && isOther) changed();
      },
      () => {}, // A client that refuses leaves the common settings.
    );
    const patience = new Promise<void>((resolve) => setTimeout(resolve, SETTINGS_PATIENCE).unref());
    await Promise.race([answer, patience]);
    isLate = true;
  }

  settingsOf(uri: string): Settings {
    return this.settings.get(uri) ?? this.common;
  }

  documentSettings(uri: string): DocumentSettings {
    const { temperature, entropyLimit, checks } = this.settingsOf(uri);
    const options: Partial<Options> = {
      ...(typeof temperature === "number" && { temperature }),
      ...(typeof entropyLimit === "number" && { limit: entropyLimit }),
    };
    return { options, checks };
  }

  /** A document that is no file on a disk has no folder, and so nothing to read from. */
  storeFor(uri: string): RatingStore {
    return this.isTrusted ? this.filesFor(uri) : createUntrustedStore();
  }

  /** Whether they may be read is `storeFor`'s to say. */
  filesFor(uri: string): FileStore {
    const base = folderOf(uri);
    const settings = this.settingsOf(uri);
    const key = JSON.stringify([isFile(uri), base, settings.allowedFolders, settings.memoryLimit]);
    const known = this.stores.get(key);
    if (known) return known;
    const inside = this.folders.length > 0 ? this.folders : [base];
    const allowed = isFile(uri) ? [...inside, ...samples, ...settings.allowedFolders] : [];
    const store = createCachedStore(createDuckDbStore({ base, allowed, memoryLimit: settings.memoryLimit }), this.read);
    this.stores.set(key, store);
    return store;
  }

  private readGiven(given: unknown): Settings {
    const { settings, problems } = readSettings(given);
    for (const problem of problems)
      this.connection.console.warn(`A setting is not valid and does not count. ${problem}`);
    return settings;
  }
}

export function isFile(uri: string): boolean {
  return uri.startsWith("file:");
}

export function folderOf(uri: string): string {
  return isFile(uri) ? path.dirname(fileURLToPath(uri)) : path.resolve("/");
}
