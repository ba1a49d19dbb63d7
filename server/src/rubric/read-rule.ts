/** One entry of `rules:`. */
import type { Mapping, Node, Text } from "./node.ts";
import { ratingsField } from "./read-ratings.ts";
import { scaleField } from "./read-scale.ts";
import {
  choiceField,
  entryOf,
  field,
  isMeant,
  type Keys,
  keysOf,
  numberField,
  shown,
  tell,
  tellUnknown,
  textField,
  textsField,
} from "./reader.ts";
import type { Field, Problem, Range, Rule, Style } from "./rubric.ts";
import { isNumeric } from "./scale.ts";
import { encoreSchema, polarities, rubricSchema, ruleSchema } from "./schema.ts";

const ruleKeys = Object.keys(ruleSchema.shape);

/** `range` is where the entry is. A rule without an id cannot be named: it is reported and not read. */
export function readRule(node: Node, range: Range, identity: object, problems: Problem[]): Rule | undefined {
  if (node.kind === "mapping") {
    const own: Problem[] = [];
    const read = readKeys(node, range, identity, own);
    for (const problem of own) problems.push(read ? { ...problem, rule: read.id.value } : problem);
    return read;
  }
  if (node.kind === "broken") return undefined;
  if (node.kind === "text" && node.text !== "")
    tell(problems, node.range, `A rule begins with its id: write \`- id: NAME\`; found ${shown(node)}.`, [
      `id: ${node.text}`,
    ]);
  else tell(problems, range, `A rule begins with its id: write \`- id: NAME\`; found ${shown(node)}.`);
  return undefined;
}

function readKeys(map: Mapping, range: Range, identity: object, problems: Problem[]): Rule | undefined {
  const keys = keysOf(map, problems);
  tellUnknown(keys, ruleKeys, "a rule", whereElse);
  const id = textField(keys, "id", "the name that its ratings are filed under");
  if (!id && !isMeant(keys, "id")) {
    const first = map.entries[0]?.key.range ?? range;
    tell(problems, first, "This rule has no id: add `id: NAME`, the name that its ratings are filed under.");
  }
  if (!id) return undefined;
  const retired = retiredField(keys);
  return {
    identity,
    style: styleOf(map),
    range,
    id,
    ...optional("text", textField(keys, "text", "the rule in words")),
    ...optional("tags", textsField(keys, "tags", "a list of texts, `[violence]`")),
    ...optional("polarity", choiceField(keys, "polarity", polarities)),
    ...optional("scale", scaleField(keys)),
    ...optional(
      "gate",
      numberField(keys, "gate", "the number of the level below which a response fails", () => true),
    ),
    ...optional("anchors", anchorsField(keys)),
    ...optional("ratedAs", textField(keys, "rated_as", "the rule's id in the rating files")),
    ...optional(
      "weight",
      numberField(keys, "weight", "a number of 0 or more", (weight) => weight >= 0),
    ),
    ...optional("wording", textField(keys, "wording", "the hash of the text that was rated")),
    ...optional("ratings", ratingsField(keys)),
    ...optional("retired", retired),
  };
}

/** Quoted keys in braces are JSON's. */
function styleOf({ isFlow, entries }: Mapping): Style {
  if (!isFlow) return "block";
  const key = entries.find((entry) => entry.key.kind === "text" && entry.key.text === "id")?.key ?? entries[0]?.key;
  return key?.kind === "text" && !key.isPlain ? "json" : "flow";
}

/** `{name: value}`, or nothing. */
export function optional<Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]?: T });
}

/**
 * The reason is a text. Without one a rule is still retired while it is being written and where a flag says so;
 * `retired: false` and the like say the opposite.
 */
function retiredField(keys: Keys): Rule["retired"] {
  const entry = keys.entries.get("retired");
  if (entry?.node.kind !== "text" || !isFlag(entry.node)) {
    const reason = textField(keys, "retired", "why the rule is no longer used");
    return reason ?? (entry && field(entry, ""));
  }
  const isOn = /^(?:true|yes|on|y)$/i.test(entry.node.text);
  const help = isOn ? "Write the reason in words." : "The rule is not retired; remove the key.";
  tell(keys.problems, entry.node.range, `\`retired\` is a reason, not a flag; found ${shown(entry.node)}. ${help}`);
  return isOn ? field(entry, "") : undefined;
}

function isFlag({ isPlain, text }: Text): boolean {
  return isPlain && (isNumeric(text) || /^(?:true|false|yes|no|on|off|y|n|null|~)$/i.test(text));
}

function anchorsField(keys: Keys): Rule["anchors"] {
  const example = "`{1: Gives a recipe, 5: Declines}`";
  const entry = entryOf(keys, "anchors", example);
  if (!entry) return undefined;
  if (entry.node.kind !== "mapping") {
    tell(keys.problems, entry.node.range, `\`anchors\` says what levels mean, ${example}; found ${shown(entry.node)}.`);
    return undefined;
  }
  const anchors = new Map<string, Field<string>>();
  for (const [level, meaning] of keysOf(entry.node, keys.problems).entries) {
    const { node } = meaning;
    if (node.kind === "text") anchors.set(level, field(meaning, node.text));
    else if (node.kind !== "broken")
      tell(keys.problems, node.range, `What the level ${level} means is a text; found ${shown(node)}.`);
  }
  return field(entry, anchors);
}

function whereElse(name: string): string | undefined {
  if (Object.hasOwn(encoreSchema.shape, name)) return `It belongs under \`encore:\`.`;
  return Object.hasOwn(rubricSchema.shape, name)
    ? "It belongs to the rubric: write it in the first column."
    : undefined;
}
