/**
 * What this server and its VS Code client say to each other beyond the Language Server Protocol. Types and method
 * names only; every other client does without.
 */

/** Handed over at `initialize`; all of it optional. */
export interface InitializationOptions {
  /** False: read no file that a rubric names, only ratings in the rubric itself. */
  readonly trusted?: boolean;
  /** The client has the commands named below; without them no lens, link or action uses one. */
  readonly hasCommands?: boolean;
  /** Settings for clients without `workspace/configuration`. */
  readonly settings?: unknown;
}

/** Notification, client to server: the author trusts the workspace now. */
export const TRUST = "encore/trust";

/** Notification, server to client: what the status item shows for a document. */
export const STATUS = "encore/status";
export interface StatusParams {
  readonly uri: string;
  readonly text: string;
  readonly detail: string;
  readonly severity: "ok" | "warning" | "error";
  readonly isBusy: boolean;
}

/** Request: the rules that are candidates to drop, each with its evidence in one line. */
export const CANDIDATES = "encore/candidates";
export interface Candidate {
  readonly rule: string;
  readonly evidence: string;
  /** Reported by a warning now: preselected. */
  readonly isUnreliable: boolean;
}

/** Request: the edits that drop these rules, and what that does to accuracy. */
export const DROP = "encore/drop";
export interface DropParams extends DocumentParams {
  readonly rules: readonly string[];
}

/** Request: the edits that stamp `wording` on every rule. */
export const STAMP = "encore/stamp";

/** Request: the weights as text. */
export const WEIGHTS = "encore/weights";
export interface WeightsParams extends DocumentParams {
  readonly format: "csv" | "json" | "yaml";
}

/** Request: what the edit did, against the text on disk: a table in Markdown. */
export const COMPARE = "encore/compare";
export interface CompareParams extends DocumentParams {
  /** The text on disk. */
  readonly text: string;
}

/** Request: what the report page shows of a document (report/page/wire.ts); null where it is not open. */
export const REPORT = "encore/report";

/** Request: the first rows of a file, as the rubric would name it, with the columns that were guessed. */
export const PREVIEW = "encore/preview";
export interface PreviewParams extends DocumentParams {
  readonly file: string;
  readonly rows: number;
}
export type PreviewResult =
  | {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Undefined where no columns look like responses and ratings. */
      readonly guess: GuessedColumns | undefined;
    }
  | { readonly unavailable: string };
export interface GuessedColumns {
  readonly item: readonly string[];
  readonly rater?: string | undefined;
  readonly rule?: string | undefined;
  readonly rating?: string | undefined;
}

/** Request: the edits that name a rating file under `ratings:`; null where that cannot be. */
export const ATTACH = "encore/attach";
export interface AttachParams extends DocumentParams, Partial<GuessedColumns> {
  readonly file: string;
}

/** Request: the edits that write an empty sheet for these items to `file`, and name it. */
export const SHEET = "encore/sheet";
export interface SheetParams extends DocumentParams {
  readonly file: string;
  readonly items: readonly string[];
}

/** Request: the weightings, compared on the preferences. */
export const WEIGHTINGS = "encore/weightings";
export interface WeightingChoice {
  readonly label: string;
  readonly description: string;
  /** What `weighting:` calls it; undefined for one that a rubric cannot choose. */
  readonly name: string | undefined;
  readonly isPresent: boolean;
}

/** Request: the edits that choose a weighting. */
export const WEIGH_BY = "encore/weighBy";
export interface WeighByParams extends DocumentParams {
  readonly name: string;
}

export interface DocumentParams {
  readonly uri: string;
}

/** Commands of the client, for what no edit can do. Arguments begin with the rubric's URI. */
/** [uri, line, character] */
export const PLACE_CURSOR = "encore.placeCursor";
export const SHOW_FINDINGS = "encore.showFindings";
export const SHOW_OUTLINE = "encore.showOutline";
export const CHOOSE_WEIGHTING = "encore.chooseWeighting";
export const MANAGE_TRUST = "encore.manageTrust";
export const ATTACH_FILE = "encore.attachRatingFile";
export const MAKE_SHEET = "encore.makeRatingSheet";
/** [uri, the range of the path that is to be replaced] */
export const BROWSE_FILE = "encore.browseFile";
/** [uri, the check's page] */
export const EXPLAIN_CHECK = "encore.explainCheck";

/** With what Node is started for the server: else the space for new objects grows to 64 MB, of which little is used. */
export const SERVER_FLAGS = ["--max-semi-space-size=16"];
