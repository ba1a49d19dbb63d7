/** Each verdict in words that an author without statistics understands, with a character that says it without colour. */
export interface VerdictWords {
  readonly sign: string;
  readonly name: string;
  /** Completes "Disputed: ...". */
  readonly meaning: string;
}

const words: Readonly<Record<string, VerdictWords>> = {
  reversed: { sign: "⇄", name: "Reversed", meaning: "points the wrong way" },
  "rare-but-predictive": {
    sign: "◔",
    name: "Rare but predictive",
    meaning: "seldom departs from one value, and is right when it does",
  },
  uninformative: {
    sign: "○",
    name: "Uninformative",
    meaning: "nearly all ratings are the same, so it decides nothing",
  },
  rare: { sign: "◔", name: "Rare", meaning: "seldom departs from one value" },
  "noisy-but-predictive": {
    sign: "≈",
    name: "Noisy but predictive",
    meaning: "its ratings vary widely, yet it is right more often than chance",
  },
  unreliable: { sign: "✗", name: "Unreliable", meaning: "its ratings are spread over the whole scale" },
  disputed: { sign: "≠", name: "Disputed", meaning: "raters disagree" },
  reliable: { sign: "✓", name: "Reliable", meaning: "raters agree, or it foresees your preferences" },
  unproven: { sign: "?", name: "Unproven", meaning: "too few ratings to tell" },
  uncertain: { sign: "?", name: "Uncertain", meaning: "high entropy, one rating per response: noise or information?" },
  "no-warning": { sign: "·", name: "No warning", meaning: "nothing found against it" },
};

export function verdictWords(name: string): VerdictWords {
  return words[name] ?? { sign: "·", name, meaning: "" };
}

/** Verdicts that are nothing to look into. */
const quiet = new Set(["reliable", "no-warning"]);

export function isQuiet(name: string): boolean {
  return quiet.has(name);
}
