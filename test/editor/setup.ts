/** `node test/editor/setup.ts` makes the tests' VS Code ready, and says which one it is. */
import process from "node:process";
import { chromium, codeServer, desktopEditor } from "./install.ts";

const desktop = await desktopEditor();
process.stdout.write(`${desktop ?? `${await codeServer()} with ${chromium()}`}\n`);
