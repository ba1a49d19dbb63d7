/** Lists of names in messages. */

const SHOWN = 12;

/** `a`, `b` and `c`; of a long list its start and how many more there are. */
export function listed(names: readonly string[], word = "and"): string {
  const quoted = names
    .filter((name) => name !== "")
    .slice(0, SHOWN)
    .map((name) => `\`${name}\``);
  if (names.length > SHOWN) return `${quoted.join(", ")} ${word} ${names.length - SHOWN} more`;
  const last = quoted.pop() ?? "none";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${word} ${last}`;
}

/** `1 row`, `3 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
