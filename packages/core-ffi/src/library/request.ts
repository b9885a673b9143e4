import type { Dispatcher, Response } from "undici"
import { InvalidArgumentError } from "@simplex-chat/core"
import { DownloadError } from "../errors.ts"

const maxRedirects = 20

interface RequestOptions {
  readonly dispatcher: Dispatcher
  readonly headers: Record<string, string>
  readonly signal: AbortSignal | undefined
}

/**
 * Asks for `url` and follows redirects, by hand: `fetch` would tell only where they end, and one hop
 * without encryption is enough to be sent elsewhere.
 *
 * @throws {DownloadError} for a redirect that must not be followed
 * @throws {unknown} what `fetch` throws
 */
export async function request(
  url: string,
  { dispatcher, headers, signal }: RequestOptions,
): Promise<Response> {
  const { fetch } = await import("undici")
  let at = url
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await fetch(withoutUser(at), {
      dispatcher,
      redirect: "manual",
      headers: { ...headers, ...authorization(isSameOrigin(at, url) ? url : at) },
      ...(signal !== undefined ? { signal } : {}),
    })
    const location = response.headers.get("location")
    if (response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    if (!URL.canParse(location, at))
      throw new DownloadError(shown(url), "the server redirects to an invalid address")
    const next = new URL(location, at).href
    if (at.startsWith("https:") && !next.startsWith("https:"))
      throw new DownloadError(shown(url), "the server redirects to an address without encryption")
    at = next
  }
  throw new DownloadError(shown(url), `the server redirects more than ${maxRedirects} times`)
}

/**
 * Goes through the proxy that the environment names.
 *
 * @throws {DownloadError} when the address of a proxy in the environment is invalid
 */
export async function agentFor(url: string, stallMs: number): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import("undici")
  try {
    return new EnvHttpProxyAgent({
      connect: { timeout: stallMs },
      headersTimeout: stallMs,
      bodyTimeout: stallMs,
    })
  } catch {
    // Without a cause: it would quote the address of the proxy, which may have a password in it.
    throw new DownloadError(
      shown(url),
      "HTTPS_PROXY or HTTP_PROXY is not the address of a proxy, such as http://proxy.example:8080",
    )
  }
}

/** What the innermost cause says: `fetch` itself only says that it failed. */
export function reasonOf(error: unknown): string {
  let inner = error as Error & { code?: unknown }
  // A cause can lead back to where it began.
  for (const seen = new Set<unknown>(); inner.cause instanceof Error && !seen.has(inner);) {
    seen.add(inner)
    inner = inner.cause
  }
  return typeof inner.code === "string" && !inner.code.startsWith("UND_")
    ? inner.code
    : inner.message
}

// A certificate that is not accepted, or a proxy that wants a password: another attempt changes nothing.
const hopeless = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|Proxy response \(4\d\d\)/

/** Whether asking again is useless. */
export const isHopeless = (error: unknown): boolean => hopeless.test(reasonOf(error))

/** @throws {InvalidArgumentError} without the address, which may contain a password */
export function checkAddress(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined
  if (protocol !== "https:" && protocol !== "http:")
    throw new InvalidArgumentError(
      "mirror",
      "it, or SIMPLEX_LIBS_URL, must be an address that starts with https:// or http://",
    )
}

const isSameOrigin = (one: string, other: string): boolean =>
  new URL(one).origin === new URL(other).origin

/** An address for messages: without user, password and query. */
export function shown(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function withoutUser(url: string): string {
  const bare = new URL(url)
  bare.username = bare.password = ""
  return bare.href
}

/** `fetch` takes no address with a user in it. */
function authorization(url: string): Record<string, string> {
  const { username, password } = new URL(url)
  if (username === "") return {}
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(user).toString("base64")}` }
}
