import { connect, isIP } from "node:net"
import { connect as connectSecurely } from "node:tls"
import { ConfigurationError } from "@simplex-chat/bot"
import { within } from "@simplex-chat/core"
import { brokerAddress } from "./address.ts"

const greeting = Buffer.from("AMQP\0\0\x09\x01", "latin1")

/** How long a broker may take to say its version, in milliseconds. */
const patienceMs = 5_000

/**
 * Refuses a RabbitMQ that is too old. RabbitMQ 3 takes all that is declared here, and then does
 * otherwise: its queues do not go to another worker by priority, and drop what was delivered 20 times.
 *
 * @throws {ConfigurationError} when it is RabbitMQ 3 or earlier
 */
export async function checkBrokerVersion(url: string): Promise<void> {
  const version = await within(versionOf(url), { timeoutMs: patienceMs }, () => new Error()).catch(
    () => undefined,
  )
  if (version === undefined || Number.parseInt(version, 10) >= 4) return
  throw new ConfigurationError("url", `RabbitMQ 4.0 or newer is needed; this is ${version}`)
}

/** A broker's first frame, `connection.start`, says what it is. The client library does not tell. */
async function versionOf(url: string): Promise<string | undefined> {
  const { isSecure, hostname, port } = brokerAddress(url)
  const socket = isSecure
    ? connectSecurely({
        port,
        host: hostname,
        ...(isIP(hostname) === 0 && { servername: hostname }),
      })
    : connect(port, hostname)
  try {
    socket.write(greeting)
    let said = ""
    for await (const data of socket as AsyncIterable<Buffer>) {
      said += data.toString("latin1")
      const version = textIn(said, "version")
      if (version !== undefined) return textIn(said, "product") === "RabbitMQ" ? version : undefined
    }
    return undefined
  } finally {
    socket.destroy()
  }
}

/** A text in a table of AMQP: the length of its name, the name, `S`, its own length in four bytes. */
function textIn(table: string, name: string): string | undefined {
  const key = `${String.fromCharCode(name.length)}${name}S`
  const at = table.indexOf(key) + key.length + 4
  const size = table.charCodeAt(at - 1)
  return at > key.length + 4 && table.length >= at + size ? table.slice(at, at + size) : undefined
}
