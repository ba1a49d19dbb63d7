/** Ids for rules that have only a text: its first words, made unique. */

const MOST_WORDS = 6;
const MOST_LETTERS = 40;

export class RuleIds {
  private readonly byKey = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** The id of the rule that `key` names (one key, one id); `wanted` is a name or a text to make it from. */
  of(key: string, wanted: string = key): string {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const base = idFrom(wanted);
    let id = base;
    for (let n = 2; this.taken.has(id); n++) id = `${base}-${n}`;
    this.taken.add(id);
    this.byKey.set(key, id);
    return id;
  }
}

/** A name stays what it is; of a text the first words, in lower case and joined by hyphens. */
function idFrom(wanted: string): string {
  const trimmed = wanted.trim();
  if (trimmed !== "" && trimmed.length <= MOST_LETTERS && !/[\s\p{Cc}:#{}[\],&*!|>'"%@`]/u.test(trimmed))
    return trimmed;
  const words = trimmed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let id = "";
  for (const word of words.slice(0, MOST_WORDS)) {
    if (id !== "" && id.length + word.length >= MOST_LETTERS) break;
    id += (id === "" ? "" : "-") + word.slice(0, MOST_LETTERS);
  }
  return id === "" ? "rule" : id;
}
