/** `npm run try`: the sample rubrics in VS Code in your browser, with the packaged extension. Nothing outside a temporary folder is touched. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { address } from "./browser.ts";
import { createProfile, installExtension, startServer } from "./server.ts";

const folder = await mkdtemp(path.join(tmpdir(), "encore-try-"));
const workspace = path.join(folder, "sample");
await cp(path.join(import.meta.dirname, "../../media/sample"), workspace, { recursive: true });
const profile = await createProfile(folder);
await installExtension(profile);
const server = await startServer(profile);
process.stdout.write(
  `\nOpen in a browser on this machine, then a *.rubric.yaml:\n\n  ${address(server, { workspace })}\n\nCtrl+C ends it.\n`,
);

async function end(): Promise<void> {
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end());
