/** Every feature of the editor, by name. Each is a plain function of a document's Analysis and an offset. */
export { attachFile, ratingSheet } from "./attach.ts";
export { candidates } from "./candidates.ts";
export { codeActions, dropRules, resolvedAction, stampRules } from "./code-actions.ts";
export { codeLenses } from "./code-lens.ts";
export { comparisonTable } from "./compare.ts";
export { completions, wantedFolder } from "./completion.ts";
export { foldingRanges } from "./folding.ts";
export { hover } from "./hover.ts";
export { inlayHints } from "./inlay-hints.ts";
export { documentLinks } from "./links.ts";
export { occurrences } from "./occurrences.ts";
export { prepareRename, rename } from "./rename.ts";
export { selectionRange } from "./selection-ranges.ts";
export { status } from "./status.ts";
export { documentSymbols } from "./symbols.ts";
export { weightingChoices } from "./weighting-choices.ts";
export { weightsText } from "./weights-text.ts";
