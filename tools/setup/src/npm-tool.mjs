// Installs one package from the npm registry into a folder of its own under .tools.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { during } from "./report.mjs"
import { runLogged, SetupError } from "./process.mjs"

/**
 * The folder's name carries the version and it appears in one rename, so its existence alone says
 * that the tool is there, whole.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {{ part: string, name: string, version: string, because: string, todo: string }} tool
 * @param {import("./process.mjs").Env} env
 * @returns {string} the installed package's folder
 */
export function npmTool(workspace, { part, name, version, because, todo }, env) {
  const folder = join(workspace.tools, `${part}-${version}`)
  const installed = join(folder, "node_modules", name)
  if (existsSync(installed)) return installed

  const spec = `${name}@${version}`
  during(part, `${because}: getting ${spec} from the npm registry`, () => {
    const building = `${folder}.${process.pid}`
    mkdirSync(building, { recursive: true })
    writeFileSync(join(building, "package.json"), '{ "private": true }\n')
    const npm = npmCommand(env)
    const result = runLogged(npm.command, [...npm.args, ...installArgs(building), spec], {
      log: workspace.log(`npm-${part}`),
      cwd: building,
      env,
      timeoutMs: 10 * 60_000,
    })
    if (result.ok) moveInto(building, folder)
    rmSync(building, { recursive: true, force: true })
    if (!existsSync(installed)) {
      throw new SetupError(`npm could not install ${spec}: ${result.reason}`, todo)
    }
  })
  return installed
}

/**
 * Neither Node nor pnpm needs an install script. One retry, soon: a refused connection fails in
 * seconds instead of minutes.
 *
 * @param {string} prefix
 */
function installArgs(prefix) {
  const retries = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
  const plain = ["--ignore-scripts", "--no-save", "--no-package-lock", "--global=false"]
  return ["install", "--prefix", prefix, ...plain, ...quiet, ...retries]
}

/**
 * The npm that runs us, started without a shell: `npm run` says where its JavaScript is.
 *
 * @param {import("./process.mjs").Env} env
 */
function npmCommand(env) {
  const script = env["npm_execpath"]
  const isNpm = script !== undefined && basename(script) === "npm-cli.js"
  return isNpm ? { command: process.execPath, args: [script] } : { command: "npm", args: [] }
}

/**
 * Another run may have been faster; its folder is as good as ours.
 *
 * @param {string} from
 * @param {string} to
 */
function moveInto(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}
