/**
 * How a hover is written: as Markdown, or as plain text for a client that shows none. Texts of a rubric or a rating file
 * go through `author`, so that none of them is markup: no link, no image, no command.
 */
import type { Level } from "../analysis/analysis.ts";
import { chartImage, chartText } from "./chart.ts";

export interface Ink {
  /** Our own words, set off. */
  strong(text: string): string;
  /** A text that comes from a rubric or a file, as it is written there. */
  author(text: string): string;
  /** The ratings of a rule as a picture, or in words; `title` is what a screen reader says. */
  chart(levels: readonly Level[], title: string): string;
  /** Our own Markdown: the format's documentation. */
  documentation(markdown: string): string;
  /** Between the summary and the details; undefined where nothing is drawn. */
  readonly line: string | undefined;
}

export const markdown: Ink = {
  strong: (text) => `**${text}**`,
  author: escapeMarkdown,
  chart: (levels, title) => chartImage(levels, escapeMarkdown(`${title}: ${chartText(levels)}`)),
  documentation: (text) => text,
  line: "---",
};

export const plain: Ink = {
  strong: (text) => text,
  author: oneLine,
  chart: (levels) => `Ratings: ${oneLine(chartText(levels))}.`,
  documentation: (text) => text.replace(/[`*]/g, ""),
  line: undefined,
};

/** No character of it is markup, in any dialect: emphasis, links, images, HTML, icons, bare addresses. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>()#+!|~$&:@"]/g, "\\$&")
    .replace(/^(\s*)([-=]|\d+(?=\.))/, "$1\\$2")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
}

/** Line breaks and control characters as a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
