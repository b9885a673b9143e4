import { ConfigurationError } from "@simplex-chat/bot"
import { checkKey, checkOptions } from "@simplex-chat/bot/hosting"
import { ClientClosedError, createClient, ErrorReply, type RedisClientOptions } from "@redis/client"
import { jsonOf, parsed, type ServerStorage } from "./server-storage.ts"
import { patiently } from "./patiently.ts"

export type { ServerStorage } from "./server-storage.ts"

export interface RedisStorageOptions {
  /** The server: `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string
  /** What all keys begin with; `simplex-bot:` when absent. */
  readonly prefix?: string | undefined
  /** How long calls wait for a server that is away, in milliseconds; 10,000 when absent. */
  readonly patienceMs?: number | undefined
}

/**
 * Keeps values in Redis or Valkey, for all processes of a bot. Turn `appendonly` on, so that a restart
 * of the server loses nothing, and leave `maxmemory-policy` at `noeviction`.
 *
 * ```ts
 * const storage = await redisStorage({ url: "redis://localhost" })
 * const counts = new Sessions({ initial: () => 0, storage })
 * ```
 *
 * @throws {ConfigurationError} when the server cannot be reached, or refuses the login
 */
export async function redisStorage(options: RedisStorageOptions): Promise<ServerStorage> {
  checkOptions(options, { url: "any", prefix: "text", patienceMs: "ms" })
  const { url, prefix: own = "simplex-bot:", patienceMs = 10_000 } = options
  const address = addressOf(url)
  const client = clientOf({
    url,
    // Without a connection a call fails at once, and is repeated here: only then it ends in time.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000),
    },
  })
  let refusal: unknown
  // It connects again by itself.
  client.on("error", (error: unknown) => (refusal = error))
  const call = <Value>(command: () => Promise<Value>) => patiently(patienceMs, isAway, command)
  void client.connect().catch(() => {})
  try {
    // A refused login is tried again by the client, and does not get better.
    const isWorthWaiting = (error: unknown) => isAway(error) && isAway(refusal)
    await patiently(patienceMs, isWorthWaiting, () => client.ping())
  } catch (error) {
    client.destroy()
    const reason = [refusal, error].find((one) => one instanceof Error && one.message !== "")
    const problem = `Redis at ${address} cannot be used: ${(reason as Error | undefined)?.message ?? "no answer"}`
    throw new ConfigurationError("redisStorage", problem, { cause: error })
  }
  // Outside of `call`, which tries again what is not the server's answer.
  const nameOf = (key: string) => own + checkKey(key)
  const remove = async (key: string) => {
    const name = nameOf(key)
    await call(() => client.del(name))
  }
  return {
    isShared: true,
    get: async (key) => {
      const name = nameOf(key)
      return parsed(await call(() => client.get(name)))
    },
    set: async (key, value) => {
      const json = jsonOf(value)
      if (json === undefined) return remove(key)
      const name = nameOf(key)
      await call(() => client.set(name, json))
    },
    delete: remove,
    keys: async (prefix = "") => {
      const all = await call(async () => {
        const found = new Set<string>()
        const MATCH = `${literally(own + prefix)}*`
        for await (const keys of client.scanIterator({ MATCH, COUNT: 1000 })) {
          for (const key of keys) found.add(key)
        }
        return found
      })
      return [...all].map((key) => key.slice(own.length))
    },
    close: () => client.close(),
  }
}

/** What the client library cannot read of the address is an error of JavaScript that names nothing. */
function clientOf(options: RedisClientOptions) {
  try {
    return createClient(options)
  } catch (error) {
    const problem = "must name a database by its number, and have % in a password as %25"
    throw new ConfigurationError("url", problem, { cause: error })
  }
}

/** A server that has just started reads its data first. Other errors are not its answer. */
const isAway = (error: unknown): boolean =>
  error instanceof ErrorReply
    ? /^(LOADING|BUSY|MASTERDOWN|READONLY)\b/.test(error.message)
    : !(error instanceof ClientClosedError)

/** A pattern that matches nothing but this text. */
const literally = (text: string): string => text.replaceAll(/[*?[\]\\^-]/g, "\\$&")

/** Host and port; errors must not contain the password. */
function addressOf(url: string): string {
  const parsedUrl = typeof url === "string" ? URL.parse(url) : null
  if (parsedUrl === null || !/^rediss?:$/.test(parsedUrl.protocol)) {
    const problem = "must be an address such as redis://user:password@host:6379"
    throw new ConfigurationError("url", problem)
  }
  return parsedUrl.host
}
