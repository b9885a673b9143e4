import type { Command } from "commander"
import { installLibrary } from "../library/install.ts"
import { resolveLibrary } from "../library/resolve.ts"
import { type LibraryFlags, parseDigest, withLibraryOptions } from "./library-options.ts"
import { withExamples } from "./program.ts"

interface InstallFlags extends LibraryFlags {
  readonly sha256?: string
  readonly trustDownload?: boolean
}

/**
 * Adds the commands that concern libsimplex alone: `install` and `where`.
 *
 * @param npx how users reach the program, for the examples
 */
export function addLibraryCommands(program: Command, npx: string): void {
  const installing = program
    .command("install")
    .summary("download libsimplex, verify it and install it into the cache")
    .description(
      "Downloads libsimplex, verifies it and installs it into the cache, so that the first start of a bot downloads nothing.",
    )
    .option("--sha256 <hex>", "the digest that the archive must have", parseDigest)
    .option(
      "--trust-download",
      "install an archive whose digest is unknown: anyone who controls the server can run code here",
    )
    .action(install)
  withExamples(withLibraryOptions(installing), [
    [`${npx} install`, "for SQLite"],
    [`${npx} install --backend postgres`, "for PostgreSQL"],
    [`${npx} install --sha256 HEX`, "with the digest that the release announces"],
  ])
  const locating = program
    .command("where")
    .summary("print where libsimplex is found")
    .description("Prints where libsimplex is found. Downloads nothing.")
    .action(where)
  withExamples(withLibraryOptions(locating), [[`${npx} where`, "the file, and why this one"]])
}

async function install(flags: InstallFlags): Promise<void> {
  const aborter = new AbortController()
  process.once("SIGINT", () => aborter.abort(new Error("interrupted; run it again to continue")))
  const { path, downloaded } = await installLibrary({ ...flags, signal: aborter.signal })
  process.stdout.write(`${path} (${downloaded ? "installed" : "already installed"})\n`)
}

async function where(flags: LibraryFlags): Promise<void> {
  const { path, source } = await resolveLibrary({ ...flags, download: false })
  process.stdout.write(`${path} (${source})\n`)
}
