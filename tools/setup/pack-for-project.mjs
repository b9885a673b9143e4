// `node tools/setup/pack-for-project.mjs FOLDER [TOOL ...]`: sets up and builds what a project with
// a bot needs of this checkout, and packs it into FOLDER. `simplex-bot new --from` runs it.

import { join } from "node:path"
import { build } from "./src/build.mjs"
import { runLogged, SetupError } from "./src/process.mjs"
import { during, explain } from "./src/report.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

const workspace = new Workspace()
try {
  const toolchain = ensureToolchain(workspace)
  const { node, env } = toolchain
  during("packages", "build and pack", () => {
    build(workspace, toolchain, ["@simplex-chat/bot", "@simplex-chat/testing"])
    const main = join(workspace.root, "tools", "new-project", "src", "main.ts")
    const log = workspace.log("pack-for-project")
    const packed = runLogged(node, [main, ...process.argv.slice(2)], { log, env })
    if (!packed.ok) throw new SetupError(`packing failed: ${packed.reason}`, `read ${log}`)
  })
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
