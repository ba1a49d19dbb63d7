/** The formats of `encore check`, the default first. */
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export const reporters: readonly Reporter[] = [text, json, sarif, junit, github, gitlab, markdown];
