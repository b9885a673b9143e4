import { Connection } from "rabbitmq-client"
import { ConfigurationError } from "@simplex-chat/bot"
import { within } from "@simplex-chat/core"
import { guardFrames } from "./frame-guard.ts"

/** How long the broker and this process wait for a sign of life of each other, in seconds. */
const heartbeatSeconds = 5

/**
 * Connects to a broker, again and again until it is there.
 *
 * @param url `amqp://` or `amqps://`, with name and password
 * @param name how the broker lists the connection
 * @param onError the connection failed, and is made again. The error contains no password.
 * @throws {ConfigurationError}
 */
export function connect(url: string, name: string, onError: (error: unknown) => void): Connection {
  if (!URL.canParse(url) || !/^amqps?:$/.test(new URL(url).protocol)) {
    throw new ConfigurationError("url", "must be an address such as amqp://user:password@host:5672")
  }
  checkEncoding(new URL(url))
  const connection = new Connection({
    url,
    connectionName: name,
    heartbeat: heartbeatSeconds,
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

/** rabbitmq-client decodes them, and throws an error of JavaScript that names nothing. */
function checkEncoding({ username, password, pathname }: URL): void {
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part)
  } catch {
    throw new ConfigurationError("url", "has a % in name, password or path: write it as %25")
  }
}

/**
 * A broker that does not answer holds a stop up no longer than this. One that is slow must get the
 * acknowledgements that are on their way: otherwise another worker handles these messages again.
 */
const closingMs = 2 * heartbeatSeconds * 1_000

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
