/** The author's settings (`encore.*`), read leniently: a setting that is not valid falls back and is reported in the log. */
import { z } from "zod";
import { hintParts } from "../language/inlay-hints.ts";

const severity = z.enum(["off", "error", "warning", "information", "hint"]);

const schema = z.object({
  temperature: z.number().positive().nullish(),
  entropyLimit: z.number().min(0).max(1).nullish(),
  checks: z.record(z.string(), severity),
  inlayHints: z.object({
    enabled: z.boolean(),
    show: z.array(z.enum(hintParts)),
  }),
  entropyUnit: z.enum(["nats", "bits"]),
  /** For reading rating files, in MB. */
  memoryLimit: z.number().positive(),
  /** Folders outside the workspace whose rating files may be read. */
  allowedFolders: z.array(z.string()),
});

export type Settings = z.infer<typeof schema>;

export const defaultSettings: Settings = {
  checks: {},
  inlayHints: { enabled: true, show: ["share", "verdict"] },
  entropyUnit: "nats",
  memoryLimit: 1024,
  allowedFolders: [],
};

export function readSettings(given: unknown): { settings: Settings; problems: readonly string[] } {
  if (typeof given !== "object" || given === null) return { settings: defaultSettings, problems: [] };
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const [key, field] of Object.entries(schema.shape)) {
    const value: unknown = Reflect.get(given, key);
    if (value === undefined) continue;
    const read = field.safeParse(merged(settings[key], value));
    if (read.success) settings[key] = read.data;
    else problems.push(`encore.${key}: ${read.error.issues.map((issue) => issue.message).join("; ")}`);
  }
  return { settings: schema.parse(settings), problems };
}

/** A group of settings may name some of its members only. */
function merged(fallback: unknown, value: unknown): unknown {
  const isGroup = (thing: unknown): thing is object =>
    typeof thing === "object" && thing !== null && !Array.isArray(thing);
  return isGroup(fallback) && isGroup(value) ? { ...fallback, ...value } : value;
}
