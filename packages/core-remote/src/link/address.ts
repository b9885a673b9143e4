import { InvalidArgumentError } from "@simplex-chat/core"

/**
 * Checks the address of a core.
 *
 * @param url `ws://`, `wss://`, or `ws+unix://` with the path of a socket
 * @throws {InvalidArgumentError} when it is none of these, or carries a user name, a password or a fragment
 */
export function checkUrl(url: string): URL {
  const parsed = typeof url === "string" ? URL.parse(url) : null
  if (parsed === null || !["ws:", "wss:", "ws+unix:"].includes(parsed.protocol))
    throw new InvalidArgumentError(
      "url",
      "must be ws://HOST:PORT, wss://HOST:PORT or ws+unix:///PATH",
    )
  if (parsed.username !== "" || parsed.password !== "")
    throw new InvalidArgumentError("url", "must not contain a password; use the option `token`")
  if (parsed.hash !== "")
    throw new InvalidArgumentError("url", "must not contain a fragment; write # in a path as %23")
  return parsed
}

/** How messages name the address: host and port, or the path of the socket. */
export function nameOf(url: URL): string {
  return socketPathOf(url) ?? url.host
}

/** The path of the Unix socket of an address; undefined when it has a host. What follows a colon is not of it. */
export function socketPathOf({ protocol, pathname, search }: URL): string | undefined {
  if (protocol !== "ws+unix:") return undefined
  const [path = ""] = `${pathname}${search}`.split(":", 1)
  try {
    return decodeURIComponent(path)
  } catch {
    return path // a % that is only that
  }
}

/** The address of a Unix socket, whatever is in its path. */
export function socketUrl(path: string): string {
  return `ws+unix://${path.split("/").map(encodeURIComponent).join("/")}`
}
