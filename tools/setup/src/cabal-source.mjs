// Where cabal takes the packages for bots/ from: what is installed, or Hackage.

import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { runLogged } from "./process.mjs"

/** @typedef {import("./process.mjs").Env} Env */
/** @typedef {import("./workspace.mjs").Workspace} Workspace */

/**
 * Where cabal takes packages from: those that GHC brings or Debian installed, or Hackage.
 *
 * @typedef {"installed" | "hackage"} Source
 */

/**
 * Whether cabal finds a plan with what a source offers; nothing is built.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {Source} name
 */
export function trySource(workspace, env, name) {
  const result = runLogged("cabal", ["build", "all", "--enable-tests", "--dry-run"], {
    log: workspace.log(`cabal-${name}`),
    cwd: workspace.root,
    env: cabalEnv(workspace, env, name),
    timeoutMs: 5 * 60_000,
  })
  return { ...result, name }
}

/**
 * @param {Workspace} workspace
 * @param {Env} env
 */
export function tryHackage(workspace, env) {
  const update = runLogged("cabal", ["update"], {
    log: workspace.log("cabal-update"),
    cwd: workspace.root,
    env,
    timeoutMs: 3 * 60_000,
  })
  const plan = trySource(workspace, env, "hackage")
  return update.ok ? plan : { ...plan, reason: `${update.reason}\n${plan.reason}` }
}

/**
 * cabal asks Hackage even with `active-repositories: :none`, so for the installed packages
 * it gets a configuration that names no repository at all.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {Source} source
 * @returns {Env}
 */
export function cabalEnv(workspace, env, source) {
  if (source === "hackage") return env
  const folder = join(workspace.tools, "cabal")
  const config = join(folder, "config")
  mkdirSync(folder, { recursive: true })
  writeFileSync(config, `remote-repo-cache: ${join(folder, "packages")}\n`)
  return { ...env, CABAL_CONFIG: config }
}
