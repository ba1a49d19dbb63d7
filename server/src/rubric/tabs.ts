/** Lines that tabs indent: YAML refuses them, but what they mean is plain. */
import type { Problem } from "./rubric.ts";

/** How many columns a tab counts for. */
export const TAB_WIDTH = 2;

const indentation = /^[ ]*\t[ \t]*(?=\S)/gm;

export function hasTabs(text: string): boolean {
  return text.includes("\t") && text.search(indentation) >= 0;
}

export interface Spaced {
  readonly text: string;
  /** The offset in the text with tabs of an offset in the text with spaces. */
  readonly original: (offset: number) => number;
  readonly problems: readonly Problem[];
}

export function tabsAsSpaces(text: string): Spaced {
  const problems: Problem[] = [];
  /** Where each indentation begins, and how much longer the text is behind it: pairs, ascending. */
  const grown: { readonly start: number; readonly end: number; readonly length: number; readonly by: number }[] = [];
  let by = 0;
  const spaced = text.replace(indentation, (tabs: string, at: number) => {
    const spaces = tabs.replaceAll("\t", " ".repeat(TAB_WIDTH));
    const range = { start: at, end: at + tabs.length };
    const message = "A tab indents this line. Indent with spaces: YAML allows no tabs here.";
    problems.push({ check: "syntax", range, message, replacements: [spaces] });
    grown.push({ start: at + by, end: at + by + spaces.length, length: tabs.length, by });
    by += spaces.length - tabs.length;
    return spaces;
  });
  return { text: spaced, original, problems };

  function original(offset: number): number {
    let low = 0;
    let high = grown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((grown[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = grown[low - 1];
    if (!last) return offset;
    if (offset >= last.end) return offset - last.by - (last.end - last.start - last.length);
    return last.start - last.by + Math.min(last.length, offset - last.start);
  }
}
