/** The world around the documents: workspace folders, trust, settings, and the stores that follow from them. */
import type { Connection } from "vscode-languageserver";
import type { Options } from "../analysis/analysis.ts";
import type { DocumentSettings } from "../engine/session.ts";
import type { Timers } from "../engine/timers.ts";
import { untrusted } from "../ratings/refused.ts";
import type { SourceStore } from "../tallies/source.ts";
import type { Place, Runtime } from "./runtime.ts";
import { defaultSettings, readSettings, type Settings } from "./settings.ts";

/** A client that does not answer must not keep a document from being read. In milliseconds. */
const SETTINGS_PATIENCE = 500;

export class Workspace {
  isTrusted = true;
  /** URIs. */
  folders: readonly string[] = [];
  private readonly connection: Connection;
  private readonly timers: Timers;
  private readonly createStore: Runtime["storeFor"];
  /** By place. */
  private readonly stores = new Map<string, SourceStore>();
  private readonly settings = new Map<string, Settings>();
  /** By document, the newest question that was answered, and how many were asked in all: answers may overtake each other. */
  private readonly answered = new Map<string, number>();
  private questions = 0;
  /** For documents whose own settings are not known. */
  private common = defaultSettings;
  private asks = false;

  constructor(connection: Connection, { timers, storeFor }: Pick<Runtime, "timers" | "storeFor">) {
    this.connection = connection;
    this.timers = timers;
    this.createStore = storeFor;
  }

  /** From here on settings are asked of the client, document by document. */
  askForSettings(): void {
    this.asks = true;
  }

  /** Settings that come with a message, from a client that cannot be asked. */
  setCommon(given: unknown): void {
    this.common = this.readGiven(given);
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
        const isOther = JSON.stringify(settings) !== JSON.stringify(this.settingsOf(uri));
        this.settings.set(uri, settings);
        if (isLate && isOther) changed();
      },
      () => {}, // A client that refuses leaves the common settings.
    );
    const patience = new Promise<void>((resolve) => this.timers.after(SETTINGS_PATIENCE, resolve));
    await Promise.race([answer, patience]);
    isLate = true;
  }

  /** What is known of a document that is closed; its settings are asked for when it is opened again. */
  forget(uri: string): void {
    this.settings.delete(uri);
    this.answered.delete(uri);
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

  placeOf(uri: string): Place {
    const { allowedFolders, memoryLimit } = this.settingsOf(uri);
    return { uri, folders: this.folders, allowedFolders, memoryLimit };
  }

  storeFor(uri: string): SourceStore {
    if (!this.isTrusted) return untrusted;
    const place = this.placeOf(uri);
    // Documents of one folder read alike.
    const key = JSON.stringify({ ...place, uri: uri.slice(0, uri.lastIndexOf("/")) });
    const known = this.stores.get(key);
    if (known) return known;
    if (this.stores.size >= MOST_STORES) this.stores.clear();
    const store = this.createStore(place);
    this.stores.set(key, store);
    return store;
  }

  private readGiven(given: unknown): Settings {
    const { settings, problems } = readSettings(given);
    for (const problem of problems) this.connection.console.warn(`An invalid setting is ignored. ${problem}`);
    return settings;
  }
}

/** They are cheap to make; what was read is kept elsewhere. */
const MOST_STORES = 100;
