/** `node test/editor/setup.ts` makes ready what the tests need from outside, and says which VS Code they run in. */
import process from "node:process";
import { commandPath, needDebianPackages } from "./debian.ts";
import { chromium, codeServer, desktopEditor } from "./install.ts";

if (commandPath("nvim") === undefined) needDebianPackages(["neovim"], "the Neovim tests");
// The page is tested in code-server even where the suite has a desktop VS Code.
const browser = chromium();
const server = await codeServer();
process.stdout.write(`${(await desktopEditor()) ?? server}, and ${server} in ${browser}\n`);
