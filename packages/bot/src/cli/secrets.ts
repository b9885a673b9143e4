import { readFile } from "node:fs/promises"
import { CommandLineError } from "./command-line-error.ts"

/**
 * A secret: from the environment, or else from a file. It is no option, because other users of the machine
 * see the command lines of all processes.
 *
 * @returns undefined when neither has it
 * @throws {CommandLineError} when the file cannot be read
 */
export async function readSecret(
  variable: string,
  option: string,
  file: string | undefined,
): Promise<string | undefined> {
  const given = process.env[variable]
  if (given !== undefined && given !== "") return given
  if (file === undefined) return undefined
  try {
    return (await readFile(file, "utf8")).trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CommandLineError(`${option} ${file} cannot be read (${code})`, { cause: error })
  }
}
