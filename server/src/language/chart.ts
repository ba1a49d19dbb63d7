/** A small bar chart of a rule's ratings as an SVG image, in mid-tones that read on light and on dark. */
import type { Level } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";

const WIDTH = 320;
const BAR_HEIGHT = 11;
const GAP = 2;
const LABEL_WIDTH = 72;
const COUNT_WIDTH = 84;
const INK = "#808890";
const BAR = "#3a8fd0";
/** More bars than this are no longer a small picture: neighbours are drawn together. */
const MOST_BARS = 6;

function chart(levels: readonly Level[]): string {
  const bars = grouped(levels);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const height = bars.length * (BAR_HEIGHT + GAP) + GAP;
  const rows = bars.map(({ label, count }, at) => {
    const y = GAP + at * (BAR_HEIGHT + GAP);
    const width = (count / most) * (WIDTH - LABEL_WIDTH - COUNT_WIDTH);
    const share = total > 0 ? ` (${show.percent(count / total, 0)})` : "";
    return [
      text(LABEL_WIDTH - 6, y, "end", shortened(label)),
      `<rect x="${LABEL_WIDTH}" y="${y}" width="${Math.max(count > 0 ? 1 : 0, width).toFixed(1)}" height="${BAR_HEIGHT}" rx="2" fill="${BAR}"/>`,
      text(LABEL_WIDTH + width + 6, y, "start", `${show.count(count)}${share}`),
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="10">${rows.join("")}</svg>`;
}

/** As a Markdown image; `title` is what a screen reader says. */
export function chartImage(levels: readonly Level[], title: string): string {
  const bytes = new TextEncoder().encode(chart(levels));
  return `![${title}](data:image/svg+xml;base64,${btoa(String.fromCharCode(...bytes))})`;
}

/** The chart for a client that shows no images: one line a level. */
export function chartText(levels: readonly Level[]): string {
  return grouped(levels)
    .map(({ label, count }) => `${label}: ${show.count(count)}`)
    .join(", ");
}

function grouped(levels: readonly Level[]): { label: string; count: number }[] {
  if (levels.length <= MOST_BARS) return levels.map(({ label, count }) => ({ label, count }));
  const size = Math.ceil(levels.length / MOST_BARS);
  return Array.from({ length: Math.ceil(levels.length / size) }, (_, at) => {
    const some = levels.slice(at * size, (at + 1) * size);
    const label = `${some[0]?.label ?? ""}–${some.at(-1)?.label ?? ""}`;
    return { label, count: some.reduce((sum, level) => sum + level.count, 0) };
  });
}

function text(x: number, y: number, anchor: string, content: string): string {
  const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  return `<text x="${x.toFixed(1)}" y="${y + BAR_HEIGHT - 2}" text-anchor="${anchor}" fill="${INK}">${escaped}</text>`;
}

function shortened(label: string): string {
  const letters = Array.from(label);
  return letters.length > 11 ? `${letters.slice(0, 10).join("")}…` : label;
}
