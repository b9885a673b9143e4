// GHC, cabal and a source for the Haskell packages that bots/ needs.

import { readdirSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { aptInstall, hasApt } from "./apt.mjs"
import { cabalEnv, tryHackage, trySource } from "./cabal-source.mjs"
import { firstLine, SetupError, which, withPath } from "./process.mjs"
import { during, say } from "./report.mjs"

/** @typedef {import("./process.mjs").Env} Env */
/** @typedef {import("./workspace.mjs").Workspace} Workspace */
/** @typedef {import("./cabal-source.mjs").Source} Source */

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

/** What those bring that a machine can lack although it has GHC. */
const PROGRAMS = ["ghc", "cabal", "hspec-discover", "hlint", "ormolu"]

/** Debian 12's, which decide how bots/ is laid out and what counts as a hint. */
export const TOOL_VERSIONS = new Map([
  ["ormolu", "0.3.1.0"],
  ["hlint", "3.3.6"],
])

const GHCUP = "get GHC 9.0 or newer and cabal 3.4 or newer with ghcup (haskell.org/ghcup)"

/**
 * The environment in which `cabal` works here, offline wherever that is possible.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {object} options
 * @param {boolean} options.install whether apt may be used for what is missing
 * @param {boolean | undefined} [options.isRoot] for tests
 * @param {string} [options.debianBin] for tests
 * @returns {Env}
 * @throws {SetupError} when GHC, cabal or the packages for them cannot be found
 */
export function ensureHaskell(workspace, env, { install, isRoot, debianBin = "/usr/bin" }) {
  const base = haskellToolEnv(env)
  const known = recallSource(workspace, base)
  if (known !== undefined) return cabalEnv(workspace, base, known)

  const mayInstall = install && hasApt(base) && ghcIsFrom(debianBin, base)
  const missing = PROGRAMS.some((name) => which(name, base) === undefined)
  if (mayInstall && missing) installFromApt(workspace, base, isRoot)
  const versions = requireVersions(base, hasApt(base))

  let source = trySource(workspace, base, "installed")
  if (!source.ok && mayInstall && !missing) {
    installFromApt(workspace, base, isRoot)
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
 * Where GHC and cabal are there already, apt's failure may not matter: the rest may come from
 * Hackage, and ormolu and hlint can be skipped.
 *
 * @param {Workspace} workspace
 * @param {Env} env
 * @param {boolean | undefined} isRoot
 */
function installFromApt(workspace, env, isRoot) {
  try {
    aptInstall(workspace, { part: "haskell", packages: DEBIAN_PACKAGES, env, isRoot })
  } catch (error) {
    if (["ghc", "cabal"].some((name) => which(name, env) === undefined)) throw error
    say("haskell", "apt-get could not; going on with what is here")
  }
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
 * A GHC from elsewhere does not see the libraries that Debian builds for its own. Where there is
 * none, Debian's will be the one.
 *
 * @param {string} folder
 * @param {Env} env
 */
function ghcIsFrom(folder, env) {
  const ghc = which("ghc", env)
  return ghc === undefined || dirname(ghc) === folder
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
 * GHC reads and writes files in the locale's encoding, and our sources are UTF-8.
 *
 * @param {Env} env
 * @returns {Env}
 */
function withUtf8(env) {
  // Empty variables count as unset.
  const set = ["LC_ALL", "LC_CTYPE", "LANG"].map((name) => env[name] ?? "")
  const locale = set.find((value) => value !== "") ?? ""
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
