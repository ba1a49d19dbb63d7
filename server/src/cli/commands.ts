/** The commands of `encore`, in the order of its help. Each is a file, loaded only when it is used. */
import type { Command } from "commander";

export interface Listed {
  readonly name: string;
  readonly summary: string;
  /** Adds arguments, options and what is done to the command of that name. */
  readonly load: () => Promise<(command: Command) => void>;
}

export const commands: readonly Listed[] = [
  {
    name: "init",
    summary: "Make a rubric from files of rules and ratings.",
    load: async () => (await import("./init.ts")).defineInit,
  },
  {
    name: "check",
    summary: "Report what is wrong with rubrics.",
    load: async () => (await import("./check.ts")).defineCheck,
  },
  {
    name: "analyze",
    summary: "Print everything that is known about a rubric.",
    load: async () => (await import("./analyze.ts")).defineAnalyze,
  },
  {
    name: "compare",
    summary: "Print what changed between two versions of a rubric.",
    load: async () => (await import("./compare.ts")).defineCompare,
  },
  {
    name: "report",
    summary: "Write a rubric's report as HTML or Markdown.",
    load: async () => (await import("./report.ts")).defineReport,
  },
  {
    name: "weights",
    summary: "Print a rubric's weights, for other tools or as code.",
    load: async () => (await import("./weights.ts")).defineWeights,
  },
  {
    name: "score",
    summary: "Print each response's reward.",
    load: async () => (await import("./score.ts")).defineScore,
  },
  {
    name: "explain",
    summary: "Explain a check.",
    load: async () => (await import("./explain.ts")).defineExplain,
  },
  {
    name: "completion",
    summary: "Print a completion script for bash or zsh.",
    load: async () => (await import("./completion.ts")).defineCompletion,
  },
  {
    name: "server",
    summary: "Run the language server, for any editor.",
    load: async () => (await import("./server.ts")).defineServer,
  },
];
