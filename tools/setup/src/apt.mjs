// Debian's and Ubuntu's packages, for the programs that npm cannot bring.

import { during } from "./report.mjs"
import { runLogged, SetupError, which } from "./process.mjs"

/** Quick to give up on a closed network. */
const PATIENCE = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"]

/** @param {import("./process.mjs").Env} env */
export function hasApt(env) {
  return which("apt-get", env) !== undefined
}

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {object} what
 * @param {string} what.part what they are for, for instance "haskell"
 * @param {readonly string[]} what.packages
 * @param {import("./process.mjs").Env} what.env
 * @param {boolean | undefined} [what.isRoot] for tests
 * @throws {SetupError} when a package cannot be installed
 */
export function aptInstall(workspace, { part, packages, env, isRoot }) {
  const root = isRoot ?? process.getuid?.() === 0
  const byHand = `sudo apt-get update && sudo apt-get install ${packages.join(" ")}`
  if (!root && which("sudo", env) === undefined) {
    throw new SetupError(
      `Missing here: ${packages.join(" ")}. Installing them takes root, and there is no sudo.`,
      `ask an administrator to run: ${byHand.replaceAll("sudo ", "")}`,
    )
  }
  // `env` inside sudo, for sudo itself drops variables
  const prefix = [...(root ? [] : ["sudo"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]

  /** @param {string} log @param {readonly string[]} args */
  const apt = (log, args) => {
    const [command = "env", ...rest] = [...prefix, ...PATIENCE, ...args]
    return runLogged(command, rest, { log: workspace.log(log), env })
  }

  during(part, `apt-get install ${packages.join(" ")}`, () => {
    // An update that fails may only mean one broken source; the installation shows whether it matters.
    const update = apt("apt-update", ["update"])
    const install = apt("apt-install", ["install", "-y", "--no-install-recommends", ...packages])
    if (install.ok) return
    const cause = update.ok ? install.reason : `${install.reason}\n(update:) ${update.reason}`
    throw new SetupError(`apt-get could not install them: ${cause}`, `run by hand: ${byHand}`)
  })
}
