/** A check's docs page for a terminal: headings bold, the marks of Markdown gone where they only mark. */
import type { Style } from "./terminal.ts";

export function pageText(markdown: string, style: Style): string {
  let isCode = false;
  const lines = markdown.split("\n").flatMap((line) => {
    if (line.startsWith("```")) {
      isCode = !isCode;
      // A block that is a file says which, behind its language.
      const title = isCode ? line.split(" ")[1] : undefined;
      return title === undefined ? [] : [`${style.dim(title)}:`];
    }
    if (isCode) return [`    ${line}`.trimEnd()];
    const heading = /^#+ (.*)/.exec(line)?.[1];
    return [heading === undefined ? plain(line, style) : style.bold(heading)];
  });
  return lines.join("\n").trim();
}

function plain(line: string, style: Style): string {
  return line
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, target: string) =>
      /^https?:/.test(target) ? `${text} (${target})` : text,
    )
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => style.bold(text))
    .replace(/`([^`]+)`/g, (_, text: string) => style.blue(text));
}
