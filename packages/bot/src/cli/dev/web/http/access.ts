import { randomBytes, timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"

/** Why a request is refused. */
export type Refusal = "host" | "origin" | "token"

/**
 * Who may use the page: anyone on this machine who knows its address. The page can do whatever the
 * bot's file can, so that other sites in the same browser must not reach it.
 */
export class Access {
  /** In the path of every address. */
  readonly token: string = randomBytes(24).toString("base64url")
  #hosts: readonly string[] = []

  /** The port, once it is known. */
  listen(port: number): void {
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /** @returns why it is refused; undefined when it is not */
  check({ headers, url = "" }: IncomingMessage): Refusal | undefined {
    // A site whose name was made to point here (DNS rebinding) still sends its own name.
    if (headers.host === undefined || !this.#hosts.includes(headers.host)) return "host"
    const { origin } = headers
    if (origin !== undefined && origin !== `http://${headers.host}`) return "origin"
    // Links and images of other sites send no origin; browsers say where they come from.
    const site = headers["sec-fetch-site"]
    if (site !== undefined && site !== "same-origin" && site !== "none") return "origin"
    const [, token = ""] = url.split("/", 2)
    return this.#isToken(token) ? undefined : "token"
  }

  #isToken(text: string): boolean {
    const given = Buffer.from(text)
    const wanted = Buffer.from(this.token)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
}
