import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import manifest from "../../../package.json" with { type: "json" }
import { CommandLineError } from "../command-line-error.ts"
import { packClone, takePackages } from "./clone.ts"
import { npm } from "./npm.ts"
import type { ProjectPlace } from "./project-name.ts"
import { serveRegistry } from "./registry.ts"
import { makeEmptyFolder, type TestRunner, writeProject } from "./write-project.ts"

export interface NewFlags {
  readonly test: TestRunner
  /** A clone that provides the packages, instead of npm. */
  readonly from?: string
  /** A folder that a clone packed before: for tests, which must not build. */
  readonly packed?: string
  /** False: only write the files. */
  readonly install: boolean
}

const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]

/** `simplex-bot new FOLDER`: a project with a bot that works and is tested. */
export async function newProject(place: ProjectPlace, flags: NewFlags): Promise<number> {
  if (flags.packed !== undefined) await fromPacked(place, flags, flags.packed)
  else if (flags.from !== undefined) await fromClone(place, flags, flags.from)
  else await fromNpm(place, flags)
  process.stdout.write(nextSteps(place, flags))
  return 0
}

async function fromNpm(place: ProjectPlace, { test, install }: NewFlags): Promise<void> {
  const { version } = manifest
  if (install && version === "0.0.0" && !(await isOnNpm(version))) {
    throw new CommandLineError(
      "the packages are not on npm yet: add --from CLONE, a clone of the SDK's repository",
    )
  }
  await makeEmptyFolder(place.folder)
  await writeProject(place, test, {
    dependencies: { "@simplex-chat/bot": `^${version}` },
    devDependencies: { "@simplex-chat/testing": `^${version}` },
  })
  if (!install) return
  await npm(place.folder, ["install"], quiet)
  await npm(place.folder, ["test"])
}

/** Whether the registry that npm uses has this package, which is not published yet. */
async function isOnNpm(version: string): Promise<boolean> {
  const args = ["view", `${manifest.name}@${version}`, "version", "--fetch-retries=0"]
  const options = { shell: process.platform === "win32" } // npm is a script there
  return new Promise((resolve) => {
    execFile("npm", args, options, (error, out) =>
      resolve(error === null && out.trim() === version),
    )
  })
}

async function fromClone(place: ProjectPlace, flags: NewFlags, clone: string): Promise<void> {
  await makeEmptyFolder(place.folder)
  const packed = await mkdtemp(join(tmpdir(), "simplex-bot-new-"))
  try {
    await packClone(clone, packed, flags.test)
    await fromPacked(place, flags, packed)
  } finally {
    await rm(packed, { recursive: true, force: true })
  }
}

async function fromPacked(
  place: ProjectPlace,
  { test, install }: NewFlags,
  packed: string,
): Promise<void> {
  await makeEmptyFolder(place.folder)
  await writeProject(place, test, await takePackages(packed, place.folder))
  if (!install) return
  await using registry = await serveRegistry(join(packed, "registry"))
  const cache = await mkdtemp(join(tmpdir(), "simplex-bot-npm-"))
  try {
    // A proxy for the internet does not reach this machine.
    const own = [`--registry=${registry.url}`, "--noproxy=127.0.0.1", `--cache=${cache}`]
    await npm(place.folder, ["install"], [...quiet, ...own])
  } finally {
    await rm(cache, { recursive: true, force: true })
  }
  await registry.publish(place.folder)
  await npm(place.folder, ["test"])
}

function nextSteps({ given }: ProjectPlace, { install }: NewFlags): string {
  const cd = /\s/.test(given) ? JSON.stringify(given) : given
  const steps = [
    `cd ${cd}`,
    ...(install ? [] : ["npm install"]),
    "npm run dev    # talk to the bot, on a network in memory",
    "npm start      # run it on the SimpleX network",
  ]
  return `\n${given} is ready. Next:\n\n${steps.map((step) => `  ${step}\n`).join("")}`
}
