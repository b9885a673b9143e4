import type { Core } from "@simplex-chat/core"
import { openCore } from "@simplex-chat/core-ffi"
import type * as remote from "@simplex-chat/core-remote"
import { once } from "node:events"
import { readFile } from "node:fs/promises"
import { isLoopback } from "../http/index.ts"
import { CommandLineError } from "./command-line-error.ts"
import { databaseAt, type KeyFlags } from "./database-key.ts"
import { readToken, tokenToServe, tokenVariable } from "./core-token.ts"

export interface ServeCoreFlags extends KeyFlags {
  /** The `filePrefix` of the database. */
  readonly db: string
  readonly port: number
  readonly host: string
  /** The path of a Unix socket, in place of a port. */
  readonly socket?: string
  readonly tokenFile?: string
  /** Files with a certificate and its key, PEM. */
  readonly cert?: string
  readonly key?: string
}

/**
 * `simplex-bot serve-core`: a core that stays up while its bot is restarted, until a signal.
 *
 * @throws {CommandLineError} when options do not go together, or a file cannot be read or written
 */
export async function serveCoreUntilSignal(flags: ServeCoreFlags): Promise<number> {
  const { db, host, cert, key } = flags
  if ((cert === undefined) !== (key === undefined))
    throw new CommandLineError("--cert and --key belong together: give both")
  if (!isLoopback(host) && flags.socket === undefined && cert === undefined)
    throw new CommandLineError(
      `--host ${host} can be reached by others: give --cert and --key, so that the connection is encrypted`,
    )
  const { serveCore } = await coreRemote()
  const tls =
    cert === undefined || key === undefined
      ? undefined
      : { cert: await readText("--cert", cert), key: await readText("--key", key) }
  const core = await openCore(await databaseAt(db, flags))
  // Not before the core is open: nothing is created where there is no libsimplex.
  const tokenFile = flags.tokenFile ?? `${db}_core.token`
  try {
    const token = (await readToken(undefined)) ?? (await tokenToServe(tokenFile))
    const where = flags.socket === undefined ? { host, port: flags.port } : { socket: flags.socket }
    const served = await serveCore(core, { ...where, token, tls })
    const isFromFile = process.env[tokenVariable] === undefined
    const secret = isFromFile ? ` --token-file ${tokenFile}` : ""
    process.stdout.write(
      `${db} is served at ${served.url}\n` +
        `Run its bot: npx @simplex-chat/bot run bot.ts --core ${served.url}${secret}\n`,
    )
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")])
    await served.close()
  } finally {
    await closeCore(core)
  }
  return 0
}

/** A core whose chat runs loses files that are being sent when it is closed. */
async function closeCore(core: Core): Promise<void> {
  await core.sendCommand("/_stop", { timeoutMs: 10_000 }).catch(() => {})
  await core.close()
}

async function readText(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CommandLineError(`${option} ${file} cannot be read (${code})`, { cause: error })
  }
}

/** An optional peer: only these commands need it. */
async function coreRemote(): Promise<typeof remote> {
  try {
    return await import("@simplex-chat/core-remote")
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error
    throw new CommandLineError("serve-core needs a package: npm install @simplex-chat/core-remote")
  }
}
