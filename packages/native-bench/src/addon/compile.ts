import { execFileSync } from "node:child_process"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

/** Compiles the addon into a folder and returns its path; needs a C++ compiler. */
export function compileAddon(folder: string): string {
  const require = createRequire(import.meta.url)
  const includes = [
    dirname(require.resolve("node-addon-api/package.json")),
    join(dirname(require.resolve("node-api-headers/package.json")), "include"),
  ]
  const made = join(folder, "addon.node")
  const compiler = process.env["CXX"] ?? "c++"
  const flags = "-std=c++17 -O2 -fPIC -shared -DNAPI_CPP_EXCEPTIONS -DNAPI_VERSION=8".split(" ")
  const undefinedSymbols = process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : []
  const paths = includes.flatMap((path) => ["-I", path])
  const source = join(import.meta.dirname, "addon.cc")
  const args = [...flags, ...undefinedSymbols, ...paths, "-o", made, source, "-ldl"]
  execFileSync(compiler, args, { stdio: "inherit" })
  return made
}
