import { builtinModules } from "node:module"
import { basename, resolve } from "node:path"
import { InvalidArgumentError } from "commander"

/** As npm allows it, and short enough for the name of a profile. */
const valid = /^[a-z0-9][a-z0-9._-]{0,49}$/

/** npm refuses these, Windows has no such files, or the project depends on them. */
const reserved: ReadonlySet<string> = new Set(
  builtinModules.concat(
    ["node_modules", "favicon.ico", "test", "typescript", "vitest", "simplex-bot"],
    ["con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"],
  ),
)

/** Where a project goes, and what it is called: after its folder. */
export interface ProjectPlace {
  /** As it was given, to be shown. */
  readonly given: string
  readonly folder: string
  readonly name: string
}

/** @throws {InvalidArgumentError} when the folder's name cannot be that of a project */
export function parsePlace(given: string): ProjectPlace {
  const folder = resolve(given)
  const name = basename(folder)
  if (/^@[^/\\]*[/\\]?[^/\\]*$/.test(given)) {
    const plain = given.split(/[/\\]/)[1]
    const example = plain === undefined || !valid.test(plain) ? "my-bot" : plain
    throw new InvalidArgumentError(
      `Scoped names are for packages that are published; take a folder such as ${example}.`,
    )
  }
  if (reserved.has(name.split(".")[0] ?? "") || reserved.has(name)) {
    throw new InvalidArgumentError(
      `The name ${name} is reserved; take another, such as my-${name}.`,
    )
  }
  if (!valid.test(name)) {
    throw new InvalidArgumentError(
      `${name === "" ? "The root folder" : name} cannot be the name of a project: take 1 to 50 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit.`,
    )
  }
  return { given, folder, name }
}
