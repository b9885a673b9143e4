import { isIPv4 } from "node:net"
import { checkText } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"

/** Where to listen, or whom to ask: a port of an interface, or a Unix socket. */
export type HttpAddress =
  { readonly host: string; readonly port: number } | { readonly socket: string }

/**
 * Reads `127.0.0.1:8080`, `[::1]:8080`, `8080` for a port of 127.0.0.1, and `unix:/run/bot/http`.
 *
 * @throws {ConfigurationError}
 */
export function parseAddress(text: string, option = "address"): HttpAddress {
  checkText(text, option)
  if (/^unix:./.test(text)) return { socket: text.slice("unix:".length) }
  const [, v6, name, digits] = /^(?:\[([\da-f:.]+)\]:|([\w.-]+):)?(\d{1,5})$/i.exec(text) ?? []
  const port = Number(digits)
  if (digits === undefined || port > 65_535) {
    const problem = "must be HOST:PORT, a port of 127.0.0.1, or unix:/PATH"
    throw new ConfigurationError(option, problem)
  }
  return { host: v6 ?? name ?? "127.0.0.1", port }
}

/** Of a name or an address. `127.0.0.1.example.org` is a name that can lead anywhere. */
export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."))

/** As a client names it. */
export function urlOf(address: HttpAddress): string {
  if ("socket" in address) return `unix:${address.socket}`
  const { host, port } = address
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}
