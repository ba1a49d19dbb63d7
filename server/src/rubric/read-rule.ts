/** One entry of `rules:`. */
import type { Mapping, Node } from "./node.ts";
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
import type { Problem, Range, Rule } from "./rubric.ts";
import { encoreSchema, polarities, rubricSchema, ruleSchema } from "./schema.ts";

const ruleKeys = Object.keys(ruleSchema.shape);

/** `range` is where the entry stands. A rule without an id cannot be pointed at: it is told, and is none. */
export function readRule(node: Node, range: Range, identity: object, problems: Problem[]): Rule | undefined {
  if (node.kind === "mapping") {
    const own: Problem[] = [];
    const read = readKeys(node, range, identity, own);
    problems.push(...(read ? own.map((problem) => ({ ...problem, rule: read.id.value })) : own));
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

/** `{name: value}`, or nothing. */
export function optional<Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]?: T });
}

/** A rule is retired by the key, even before its reason is written. */
function retiredField(keys: Keys): Rule["retired"] {
  const entry = keys.entries.get("retired");
  const reason = textField(keys, "retired", "why the rule is no longer used");
  return reason ?? (entry && field(entry, ""));
}

function anchorsField(keys: Keys): Rule["anchors"] {
  const example = "`{1: Gives a recipe, 5: Declines}`";
  const entry = entryOf(keys, "anchors", example);
  if (!entry) return undefined;
  if (entry.node.kind !== "mapping") {
    tell(keys.problems, entry.node.range, `\`anchors\` says what levels mean, ${example}; found ${shown(entry.node)}.`);
    return undefined;
  }
  const anchors = new Map<string, string>();
  for (const [level, { node }] of keysOf(entry.node, keys.problems).entries) {
    if (node.kind === "text") anchors.set(level, node.text);
    else if (node.kind !== "broken")
      tell(keys.problems, node.range, `What the level ${level} means is a text; found ${shown(node)}.`);
  }
  return field(entry, anchors);
}

function whereElse(name: string): string | undefined {
  if (name in encoreSchema.shape) return `It belongs under \`encore:\`.`;
  return name in rubricSchema.shape ? "It belongs to the rubric: write it in the first column." : undefined;
}
