import { randomBytes } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { CommandLineError } from "./command-line-error.ts"
import { readSecret } from "./secrets.ts"

/** Where the token of a served core may be. */
export const tokenVariable = "SIMPLEX_CORE_TOKEN"

/**
 * The token of a served core: from the environment, or from a file. Undefined when neither is there,
 * as for SimpleX's command line, which has none.
 *
 * @throws {CommandLineError} when the file cannot be read
 */
export async function readToken(file: string | undefined): Promise<string | undefined> {
  return readSecret(tokenVariable, "--token-file", file)
}

/**
 * The token to serve a core with: from the environment, or from a file, which is made with a new token
 * when it is missing. Only the user of the process can read it.
 *
 * @throws {CommandLineError} when the file cannot be written
 */
export async function tokenToServe(file: string): Promise<string> {
  const token = randomBytes(32).toString("base64url")
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: "wx" })
    return token
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EEXIST") return (await readToken(file)) ?? token
    throw new CommandLineError(`${file} cannot be written (${code})`, { cause: error })
  }
}
