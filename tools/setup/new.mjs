// `npm run new -- FOLDER`: a project with a bot, made from this checkout.

import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { build } from "./src/build.mjs"
import { isCurrent } from "./src/node.mjs"
import { during, explain } from "./src/report.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

/** @typedef {import("./src/toolchain.mjs").Toolchain} Toolchain */

const workspace = new Workspace()
const bot = join(workspace.root, "packages", "bot")
const given = process.argv.slice(2)

/**
 * @param {readonly string[]} args
 * @param {Toolchain} toolchain
 * @returns the exit code
 */
function run(args, { node, env }) {
  const { status } = spawnSync(node, args, {
    cwd: process.env["INIT_CWD"] ?? process.cwd(),
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  })
  return status ?? 1
}

/** @param {Toolchain} toolchain */
function create(toolchain) {
  during("simplex-bot", "build", () => build(workspace, toolchain, ["@simplex-chat/bot"]))
  const bin = join(bot, "bin", "simplex-bot.js")
  return run([bin, "new", ...given, "--from", workspace.root], toolchain)
}

try {
  const toolchain = ensureToolchain(workspace)
  const check = join(bot, "src", "cli", "new", "check.ts")
  process.exitCode = run([check, ...given], toolchain)
  const isHelp = given.some((arg) => ["-h", "--help"].includes(arg))
  if (process.exitCode === 0 && !isHelp) process.exitCode = create(toolchain)

  const { node: version } = process.versions
  if (process.exitCode === 0 && !isHelp && !isCurrent(version)) {
    console.log(`
Your Node is ${version}; the project needs 22.18 or newer. Until you install one:

  export PATH="${dirname(toolchain.node)}:$PATH"`)
  }
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
