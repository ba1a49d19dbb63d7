/** What the server needs of the machine it runs on, as an argument: so it runs in Node and in a web worker. */
import type { Timers } from "../engine/timers.ts";
import type { Maybe } from "../statistics/result.ts";
import type { SourceStore } from "../tallies/source.ts";

export interface Runtime {
  /** Of this package. */
  readonly version: string;
  readonly timers: Timers;
  readonly files: Files;
  /** What a rubric in this place may read. */
  storeFor(place: Place): SourceStore;
  /** The first rows of a file that a document in this place names, or why there are none. */
  preview(place: Place, file: string, most: number): Promise<Maybe<FirstRows>>;
  /** The URI of a check's docs page. */
  checkPage(check: string): string;
}

export interface FirstRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Where a document is, and what its author allows to be read there. */
export interface Place {
  readonly uri: string;
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  /** Absolute paths of further folders, from the author's own settings. */
  readonly allowedFolders: readonly string[];
  /** For reading rating files, in MB. */
  readonly memoryLimit: number;
}

/** The file system. Nothing outside the folders of a place is looked at, listed or watched. */
export interface Files {
  /** The absolute path of a file; undefined for a URI that is not a file on this machine. */
  pathOf(uri: string): string | undefined;
  /** The URI of the file that a document calls `name`; undefined for a document that is no file. */
  resolve(uri: string, name: string): string | undefined;
  /** Names in a folder that a document calls `folder`; those of folders end in a slash. */
  list(place: Place, folder: string): Promise<readonly string[]>;
  /** Those of the names that there is a file for. */
  existing(place: Place, names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Watches folders for clients that do not; `changed` gets absolute paths. */
  watch(changed: (files: readonly string[]) => void): FolderWatch;
}

export interface FolderWatch {
  /** Watches just these folders from now on; those that are not there or not allowed are skipped. */
  folders(wanted: readonly { readonly place: Place; readonly folder: string }[]): void;
  dispose(): void;
}
