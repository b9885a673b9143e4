import { InvalidArgumentError } from "@simplex-chat/core"

/**
 * Checks the address of a core.
 *
 * @param url `ws://`, `wss://`, or `ws+unix://` with the path of a socket
 * @throws {InvalidArgumentError} when it is none of these, or carries a user name or password
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
  return parsed
}

/** How messages name the address: host and port, or the path of the socket. */
export function nameOf(url: URL): string {
  return url.protocol === "ws+unix:" ? url.pathname.replace(/:.*$/, "") : url.host
}
