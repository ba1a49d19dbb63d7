/** Elements from values: text is always text, so nothing that a rubric says becomes markup. */

export type Child = Node | string | readonly Child[] | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const made = document.createElementNS(SVG, tag);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
}

function append(made: Element, children: readonly Child[]): void {
  for (const child of children)
    if (Array.isArray(child)) append(made, child);
    else if (child !== undefined) made.append(child as Node | string);
}
