// `npm run new -- FOLDER`: a project with a bot, made from this checkout.

import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { build } from "./src/build.mjs"
import { isCurrent } from "./src/node.mjs"
import { during, explain } from "./src/report.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

const workspace = new Workspace()
try {
  const toolchain = ensureToolchain(workspace)
  const { node, env } = toolchain
  during("simplex-bot", "build", () => build(workspace, toolchain, ["@simplex-chat/bot"]))
  const bin = join(workspace.root, "packages", "bot", "bin", "simplex-bot.js")
  const args = [bin, "new", ...process.argv.slice(2), "--from", workspace.root]
  const { status } = spawnSync(node, args, {
    cwd: process.env["INIT_CWD"] ?? process.cwd(),
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  })
  process.exitCode = status ?? 1
  const { node: version } = process.versions
  if (status === 0 && !isCurrent(version)) {
    console.log(`
Your Node is ${version}; the project needs 22.18 or newer. Until you install one:

  export PATH="${dirname(node)}:$PATH"`)
  }
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
