/** Small pictures for cells of the table: how often each level was given, and where the variance comes from. */
import { svg } from "./dom.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 90;
const HEIGHT = 22;

/** Bars side by side, as high as their share of the largest. */
export function histogram(bars: readonly Bar[], label: string): SVGElement {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  return svg(
    "svg",
    {
      class: "histogram",
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": label,
    },
    bars.map(({ label: level, value }, at) => {
      const height = Math.max(value > 0 ? 1 : 0, (value / most) * (HEIGHT - 1));
      return svg(
        "rect",
        { x: at * step + 0.5, y: HEIGHT - height, width: Math.max(1, step - 1.5), height },
        svg("title", {}, `${level}: ${value}`),
      );
    }),
  );
}

/** Shares of one whole in one line; negative parts are shown as none. */
export function shares(parts: readonly Bar[], label: string): SVGElement {
  const total = parts.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  let at = 0;
  return svg(
    "svg",
    { class: "shares", width: WIDTH, height: 14, viewBox: `0 0 ${WIDTH} 14`, role: "img", "aria-label": label },
    parts.map(({ label: name, value }, part) => {
      const width = total > 0 ? (Math.max(0, value) / total) * WIDTH : 0;
      const rect = svg("rect", { class: `part-${part}`, x: at, y: 0, width, height: 14 }, svg("title", {}, name));
      at += width;
      return rect;
    }),
  );
}
