import { type Command, InvalidArgumentError, Option } from "commander"
import type { Backend } from "../database.ts"

/** What the options of {@link withLibraryOptions} hold. */
export interface LibraryFlags {
  readonly backend: Backend
  readonly cacheFolder?: string
}

/** The options of every command that looks for the library. */
export const withLibraryOptions = (command: Command): Command =>
  command
    .addOption(
      new Option("--backend <name>", "the database that the library is built for")
        .choices(["sqlite", "postgres"])
        .default("sqlite"),
    )
    .option("--cache-folder <dir>", "instead of this user's folder for caches")

/** @throws {InvalidArgumentError} for what is no SHA-256 digest */
export function parseDigest(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text
  throw new InvalidArgumentError("It must be 64 hexadecimal digits.")
}
