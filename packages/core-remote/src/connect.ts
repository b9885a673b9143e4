import { checkOptions, type Core, type OptionKinds, refuseInDevelopment } from "@simplex-chat/core"
import { RemoteCore } from "./client/remote-core.ts"
import { CommandLineCore } from "./command-line/command-line-core.ts"
import { takeAddress } from "./command-line/exclusive.ts"
import { checkUrl, nameOf } from "./link/address.ts"
import { dial } from "./link/dial.ts"
import type { LinkOptions } from "./link/link.ts"
import { protocolName } from "./protocol/protocol.ts"
import { checkToken } from "./protocol/token.ts"

export interface ConnectOptions extends LinkOptions {
  /**
   * The secret of a core that `serveCore` serves. Without it, the address is that of SimpleX's
   * command line, `simplex-chat -p PORT`, which has none.
   */
  readonly token?: string | undefined
  /** Certificates that are trusted besides the system's, PEM. */
  readonly ca?: string | undefined
  /** How long connecting may take, in milliseconds; 10,000 when absent. */
  readonly connectTimeoutMs?: number | undefined
  /** The largest message that is accepted, in bytes; 64 MiB when absent. */
  readonly maxPayload?: number | undefined
}

const kinds: OptionKinds<ConnectOptions> = {
  token: "any",
  ca: "text",
  connectTimeoutMs: "ms",
  maxPayload: "count",
  backoff: "object",
  heartbeatMs: "positive",
}

/**
 * Connects to a core in another process. When the connection breaks, it is made again with back-off:
 * calls in flight reject with a `ConnectionLostError`, later ones wait.
 *
 * @param url `ws://127.0.0.1:5225`, `wss://...`, or `ws+unix:///path/of/socket`
 * @throws {ConnectError} when the first connection fails; `reason` says why
 * @throws {InvalidArgumentError} when the address or an option is wrong
 *
 * ```ts
 * const core = await connectCore("ws://127.0.0.1:5225")
 * const bot = new Bot({ profile: { displayName: "squarer" }, db: core })
 * ```
 */
export async function connectCore(url: string, options: ConnectOptions = {}): Promise<Core> {
  refuseInDevelopment("connectCore")
  checkOptions(options, kinds)
  checkOptions(options.backoff ?? {}, { minMs: "ms", maxMs: "ms" }, "backoff")
  const { token, ca, connectTimeoutMs: timeoutMs = 10_000, maxPayload = 64 * 2 ** 20 } = options
  const parsed = checkUrl(url)
  if (token !== undefined) checkToken(token)
  const address = nameOf(parsed)
  if (token !== undefined) {
    const connect = () => dial(parsed, { protocol: protocolName, token, ca, maxPayload, timeoutMs })
    return RemoteCore.open(address, connect, { ...options, welcomeMs: timeoutMs })
  }
  const release = await takeAddress(parsed)
  try {
    return await CommandLineCore.open(
      () => dial(parsed, { ca, maxPayload, timeoutMs }),
      release,
      options,
    )
  } catch (error) {
    release()
    throw error
  }
}
