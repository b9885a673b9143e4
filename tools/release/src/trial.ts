// A release from beginning to end, against a registry of its own, in a copy of this checkout.

import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { changesets, copyBuilds, copyCheckout } from "./checkout.ts"
import { npmIn, type Npm } from "./npm.ts"
import { pack, type Packed } from "./pack.ts"
import { changesOf, needs, packageIn, published, root, type Package } from "./packages.ts"
import { startRegistry } from "./registry.ts"
import { run } from "./run.ts"

/** Something about the release is not as it must be. */
class TrialError extends Error {
  override readonly name = "TrialError"
}

/** A released package, installed alone in an empty project. */
export interface Alone {
  /** `name@version` */
  readonly id: string
  /** The names of all that npm installed, sorted. */
  readonly installed: readonly string[]
  /** What its own project printed, the same with each Node; undefined when it has none. */
  readonly printed?: string
}

/** What a trial did. */
export interface Trial {
  readonly packed: readonly Packed[]
  readonly alone: readonly Alone[]
}

/**
 * Makes the versions, packs, publishes, and installs each package alone.
 *
 * @param built the packages to release, as they were built here; without it all, built anew
 * @param uplink the registry for dependencies that are not ours; without it there are none
 * @param nodes the Nodes to import and run it with; without it the one that runs this
 * @throws {TrialError} when the release is not as it must be
 * @throws {RunError} when a program fails
 */
export async function tryRelease(options: {
  built?: readonly string[]
  uplink?: string
  nodes?: readonly string[]
  say?: (line: string) => void
}): Promise<Trial> {
  const say = options.say ?? (() => undefined)
  const temporary = await mkdtemp(join(tmpdir(), "release-"))
  try {
    const checkout = join(temporary, "checkout")
    await copyCheckout(checkout)
    await makeVersions(checkout, say)
    const install = ["install", "--prefer-offline", "--ignore-scripts"]
    await run("pnpm", [...install, "--lockfile-only", "--no-frozen-lockfile"], { cwd: checkout })
    const { built } = options
    const filter = built?.map((name) => `--filter=${name}`) ?? []
    await run("pnpm", [...install, "--frozen-lockfile", ...filter], { cwd: checkout })
    if (built === undefined)
      await run("pnpm", ["-r", "--filter=./packages/*", "build"], { cwd: checkout })
    else await copyBuilds(checkout, built)

    const folder = join(temporary, "packed")
    const wanted = ({ manifest }: Package): boolean => built?.includes(manifest.name) ?? true
    const packed = await pack(checkout, folder, { only: (one) => Promise.resolve(wanted(one)) })
    say(`packed: ${packed.map(({ id }) => id).join(", ")}`)
    const registry = await startRegistry(join(temporary, "registry"), options.uplink)
    try {
      const npm = await npmIn(join(temporary, "projects"), registry.url)
      const publisher = await npm.project("publisher")
      for (const { file } of packed)
        await npm(publisher, "publish", join(folder, file), "--provenance=false")
      say(`published to a registry of its own`)
      const alone: Alone[] = []
      for (const one of published(checkout).filter(wanted)) {
        alone.push(await installAlone(one, npm, options.nodes ?? [process.execPath]))
        say(`installed alone: ${one.manifest.name}`)
      }
      return { packed, alone }
    } finally {
      await registry.close()
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** `changeset version`, and that it did what it is for. */
async function makeVersions(checkout: string, say: (line: string) => void): Promise<void> {
  const before = new Map(
    published(checkout).map(({ manifest }) => [manifest.name, manifest.version]),
  )
  const said = await changesets(checkout)
  const changeset = join(root, "node_modules", "@changesets", "cli", "bin.js")
  // The changelog's writer is looked up from the repository that is released.
  await run(
    "pnpm",
    ["install", "--prefer-offline", "--ignore-scripts", "--frozen-lockfile", "--filter=."],
    {
      cwd: checkout,
    },
  )
  await run(process.execPath, [changeset, "version"], { cwd: checkout })
  for (const one of published(checkout)) {
    const { name, version } = one.manifest
    const text = said.get(name)
    if (text === undefined) continue
    if (version === before.get(name)) throw new TrialError(`${name} is still ${version}.`)
    if (!changesOf(one).includes(text.split("\n")[0] ?? ""))
      throw new TrialError(`The changelog of ${name} does not say what ${version} brings.`)
    say(`version: ${name} ${before.get(name)} -> ${version}`)
  }
}

/** Installs a package in an empty project, imports all that it exports, runs its own project. */
async function installAlone(
  { folder, manifest }: Package,
  npm: Npm,
  nodes: readonly string[],
): Promise<Alone> {
  const id = `${manifest.name}@${manifest.version}`
  const name = manifest.name.replace(/^@[^/]+\//, "")
  const project = await npm.project(name)
  await npm(project, "install", id)
  const installed = await namesIn(project)
  await checkManifest(join(project, "node_modules", manifest.name), id)
  for (const specifier of importsOf(manifest)) {
    const attributes = specifier.endsWith(".json") ? `, { with: { type: "json" } }` : ""
    const code = `await import(${JSON.stringify(specifier)}${attributes})`
    for (const node of nodes)
      await run(node, ["--input-type=module", "--eval", code], { cwd: project })
  }
  const own = join(folder, "test", "fixtures", "installed")
  if (!existsSync(own)) {
    if (name === "bot")
      throw new TrialError(`${id} has no test/fixtures/installed: a bot that runs.`)
    return { id, installed }
  }
  const running = await npm.project(`${name}-runs`)
  await cp(own, running, { recursive: true })
  const beside = Object.keys(needs(packageIn(running).manifest))
  await npm(running, "install", id, ...beside)
  const printed = new Set<string>()
  for (const node of nodes) printed.add(await run(node, ["main.mjs"], { cwd: running }))
  if (printed.size > 1)
    throw new TrialError(
      `${id} prints one thing with one Node, another with another: ${[...printed].join("")}`,
    )
  return { id, installed, printed: [...printed].join("") }
}

/** npm's own list of what it installed. Nothing there may want to run a script of ours. */
async function namesIn(project: string): Promise<string[]> {
  const text = await readFile(join(project, "node_modules", ".package-lock.json"), "utf8")
  const { packages } = JSON.parse(text) as { packages: Record<string, { hasInstallScript?: true }> }
  const scripts = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)
  const ours = scripts.filter((path) => path.includes("node_modules/@simplex-chat/"))
  if (ours.length > 0) throw new TrialError(`${ours.join(", ")} runs scripts on installation.`)
  return Object.keys(packages)
    .map((path) => path.replace(/^.*node_modules\//, ""))
    .sort()
}

/** What was published has ranges that hold anywhere, and what it exports. */
async function checkManifest(folder: string, id: string): Promise<void> {
  const { manifest } = packageIn(folder)
  const inner = Object.entries(needs(manifest)).filter(([, range]) =>
    /^(workspace|link|file):/.test(range),
  )
  if (inner.length > 0)
    throw new TrialError(`${id} needs ${inner.map((one) => one.join(" ")).join(", ")}.`)
  const files = await readdir(folder)
  for (const file of ["README.md", "LICENSE"])
    if (!files.includes(file)) throw new TrialError(`${id} comes without ${file}.`)
}

function importsOf({ name, exports = {} }: Package["manifest"]): string[] {
  return Object.keys(exports)
    .filter((path) => !path.includes("*"))
    .map((path) => path.replace(/^\./, name))
}
