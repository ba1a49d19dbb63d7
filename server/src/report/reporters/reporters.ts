/** The formats of `encore check`, the default first. */
import { json } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { text } from "./text.ts";

export const reporters: readonly Reporter[] = [text, json];
