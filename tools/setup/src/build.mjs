// Building packages of this checkout, with what they depend on.

import { runLogged, SetupError } from "./process.mjs"

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./toolchain.mjs").Toolchain} toolchain
 * @param {readonly string[]} names of packages
 * @throws {SetupError} when the build fails
 */
export function build(workspace, { node, turbo, env }, names) {
  const filters = names.map((name) => `--filter=${name}...`)
  const log = workspace.log("build")
  const result = runLogged(node, [turbo, "run", "build", ...filters], {
    log,
    cwd: workspace.root,
    env,
  })
  if (result.ok) return
  throw new SetupError(
    `${names.join(" and ")}: the build failed: ${result.reason}`,
    `fix it, or start from a fresh clone; the whole log is ${log}`,
  )
}
