// GHC, cabal and a source for the Haskell packages that bots/ needs.

import { mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { aptInstall, hasApt } from "./apt.mjs"
import { firstLine, runLogged, SetupError, which, withPath } from "./process.mjs"
import { during, say } from "./report.mjs"

/** @typedef {import("./process.mjs").Env} Env */
/** @typedef {import("./workspace.mjs").Workspace} Workspace */

/** All that building, testing and checking bots/ takes on Debian 12. */
export const DEBIAN_PACKAGES = [
  "ghc",
  "cabal-install",
  "hlint",
  "hspec-discover",
  "libghc-aeson-dev",
  "libghc-hspec-dev",
  "libghc-quickcheck2-dev",
  "ormolu",
]

/** Debian 12's, which decide how bots/ is laid out and what counts as a hint. */
export const TOOL_VERSIONS = new Map([
  ["ormolu", "0.3.1.0"],
  ["hlint", "3.3.6"],
])

const GHCUP = "get GHC 9.0 or newer and cabal 3.4 or newer with ghcup (haskell.org/ghcup)"

/**
 * Where cabal takes packages from: those that GHC brings or Debian installed, or Hackage.
 *
 * @typedef {"installed" | "hackage"} Source
 */

/**
 * The environment in which `cabal` works here, offline wherever that is possible.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {{ install: boolean, isRoot?: boolean | undefined }} options whether apt may be used for what is missing
 * @returns {Env}
 */
export function ensureHaskell(workspace, env, { install, isRoot }) {
  const base = haskellToolEnv(env)
  const known = recallSource(workspace, base)
  if (known !== undefined) return cabalEnv(workspace, base, known)

  const mayInstall = install && hasApt(base) && ghcIsDebians(base)
  const missing = ["ghc", "cabal", "hspec-discover", "hlint", "ormolu"].some(
    (name) => !which(name, base),
  )
  const wanted = { part: "haskell", packages: DEBIAN_PACKAGES, env: base, isRoot }
  if (mayInstall && missing) aptInstall(workspace, wanted)
  const versions = requireVersions(base, hasApt(base))

  let source = trySource(workspace, base, "installed")
  if (!source.ok && mayInstall && !missing) {
    aptInstall(workspace, wanted)
    source = trySource(workspace, base, "installed")
  }
  if (!source.ok) source = during("haskell", "cabal update", () => tryHackage(workspace, base))
  if (!source.ok) {
    throw new SetupError(
      `cabal finds no packages to build bots/ with: ${source.reason}`,
      `let cabal reach Hackage, or on Debian run: sudo apt-get install ${DEBIAN_PACKAGES.join(" ")}`,
    )
  }
  const from = source.name === "installed" ? "what is installed, Hackage is not asked" : "Hackage"
  say("haskell", `GHC ${versions.ghc}, cabal ${versions.cabal}, packages from ${from}`)
  workspace.remember("haskell", stampKey(workspace, base), source.name)
  return cabalEnv(workspace, base, source.name)
}

/**
 * The environment for Haskell's programs, wherever their packages come from.
 *
 * @param {Env} env
 */
export function haskellToolEnv(env) {
  return withUtf8(withPath(env, userFolders(env), { last: true }))
}

/**
 * @param {Workspace} workspace
 * @param {Env} env
 * @returns {Source | undefined}
 */
function recallSource(workspace, env) {
  const known = workspace.recall("haskell", stampKey(workspace, env))
  return known === "installed" || known === "hackage" ? known : undefined
}

/**
 * Changes with anything that could change what bots/ gives; turbo hashes the stamp for that reason.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 */
function stampKey(workspace, env) {
  const bots = readdirSync(join(workspace.root, "bots"))
  const cabalFiles = bots.filter((name) => name.endsWith(".cabal")).map((name) => `bots/${name}`)
  const tools = ["ghc", "cabal", ...TOOL_VERSIONS.keys()].map((name) => which(name, env))
  return workspace.digest(
    ["cabal.project", "cabal.project.local", ...cabalFiles],
    [...tools, ghcVersion(env), cabalVersion(env)],
  )
}

/**
 * A GHC from elsewhere does not see the libraries that Debian builds for its own.
 *
 * @param {Env} env
 */
function ghcIsDebians(env) {
  const ghc = which("ghc", env)
  return ghc === undefined || dirname(ghc) === "/usr/bin"
}

/**
 * @param {Env} env
 * @param {boolean} apt whether the machine has apt
 */
function requireVersions(env, apt) {
  const [ghc, cabal] = [ghcVersion(env), cabalVersion(env)]
  if (ghc === undefined || cabal === undefined) {
    const what = ghc === undefined ? "GHC (`ghc`)" : "cabal (`cabal`)"
    const viaApt = `run \`npm test\` at the root, which installs it, or ${GHCUP}.`
    throw new SetupError(
      `There is no ${what} here.`,
      apt ? viaApt : `${GHCUP}, then run this again.`,
    )
  }
  if (Number(ghc.split(".")[0]) < 9) {
    throw new SetupError(`GHC ${ghc} is too old for bots/.`, `${GHCUP}, then run this again.`)
  }
  return { ghc, cabal }
}

/** @param {Env} env */
const ghcVersion = (env) => firstLine("ghc", ["--numeric-version"], env)

/** @param {Env} env */
const cabalVersion = (env) => firstLine("cabal", ["--numeric-version"], env)

/**
 * Whether cabal finds a plan with what a source offers; nothing is built.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {Source} name
 */
function trySource(workspace, env, name) {
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
function tryHackage(workspace, env) {
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
 * cabal asks Hackage even where `active-repositories: :none` stands, so for the installed packages
 * it gets a configuration that names no repository at all.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {Source} source
 * @returns {Env}
 */
function cabalEnv(workspace, env, source) {
  if (source === "hackage") return env
  const folder = join(workspace.tools, "cabal")
  const config = join(folder, "config")
  mkdirSync(folder, { recursive: true })
  writeFileSync(config, `remote-repo-cache: ${join(folder, "packages")}\n`)
  return { ...env, CABAL_CONFIG: config }
}

/**
 * GHC reads and writes files in the locale's encoding, and our sources are UTF-8.
 *
 * @param {Env} env
 * @returns {Env}
 */
function withUtf8(env) {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || ""
  if (/utf-?8/i.test(locale) || process.platform === "win32") return env
  return { ...env, LC_ALL: process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8" }
}

/**
 * Where ghcup and cabal put programs, for shells whose PATH does not say so.
 *
 * @param {Env} env
 */
function userFolders(env) {
  const home = env["HOME"] ?? homedir()
  return [join(home, ".ghcup", "bin"), join(home, ".cabal", "bin")]
}
