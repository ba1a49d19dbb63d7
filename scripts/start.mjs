// The sample rubric through the command line, and what to do next.
import { spawnSync } from "node:child_process";

const sample = "media/sample/assistant-safety.rubric.yaml";
const { status } = spawnSync(process.execPath, ["dist/cli.mjs", "check", "--table", sample], { stdio: "inherit" });
if (status === 2 || status === null) process.exit(2);

process.stdout.write(`
What to look at: each finding names the line of ${sample}, what the ratings say
and what to do. The table holds every rule: how many ratings, entropy H with its 95% interval,
and the weight that ENCORE gives it.

Next:
  npm run package                          makes the extension: encore-*.vsix
  code --install-extension encore-*.vsix   installs it; then open ${sample}
  npm run try                              no VS Code at hand? The same in your browser
  dist/cli.mjs check YOUR.rubric.yaml      your own rubric; "dist/cli.mjs --help" tells more
`);
