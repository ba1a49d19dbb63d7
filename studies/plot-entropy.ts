import type { EntropyCell } from "./entropy-coverage.ts";
import { coverage } from "./tally-cells.ts";

const [width, height] = [760, 420];
const frame = { left: 60, right: 740, top: 48, bottom: 360 };
const effectives = [1, 3, 10, 30, 100, 300, 1000];
const colors = new Map([
  [1, "#2f6fb3"],
  [3, "#c46a1a"],
  [10, "#3b8a4a"],
]);
const lowest = 0.7;

/** One dot a cell: coverage against the effective number of ratings, on a logarithmic axis. */
export function plotEntropy(cells: readonly EntropyCell[]): string {
  const x = (effective: number): number =>
    frame.left + 20 + (Math.log(effective) / Math.log(1000)) * (frame.right - frame.left - 40);
  const y = (share: number): number =>
    frame.bottom - ((Math.max(lowest, share) - lowest) / (1 - lowest)) * (frame.bottom - frame.top);
  const grid = [0.7, 0.8, 0.9, 0.95, 1].map((share) => {
    const dashed = share === 0.9 || share === 0.95 ? ' stroke-dasharray="4 3" stroke="#555"' : ' stroke="#ddd"';
    return `<line x1="${frame.left}" x2="${frame.right}" y1="${at(y(share))}" y2="${at(y(share))}"${dashed}/>
<text x="${frame.left - 8}" y="${at(y(share) + 4)}" text-anchor="end">${share.toFixed(2)}</text>`;
  });
  const ticks = effectives.map(
    (n) => `<text x="${at(x(n))}" y="${frame.bottom + 20}" text-anchor="middle">${n.toLocaleString("en-US")}</text>`,
  );
  const dots = cells.map((cell, i) => {
    // Cells of like n would hide each other.
    const aside = ((i * 7) % 13) - 6;
    const color = colors.get(cell.raters) ?? "#000";
    const title = `${cell.shape}, n = ${cell.ratings}, ${cell.raters} a rated item, agreement ${cell.agreement}: ${coverage(cell).toFixed(3)}`;
    return `<circle cx="${at(x(cell.effective) + aside)}" cy="${at(y(coverage(cell)))}" r="3" fill="${color}" fill-opacity="0.55"><title>${title}</title></circle>`;
  });
  const legend = [...colors].map(
    ([raters, color], i) =>
      `<circle cx="${470 + i * 95}" cy="26" r="5" fill="${color}"/><text x="${480 + i * 95}" y="30">${raters} an item</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${frame.left}" y="30" font-size="14">Coverage of the 95% interval of entropy, one dot a setting</text>
${grid.join("\n")}
<line x1="${at(x(30))}" x2="${at(x(30))}" y1="${frame.top}" y2="${frame.bottom}" stroke="#999" stroke-dasharray="2 3"/>
${ticks.join("\n")}
${dots.join("\n")}
${legend.join("\n")}
<text x="${(frame.left + frame.right) / 2}" y="${frame.bottom + 44}" text-anchor="middle">effective number of ratings</text>
</svg>
`;
}

function at(value: number): string {
  return value.toFixed(1);
}
