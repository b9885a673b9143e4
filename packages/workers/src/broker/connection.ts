import { Connection } from "rabbitmq-client"
import { within } from "@simplex-chat/core"
import { brokerAddress, defaultHeartbeat } from "./address.ts"
import { guardFrames } from "./frame-guard.ts"

/**
 * Connects to a broker, again and again until it is there.
 *
 * @param url `amqp://` or `amqps://`, with name and password
 * @param name how the broker lists the connection
 * @param onError the connection failed, and is made again. The error contains no password.
 * @throws {ConfigurationError}
 */
export function connect(url: string, name: string, onError: (error: unknown) => void): Connection {
  const { isSecure, ...address } = brokerAddress(url)
  const connection = new Connection({
    ...address,
    tls: isSecure,
    connectionName: name,
    // A command is one small message: it must not wait until the one before is confirmed, 40 ms.
    noDelay: true,
    // A channel that cannot be had soon is asked for again.
    acquireTimeout: 10_000,
    retryLow: 200,
    retryHigh: 5_000,
    maxChannels: 2047,
  })
  connection.on("error", onError)
  return guardFrames(connection)
}

/**
 * A broker that does not answer holds a stop up no longer than this. One that is slow must get the
 * acknowledgements that are on their way: otherwise another worker handles these messages again.
 */
const closingMs = 2 * defaultHeartbeat * 1_000

/** Closes channels and their connection, in order while the broker answers. */
export async function disconnect(
  connection: Connection,
  channels: readonly ({ close(): Promise<void> } | undefined)[],
): Promise<void> {
  const closing = Promise.all(channels.map(async (channel) => channel?.close())).then(() =>
    connection.close(),
  )
  await within(closing, { timeoutMs: closingMs }, () => new Error("no answer")).catch(() => {})
  connection.unsafeDestroy()
}
