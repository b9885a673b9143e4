// `node tools/setup/haskell-tool.mjs NAME ARGS FOLDERS`: a formatter or linter over the Haskell
// files in some folders, where the machine has the version that bots/ is written for.

import { spawnSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { hasApt } from "./src/apt.mjs"
import { haskellToolEnv, TOOL_VERSIONS } from "./src/haskell.mjs"
import { firstLine, inCI } from "./src/process.mjs"

const [name = "", ...args] = process.argv.slice(2)
const version = TOOL_VERSIONS.get(name)
const env = haskellToolEnv(process.env)
const found = firstLine(name, ["--version"], env)

if (version !== undefined && found?.includes(version) === true) {
  const files = args.flatMap((arg) => (arg.startsWith("-") ? [arg] : haskellFiles(arg)))
  const { status } = spawnSync(name, files, {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  })
  process.exitCode = status ?? 1
} else {
  // Other versions lay code out in other ways and have other hints, so they cannot judge. Where
  // apt can bring a tool, CI must not pass without it.
  console.log(`skipped: ${name} ${version} is wanted, here is ${found ?? "none"}`)
  process.exitCode = inCI(process.env) && hasApt(env) && found === undefined ? 1 : 0
}

/** @param {string} folder */
function haskellFiles(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
  return names.filter((file) => file.endsWith(".hs")).map((file) => join(folder, file))
}
