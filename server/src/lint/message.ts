/** Messages with named placeholders, so that all that a check can say is in one place. */

/** The placeholders of a message: "rule" and "n" of "{rule} has {n} ratings". */
type Placeholders<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The message with every placeholder filled; a missing one is a type error. */
export function fill<Message extends string>(
  message: Message,
  values: Readonly<Record<Placeholders<Message>, string>>,
): string {
  const given: Readonly<Record<string, string>> = values;
  let filled = "";
  let at = 0;
  for (let open = message.indexOf("{"); open >= 0; open = message.indexOf("{", at)) {
    const close = message.indexOf("}", open);
    filled += message.slice(at, open) + (given[message.slice(open + 1, close)] ?? "");
    at = close + 1;
  }
  return filled + message.slice(at);
}

/** "a, b and c". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** The first few names, and how many more there are. */
export function someOf(names: readonly string[], most = 3): string {
  if (names.length <= most) return listed(names);
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

const LONGEST_TITLE = 80;

/** The title of a fix of a rule: a long id is cut, so that what it does is still read. */
export function titled(message: `${string}{rule}${string}`, rule: string, text = ""): string {
  const around = message.replace("{rule}", "").replace("{text}", () => text).length + 2;
  const room = Math.max(12, LONGEST_TITLE - 1 - around);
  const id = rule.length <= room ? rule : `${rule.slice(0, room - 1)}…`;
  return message.replace("{text}", () => text).replace("{rule}", () => code(id));
}

/** A level's label: "no". */
export function quote(label: string): string {
  return `"${label}"`;
}

/** A text of the author's, set off from the message around it. */
export function code(text: string): string {
  return `\`${text}\``;
}
