import { access, constants, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import root from "../../../../../package.json" with { type: "json" }
import { CommandLineError } from "../command-line-error.ts"
import { asProblem } from "../disk-problem.ts"
import type { ProjectPlace } from "./project-name.ts"

/** What runs the test of a project. */
export type TestRunner = "node" | "vitest"

/** How a project gets its packages: a version or a file for each. */
export interface Packages {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** The development tools of a project; in the versions that this repository is tested with. */
export const toolsOf = (runner: TestRunner): ("typescript" | "@types/node" | "vitest")[] => [
  "@types/node",
  "typescript",
  ...(runner === "vitest" ? ["vitest" as const] : []),
]

/** Packages leave out or rename files with these names. */
const dotted = ["gitignore", "dockerignore", "npmrc", "env.example"]

const imports = {
  node: 'import { test } from "node:test"',
  vitest: 'import { test } from "vitest"',
} as const

/**
 * Writes the files of a project into a folder that is missing or empty, all of them or none.
 *
 * @throws {CommandLineError} when the disk refuses one
 */
export async function writeProject(
  { folder, name }: ProjectPlace,
  runner: TestRunner,
  packages: Packages,
): Promise<void> {
  try {
    await writeFiles({ folder, name }, runner, packages)
  } catch (error) {
    // It was empty before.
    const left = await readdir(folder).catch(() => [])
    for (const entry of left) await rm(join(folder, entry), { recursive: true, force: true })
    throw asProblem(folder, error)
  }
}

async function writeFiles(
  { folder, name }: Pick<ProjectPlace, "folder" | "name">,
  runner: TestRunner,
  packages: Packages,
): Promise<void> {
  const template = fileURLToPath(new URL("../template/", import.meta.url))
  const files = await readdir(template, { recursive: true, withFileTypes: true })
  for (const file of files.filter((entry) => entry.isFile())) {
    const source = join(file.parentPath, file.name)
    const text = (await readFile(source, "utf8"))
      .replaceAll("my-bot", name)
      .replace(imports.node, imports[runner])
    const target = dotted.includes(file.name) ? `.${file.name}` : file.name
    await write(join(folder, source.slice(template.length), "..", target), text)
    // Nothing is set in it. Without it, Node says at each start that it is missing.
    if (target === ".env.example") await write(join(folder, ".env"), text)
  }
  const manifest = manifestOf(name, runner, packages)
  await write(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`)
}

/** Without it, npm would send SIGTERM to a shell, which ends and leaves the bot running (dash does). */
const exec = process.platform === "win32" ? "" : "exec "

/** The command line with what `.env` sets, as `npm start` has it. */
const withEnv = "node --env-file-if-exists=.env node_modules/@simplex-chat/bot/bin/simplex-bot.js"

function manifestOf(name: string, runner: TestRunner, packages: Packages): object {
  const tools: Record<string, string> = {}
  for (const tool of toolsOf(runner)) tools[tool] = root.devDependencies[tool]
  return {
    name,
    version: "0.0.0",
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    scripts: {
      start: `${exec}${withEnv} run src/main.ts`,
      dev: "simplex-bot dev src/bot.ts --watch",
      // With the pattern it fails on a Node that is too old for TypeScript, instead of finding no tests.
      test: runner === "node" ? 'node --test "**/*.test.ts"' : "vitest run",
      typecheck: "tsc",
      address: `${withEnv} address --db data/${name}`,
      status: `${withEnv} status`,
      doctor: `${withEnv} doctor --db data/${name}`,
    },
    dependencies: packages.dependencies,
    devDependencies: { ...packages.devDependencies, ...tools },
  }
}

/** @throws {CommandLineError} when the folder has anything in it, or cannot be made */
export async function makeEmptyFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length === 0) return
  } catch (error) {
    // Node names ENOENT for a folder in a read-only one; what the one above it says is the reason.
    const reason = await access(dirname(folder), constants.W_OK).then(
      () => error,
      (error_: unknown) => error_,
    )
    const { code } = reason as NodeJS.ErrnoException
    throw new CommandLineError(`${folder}: the folder cannot be created (${code})`, {
      cause: error,
    })
  }
  throw new CommandLineError(`${folder} is not empty: choose another folder, or empty it`)
}

/** `wx`: never over a file that was written meanwhile. */
async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { flag: "wx" })
}
