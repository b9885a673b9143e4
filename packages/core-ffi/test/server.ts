/** A local server for one file, that behaves well or badly as a test wants. */

import { createHash } from "node:crypto"
import { once } from "node:events"
import { statSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex")

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

export interface FileServer {
  readonly url: string
  /** What was asked for, oldest first: `GET /path` or `GET /path bytes=5-`. */
  readonly requests: string[]
  /** How the next requests are answered, one each; then as usual. */
  readonly next: Behaviour[]
  /** The file; may be replaced. */
  content: Buffer
  etag: string
  close(): Promise<void>
}

export async function serve(content: Buffer): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { range } = request.headers
    file.requests.push(`${request.method} ${request.url}${range === undefined ? "" : ` ${range}`}`)
    ;(file.next.shift() ?? well)(request, response)
  })
  const well: Behaviour = (request, response) => answer(file, request, response)
  const file: FileServer = {
    url: await listen(server),
    requests: [],
    next: [],
    content,
    etag: '"one"',
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
  return file
}

export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** As a good server does: the whole file, or the rest of it. */
export function answer(
  file: Pick<FileServer, "content" | "etag">,
  request: IncomingMessage,
  response: ServerResponse,
  end: (response: ServerResponse, body: Buffer) => void = (r, body) => r.end(body),
): void {
  const { content, etag } = file
  const condition = request.headers["if-range"]
  const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1]
  response.setHeader("etag", etag)
  if (start === undefined || (condition !== undefined && condition !== etag)) {
    response.writeHead(200, { "content-length": content.length })
    return end(response, content)
  }
  const from = Number(start)
  if (from >= content.length) return void response.writeHead(416).end()
  response.writeHead(206, {
    "content-length": content.length - from,
    "content-range": `bytes ${from}-${content.length - 1}/${content.length}`,
  })
  end(response, content.subarray(from))
}

/**
 * Sends `bytes` of what it should, then cuts the connection: at once, or when `to` has them
 * (a client may drop what it has not read yet when the connection ends).
 */
export const cutAfter =
  (file: FileServer, bytes: number, to?: string): Behaviour =>
  (request, response) =>
    answer(file, request, response, (r, body) => {
      const sent = body.subarray(0, bytes)
      const wanted = file.content.length - body.length + sent.length
      r.flushHeaders()
      r.write(sent, () => {
        if (to === undefined) return r.destroy()
        const look = setInterval(() => {
          if ((statSync(to, { throwIfNoEntry: false })?.size ?? 0) < wanted) return
          clearInterval(look)
          r.destroy()
        }, 1)
        r.on("close", () => clearInterval(look))
      })
    })

/** Sends `bytes`, then nothing. */
export const stallAfter =
  (file: FileServer, bytes: number): Behaviour =>
  (request, response) =>
    answer(file, request, response, (r, body) => {
      r.flushHeaders()
      r.write(body.subarray(0, bytes))
    })

export const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(code, headers).end("no")
