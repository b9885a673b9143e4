import { ConfigurationError } from "@simplex-chat/bot"

/** How long the broker and this process wait for a sign of life of each other, in seconds. */
export const defaultHeartbeat = 5

/** What the address of a broker says. */
export interface BrokerAddress {
  readonly hostname: string
  readonly port: number
  readonly isSecure: boolean
  readonly username: string
  readonly password: string
  readonly vhost: string
  /** In seconds. */
  readonly heartbeat: number
}

/**
 * Reads the address of a broker. rabbitmq-client does not: it logs in without a name where the address
 * has none, and looks an address of IPv6 up as a name.
 *
 * @param text `amqp://` or `amqps://`, with name and password, those of RabbitMQ's `guest` when absent
 * @throws {ConfigurationError} which does not contain the password
 */
export function brokerAddress(text: string): BrokerAddress {
  const url = typeof text === "string" ? URL.parse(text) : null
  if (url === null || !/^amqps?:$/.test(url.protocol) || url.hostname === "") {
    throw new ConfigurationError("url", "must be an address such as amqp://user:password@host:5672")
  }
  const isSecure = url.protocol === "amqps:"
  const isGuest = url.username === "" && url.password === ""
  const vhost = decoded(url.pathname.split("/")[1] ?? "")
  const heartbeat = Number.parseInt(url.searchParams.get("heartbeat") ?? "", 10)
  return {
    hostname: url.hostname.replaceAll(/^\[|\]$/g, ""),
    port: url.port === "" ? (isSecure ? 5671 : 5672) : Number(url.port),
    isSecure,
    username: isGuest ? "guest" : decoded(url.username),
    password: isGuest ? "guest" : decoded(url.password),
    vhost: vhost === "" ? "/" : vhost,
    heartbeat: Number.isNaN(heartbeat) ? defaultHeartbeat : Math.max(0, heartbeat),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ConfigurationError("url", "has a % in name, password or path: write it as %25")
  }
}
