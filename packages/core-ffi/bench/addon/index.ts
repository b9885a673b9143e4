import { execFileSync } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The addon that this package is compared with. */
export interface Addon {
  load(library: string): void
  open(library: string, path: string): number
  send(ctrl: number, command: string): Promise<string>
  receive(ctrl: number, microseconds: number): Promise<string>
}

/** Compiles and loads the addon; needs a C++ compiler. */
export function loadAddon(): Addon {
  const require = createRequire(import.meta.url)
  const includes = [
    dirname(require.resolve("node-addon-api/package.json")),
    join(dirname(require.resolve("node-api-headers/package.json")), "include"),
  ]
  const source = join(dirname(fileURLToPath(import.meta.url)), "addon.cc")
  const made = join(mkdtempSync(join(tmpdir(), "core-ffi-bench-")), "addon.node")
  execFileSync(
    process.env["CXX"] || "c++",
    [
      ..."-std=c++17 -O2 -fPIC -shared -DNAPI_CPP_EXCEPTIONS -DNAPI_VERSION=8".split(" "),
      ...(process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : []),
      ...includes.flatMap((folder) => ["-I", folder]),
      "-o",
      made,
      source,
      "-ldl",
    ],
    { stdio: "inherit" },
  )
  return require(made) as Addon
}
