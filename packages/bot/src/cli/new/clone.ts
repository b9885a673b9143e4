import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { copyFile, mkdir, readdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { CommandLineError } from "../command-line-error.ts"
import { toolsOf, type Packages, type TestRunner } from "./write-project.ts"

const script = ["tools", "setup", "pack-for-project.mjs"]

/**
 * Has a clone build and pack what a project needs.
 *
 * @param folder where the packages of the clone, and those that they need, go
 * @throws {CommandLineError} when it is not a clone, or the clone does not build
 */
export async function packClone(clone: string, folder: string, runner: TestRunner): Promise<void> {
  const path = join(resolve(clone), ...script)
  if (!existsSync(path)) {
    throw new CommandLineError(`--from ${clone}: not a clone of the SDK's repository`)
  }
  const child = spawn(process.execPath, [path, folder, ...toolsOf(runner)], { stdio: "inherit" })
  const [code] = (await once(child, "close")) as [number | null]
  if (code !== 0) throw new CommandLineError("the clone could not pack its packages: see above")
}

/** Copies the packages of the clone into a project, and says how the project depends on them. */
export async function takePackages(packed: string, project: string): Promise<Packages> {
  const from = join(packed, "packages")
  await mkdir(join(project, "packages"), { recursive: true })
  const specs: Record<string, string> = {}
  for (const file of (await readdir(from)).filter((name) => name.endsWith(".tgz"))) {
    await copyFile(join(from, file), join(project, "packages", file))
    const name = /^simplex-chat-(.+?)-\d/.exec(file)?.[1]
    specs[`@simplex-chat/${name}`] = `file:packages/${file}`
  }
  const { "@simplex-chat/testing": testing = "", ...dependencies } = specs
  return { dependencies, devDependencies: { "@simplex-chat/testing": testing } }
}
