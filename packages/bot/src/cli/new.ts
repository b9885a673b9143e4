import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { CommandLineError } from "./command-line-error.ts"

/** As npm has it, and short enough for a profile. */
const goodName = /^[a-z0-9][a-z0-9._-]{0,49}$/

/** What comes under another name in the package, since npm would take it for its own. */
const renamed: Readonly<Record<string, string>> = {
  gitignore: ".gitignore",
  dockerignore: ".dockerignore",
}

export interface NewFlags {}

/** `simplex-bot new NAME`: a folder of this name with a bot that works and is tested. */
export async function newProject(given: string, _flags: NewFlags): Promise<number> {
  const folder = resolve(given)
  const name = basename(folder)
  if (!goodName.test(name)) {
    const rule = "lower case letters, digits, and . _ - inside, at most 50"
    throw new CommandLineError(`${name}: cannot be the name of a project; take ${rule}`)
  }
  await makeEmpty(folder)
  const own = fileURLToPath(new URL("../package.json", import.meta.url))
  const manifest = JSON.parse(await readFile(own, "utf8")) as Manifest
  await write(folder, "package.json", `${JSON.stringify(packageOf(name, manifest), null, 2)}\n`)
  const template = fileURLToPath(new URL("../template/", import.meta.url))
  for (const file of await readdir(template)) {
    const text = await readFile(join(template, file), "utf8")
    await write(folder, renamed[file] ?? file, text.replaceAll("my-bot", name))
  }
  process.stdout.write(
    `${folder} is there. Next:\n\n  cd ${given}\n  npm install\n  npm test\n  npm run dev\n`,
  )
  return 0
}

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

function packageOf(name: string, { version, dependencies }: Manifest): object {
  const testing = dependencies["@simplex-chat/testing"] ?? "*"
  return {
    name,
    version: "0.0.0",
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    scripts: {
      start: "simplex-bot run bot.ts",
      dev: "simplex-bot dev bot.ts",
      test: "node --test",
      typecheck: "tsc -p .",
    },
    dependencies: { "@simplex-chat/bot": `^${version}` },
    devDependencies: {
      // In a packed package it is a version; only in its own repository it is not.
      "@simplex-chat/testing": testing.startsWith("workspace:") ? "*" : testing,
      "@types/node": "^22.18.0",
      typescript: ">=5.9",
    },
  }
}

/** @throws {CommandLineError} when there is something already */
async function makeEmpty(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length === 0) return
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CommandLineError(`${folder}: the folder cannot be made (${code})`, { cause: error })
  }
  throw new CommandLineError(`${folder} is not empty: choose another name, or empty it`)
}

/** `wx`: never over what somebody has put there meanwhile. */
const write = (folder: string, file: string, text: string): Promise<void> =>
  writeFile(join(folder, file), text, { flag: "wx" })
