// Bundles the client, and the server with the command line, into dist/. `--watch` rebuilds on change.
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as esbuild from "esbuild";

const watch = process.argv.includes("--watch");
await rm("dist", { recursive: true, force: true });

const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  sourcemap: watch,
  minify: !watch,
  legalComments: "none",
  logLevel: "info",
};

/** In an ES module bundle, dependencies written as CommonJS still call require. */
const requireInModules = {
  js: 'import { createRequire as encoreCreateRequire } from "node:module"; const require = encoreCreateRequire(import.meta.url);',
};

const builds = [
  {
    ...common,
    entryPoints: ["client/src/extension.ts"],
    outfile: "dist/client.cjs",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...common,
    entryPoints: { cli: "server/src/start.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    // DuckDB is loaded with the first rating file, and all else behind what turns on the cache of compiled code.
    splitting: true,
    chunkNames: "[name]-[hash]",
    external: ["@duckdb/node-bindings"],
    banner: { js: `#!/usr/bin/env node\n${requireInModules.js}` },
  },
  {
    ...common,
    platform: "browser",
    target: "es2022",
    entryPoints: { page: "server/src/report/page/main.ts" },
    outdir: "dist/report",
    format: "iife",
  },
];

if (watch) for (const build of builds) await (await esbuild.context(build)).watch();
else await Promise.all(builds.map((build) => esbuild.build(build)));
await chmod("dist/cli.mjs", 0o755).catch(() => {});
await cp("server/src/report/page/style.css", "dist/report/page.css");
// By their ending, VS Code shows these pages rendered; their links to each other follow.
await mkdir("dist/checks", { recursive: true });
for (const page of await readdir("docs/checks")) {
  const text = await readFile(`docs/checks/${page}`, "utf8");
  const linked = text.replace(/\]\(([a-z-]+)\.md/g, "]($1.check.md");
  await writeFile(`dist/checks/${page.replace(/\.md$/, ".check.md")}`, linked);
}
