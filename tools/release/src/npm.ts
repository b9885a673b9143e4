// npm in a project of its own: no settings of this machine, no cache of this user.

import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "./run.ts"

/** npm, for projects in one folder, with one registry. */
export interface Npm {
  /** Makes an empty project and gives its folder. */
  project(name: string): Promise<string>
  (project: string, ...args: string[]): Promise<string>
}

/**
 * @param folder for the projects, the settings and the cache
 * @param registry its address; the user's own without it
 */
export async function npmIn(folder: string, registry?: string): Promise<Npm> {
  const userconfig = join(folder, "npmrc")
  await mkdir(folder, { recursive: true })
  if (registry !== undefined) {
    const token = `${registry.replace(/^https?:/, "")}:_authToken=none`
    await writeFile(userconfig, `registry=${registry}\n${token}\n`)
  }
  const own = registry === undefined ? [] : [`--userconfig=${userconfig}`, `--registry=${registry}`]
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts"]
  const npm = (project: string, ...args: string[]): Promise<string> =>
    run("npm", [...args, ...quiet, ...own, `--cache=${join(folder, "cache")}`], {
      cwd: project,
      // What pnpm sets for its scripts would count for this npm too.
      env: registry === undefined ? {} : { npm_config_registry: registry },
    })
  const project = async (name: string): Promise<string> => {
    const path = join(folder, name)
    await mkdir(path)
    const manifest = { name, version: "1.0.0", private: true, type: "module" }
    await writeFile(join(path, "package.json"), JSON.stringify(manifest))
    return path
  }
  return Object.assign(npm, { project })
}
