#!/usr/bin/env node
/** A desktop VS Code without `--disable-workspace-trust`, which @vscode/test-electron always passes. */
import { spawnSync } from "node:child_process";
import process from "node:process";

const words = process.argv.slice(2).filter((word) => word !== "--disable-workspace-trust");
const { status } = spawnSync(process.env.ENCORE_DESKTOP ?? "", words, { stdio: "inherit" });
process.exitCode = status ?? 1;
