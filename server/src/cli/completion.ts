/** `encore completion`: a script that completes commands, options and their values in bash or zsh. */
import { Command, type Option } from "commander";
import { checks } from "../lint/registry.ts";
import { commands } from "./commands.ts";
import { CannotRun, printRaw } from "./output.ts";

const shells = ["bash", "zsh"];

export function defineCompletion(command: Command): void {
  command
    .description('Print a completion script: eval "$(encore completion bash)", or zsh, in your shell\'s start file.')
    .argument("<shell>", shells.join(" or "))
    .action(completion);
}

async function completion(shell: string): Promise<void> {
  if (!shells.includes(shell)) throw new CannotRun(`There is no completion for ${shell}. Known: ${shells.join(", ")}.`);
  const described = await Promise.all(
    commands.map(async ({ name, load }) => {
      const command = new Command(name);
      (await load())(command);
      return { name, options: command.options };
    }),
  );
  // zsh reads bash's completions after bashcompinit.
  const start = shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
  printRaw(start + script(described));
}

interface Described {
  readonly name: string;
  readonly options: readonly Option[];
}

function script(described: readonly Described[]): string {
  const names = described.map(({ name }) => name).join(" ");
  const values = new Map(
    described.flatMap(({ options }) =>
      options.flatMap(({ long, argChoices }) => (long && argChoices ? [[long, argChoices.join(" ")] as const] : [])),
    ),
  );
  const codes = checks.map(({ code }) => code).join(" ");
  return `_encore() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  case "\${COMP_WORDS[1]} $before" in
${formats(described)}
  esac
  if [ -z "$words" ]; then case "$before" in
${[...values]
  .filter(([long]) => long !== "--format")
  .map(([long, choices]) => `    ${long}) words="${choices}" ;;`)
  .join("\n")}
    --select|--ignore|explain) words="${codes}" ;;
    completion) words="${shells.join(" ")}" ;;
  esac; fi
  if [ -z "$words" ] && [ "$COMP_CWORD" -eq 1 ]; then words="${names} help --help --version"; fi
  if [ -z "$words" ] && [[ $word == -* ]]; then case "\${COMP_WORDS[1]}" in
${described.map(({ name, options }) => `    ${name}) words="${options.flatMap(({ long }) => long ?? []).join(" ")} --help" ;;`).join("\n")}
  esac; fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); fi
}
complete -o default -F _encore encore
`;
}

/** Commands have formats of their own. */
function formats(described: readonly Described[]): string {
  return described
    .flatMap(({ name, options }) => {
      const choices = options.find(({ long }) => long === "--format")?.argChoices;
      return choices ? [`    "${name} --format") words="${choices.join(" ")}" ;;`] : [];
    })
    .join("\n");
}
