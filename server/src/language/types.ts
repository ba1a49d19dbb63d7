/** What the features answer: plain data in UTF-16 offsets. The edge turns it into the protocol's own. */
import type { Fix } from "../lint/finding.ts";
import type { Range, TextEdit } from "../rubric/rubric.ts";

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
  /** The same for a client that shows no Markdown. */
  readonly plaintext: string;
}

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** One part of what is over `rules:`, with what a click on it does in this package's client. */
export interface CodeLens {
  readonly range: Range;
  readonly title: string;
  readonly command: LensCommand | undefined;
}

/** `place` puts the cursor there. */
export type LensCommand =
  | { readonly kind: "findings" | "weightings" | "outline" | "trust" }
  | { readonly kind: "place"; readonly offset: number };

export type CompletionKind = "key" | "value" | "reference" | "file" | "snippet";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** `text` is a snippet where `isSnippet`; `plain` is what to insert for a client without snippets. */
  readonly edit: TextEdit;
  readonly isSnippet?: boolean;
  readonly plain?: string;
}

export type SymbolKind = "rule" | "source" | "section" | "value";

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children: readonly DocumentSymbol[];
}

export interface DocumentLink {
  readonly range: Range;
  /** As the rubric writes it: relative to the rubric, or absolute. */
  readonly target: string;
  readonly tooltip: string;
}

export interface SelectionRange {
  readonly range: Range;
  readonly parent?: SelectionRange;
}

export interface Rename {
  readonly edits: readonly TextEdit[];
}

/** What choosing an action changes. */
export type ActionEdits = Pick<Fix, "edits" | "creates">;

/** Actions whose edits are large, and so are made when the action is chosen. */
export type DeferredAction = "extract-ratings";

/** A fix of a finding, or something to do without one. */
export interface CodeAction extends Fix {
  /** The edits are empty until `resolvedAction` makes them. */
  readonly deferred?: DeferredAction;
  /** It writes a file beside the rubric. */
  readonly createsFiles?: boolean;
  /** A command of the client, for what edits alone cannot do. */
  readonly command?: ClientCommand;
  /** The check whose finding it helps. */
  readonly check?: string;
  readonly findingRange?: Range;
}

/** What this package's VS Code client can do beyond edits. */
export type ClientCommand =
  | { readonly kind: "attach" | "sheet" | "trust" }
  | { readonly kind: "explain"; readonly check: string }
  /** Chooses a file, and writes its path at the range. */
  | { readonly kind: "browse"; readonly range: Range };

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly severity: "ok" | "warning" | "error";
  readonly isBusy: boolean;
}
