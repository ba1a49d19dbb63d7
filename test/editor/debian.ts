/** Debian packages that the editor tests need. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

/** Installs what is missing where that is allowed (Debian, root); else throws with the one command to run. */
export function needDebianPackages(packages: readonly string[], purpose: string): void {
  const missing = packages.filter((name) => !installed(name));
  if (missing.length === 0) return;
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...missing];
  const debian = existsSync("/etc/debian_version");
  if (!debian)
    throw new Error(`${purpose} needs these Debian packages, or what your system calls them: ${missing.join(" ")}`);
  if (process.getuid?.() !== 0) throw new Error(`${purpose} needs Debian packages. Run: sudo ${install.join(" ")}`);
  process.stderr.write(`Installing for ${purpose}: ${missing.join(" ")}\n`);
  aptGet(["update", "-q"]);
  aptGet(install.slice(1));
}

function installed(name: string): boolean {
  const query = spawnSync("dpkg-query", ["-W", "-f", `\${db:Status-Status}`, name], { encoding: "utf8" });
  return query.status === 0 && query.stdout === "installed";
}

/** The output goes to standard error: the last line of standard output belongs to the test counts. */
function aptGet(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", 2] });
  if (status !== 0) throw new Error(`apt-get ${args.join(" ")} failed. Run it by hand to see why.`);
}

/** The path of a command, where the system has it. */
export function commandPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    if (folder !== "" && existsSync(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}
