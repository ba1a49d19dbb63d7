/** A number with its interval as a dot and a line on a common axis, for a cell of the table. */
import { svg } from "./dom.ts";

export interface Axis {
  readonly min: number;
  readonly max: number;
  /** Where a line says what to compare with: chance, an equal share. */
  readonly reference: number;
}

const WIDTH = 110;
const HEIGHT = 16;

export function intervalDot(value: number, low: number, high: number, axis: Axis, label: string): SVGElement {
  const x = (at: number) =>
    4 + ((Math.min(axis.max, Math.max(axis.min, at)) - axis.min) / (axis.max - axis.min)) * (WIDTH - 8);
  const middle = HEIGHT / 2;
  return svg(
    "svg",
    {
      class: "interval",
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": label,
    },
    svg("line", { class: "reference", x1: x(axis.reference), x2: x(axis.reference), y1: 0, y2: HEIGHT }),
    svg("line", { class: "range", x1: x(low), x2: x(high), y1: middle, y2: middle }),
    svg("circle", { class: "value", cx: x(value), cy: middle, r: 3.5 }),
  );
}
