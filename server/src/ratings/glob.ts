/**
 * Patterns for files: `*`, `?`, `[abc]` and `{a,b}` within a name, `**` for any folders between. Our own, because the
 * Node of older editors has none, and because no pattern may cost more than its length times that of the path.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";

export function isPattern(name: string): boolean {
  return /[*?[\]{}]/.test(name);
}

/** The folder that a pattern starts from, and the pattern below it. */
export function splitPattern(pattern: string): { readonly folder: string; readonly below: string } {
  const parts = pattern.split("/");
  const first = parts.findIndex(isPattern);
  const folder = parts.slice(0, first).join("/");
  return {
    folder: folder === "" ? (pattern.startsWith("/") ? "/" : ".") : folder,
    below: parts.slice(first).join("/"),
  };
}

/** Whether a path, both relative to one folder and with `/`, fits a pattern. */
export function matches(pattern: string, file: string): boolean {
  const names = file.split("/");
  return expandBraces(pattern).some((plain) =>
    fits(
      plain.split("/"),
      names,
      (part) => part === "**",
      (part, name) => fits(part.match(/\[[^\]]+\]|./gsu) ?? [], [...name], (token) => token === "*", matchesCharacter),
    ),
  );
}

/**
 * The files below a folder that fit, as relative paths with `/`, in no order. Folders behind symbolic links, hidden ones
 * (unless the pattern names one), `node_modules` and `.git` are not entered.
 */
export async function* filesBelow(folder: string, pattern: string, signal?: AbortSignal): AsyncGenerator<string> {
  const deepest = pattern.includes("**") ? Number.POSITIVE_INFINITY : pattern.split("/").length;
  const namesHidden = /(^|[/{,])\./.test(pattern);
  const waiting = [""];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    signal?.throwIfAborted();
    const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name === "node_modules" || entry.name === ".git" || (entry.name.startsWith(".") && !namesHidden))
        continue;
      const found = below === "" ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) {
        if (matches(pattern, found)) yield found;
      } else if (found.split("/").length < deepest) waiting.push(found);
    }
  }
}

/** A pattern with more alternatives than this keeps its braces as they are. */
const MOST_ALTERNATIVES = 256;

/** Innermost braces first, until there are none. */
function expandBraces(pattern: string): string[] {
  let plain = [pattern];
  while (plain.length <= MOST_ALTERNATIVES && plain.some((one) => braces.test(one)))
    plain = plain.flatMap((one) => {
      const [all, inner] = braces.exec(one) ?? [];
      return all === undefined ? [one] : (inner ?? "").split(",").map((choice) => one.replace(all, () => choice));
    });
  return plain;
}

const braces = /\{([^{}]*)\}/;

function matchesCharacter(token: string, character: string): boolean {
  if (token === "?") return true;
  if (token.length < 3 || !token.startsWith("[")) return token === character;
  const isNegated = token[1] === "!" || token[1] === "^";
  const inside = token.slice(isNegated ? 2 : 1, -1).matchAll(/(.)-(.)|./gsu);
  const isIn = [...inside].some(([one, from, to]) =>
    from === undefined || to === undefined ? one === character : from <= character && character <= to,
  );
  return isIn !== isNegated;
}

/** Wildcard matching in one pass: where a step fails, only the last star is tried again. */
function fits<Token, Part>(
  tokens: readonly Token[],
  parts: readonly Part[],
  isStar: (token: Token) => boolean,
  matchesOne: (token: Token, part: Part) => boolean,
): boolean {
  let t = 0;
  let star = -1;
  let starPart = 0;
  for (let p = 0; p < parts.length; ) {
    const token = tokens[t];
    const part = parts[p];
    if (token !== undefined && isStar(token)) {
      star = t++;
      starPart = p;
    } else if (token !== undefined && part !== undefined && matchesOne(token, part)) {
      t++;
      p++;
    } else if (star >= 0) {
      t = star + 1;
      p = ++starPart;
    } else return false;
  }
  return tokens.slice(t).every(isStar);
}
