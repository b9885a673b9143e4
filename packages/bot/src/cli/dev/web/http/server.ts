import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { readFile } from "node:fs/promises"
import type { Action, Query, ServerMessage } from "@simplex-chat/playground/protocol"
import { schemaFile } from "./schema-file.ts"
import { Access } from "./access.ts"
import { bodyOf, TooLargeError } from "./body.ts"
import { EventStream } from "./event-stream.ts"
import { pageFile } from "./page-files.ts"

/** What the page can ask for. */
export interface Backend {
  /** All there is, for a page that was just opened. */
  all(): ServerMessage
  /** @throws {Error} when it cannot be done; the message is for the person at the page */
  act(action: Action): Promise<void>
  /** @throws {Error} when it cannot be done; the message is for the person at the page */
  ask(query: Query): Promise<unknown>
  /** Keeps a file that is going to be sent. */
  upload(name: string, bytes: Uint8Array): Promise<string>
  /** The file of a message, as a person has it. */
  file(person: string, fileId: number): Promise<{ name: string; bytes: Uint8Array } | undefined>
}

const maxActionBytes = 2 ** 20
/** As much as SimpleX Chat sends. */
const maxUploadBytes = 2 ** 30

const headers = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const

/** Serves the page, and what it asks for, to this machine only. */
export class WebServer implements AsyncDisposable {
  readonly #backend: Backend
  readonly #access = new Access()
  readonly #events = new EventStream()
  readonly #server: Server

  constructor(backend: Backend) {
    this.#backend = backend
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  /** @returns the address of the page, with its token */
  async listen(port = 0): Promise<string> {
    this.#server.listen(port, "127.0.0.1")
    await once(this.#server, "listening")
    const { port: taken } = this.#server.address() as AddressInfo
    this.#access.listen(taken)
    return `http://127.0.0.1:${taken}/${this.#access.token}/`
  }

  /** To all pages that are open. */
  send(message: ServerMessage): void {
    this.#events.send(message)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#events.close()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, "close")
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const refusal = this.#access.check(request)
    if (refusal !== undefined) return answer(response, refusal === "token" ? 404 : 403, refusal)
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost")
    const path = pathname.split("/").slice(2).join("/")
    try {
      if (request.method === "POST") await this.#post(path, searchParams, request, response)
      else if (request.method === "GET") await this.#get(path, searchParams, response)
      else answer(response, 405, "GET or POST")
    } catch (error) {
      if (error instanceof TooLargeError) return answer(response, 413, error.message)
      answer(response, 500, "the request failed")
    }
  }

  async #get(path: string, params: URLSearchParams, response: ServerResponse): Promise<void> {
    if (path === "events") return this.#events.add(response, this.#backend.all())
    if (path === "schema.json")
      return send(response, "application/json", await readFile(schemaFile))
    if (path === "file") {
      const found = await this.#backend.file(
        params.get("person") ?? "",
        Number(params.get("file") ?? "0"),
      )
      if (found === undefined) return answer(response, 404, "there is no such file")
      // Never as a document of this site: files come from bots.
      response.setHeader(
        "content-disposition",
        `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      )
      return send(response, "application/octet-stream", found.bytes)
    }
    const file = await pageFile(path)
    if (file === undefined) return answer(response, 404, "there is no such page")
    send(response, file.type, file.bytes)
  }

  async #post(
    path: string,
    params: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    switch (path) {
      case "act":
        return reply(response, async () => {
          await this.#backend.act(await jsonOf<Action>(request))
        })
      case "ask":
        return reply(response, async () => this.#backend.ask(await jsonOf<Query>(request)))
      case "upload":
        return reply(response, async () => {
          const bytes = await bodyOf(request, maxUploadBytes)
          return this.#backend.upload(params.get("name") ?? "file", bytes)
        })
      default:
        return answer(response, 404, "there is no such action")
    }
  }
}

async function jsonOf<Value>(request: IncomingMessage): Promise<Value> {
  return JSON.parse((await bodyOf(request, maxActionBytes)).toString("utf8")) as Value
}

async function reply(response: ServerResponse, work: () => Promise<unknown>): Promise<void> {
  let result: object
  try {
    result = { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof TooLargeError) throw error
    result = { ok: false, problem: error instanceof Error ? error.message : "it failed" }
  }
  send(response, "application/json", Buffer.from(JSON.stringify(result)))
}

function send(response: ServerResponse, type: string, bytes: Uint8Array): void {
  response.writeHead(200, { "content-type": type, "content-length": bytes.byteLength })
  response.end(bytes)
}

function answer(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { "content-type": "text/plain" })
  response.end(`${text}\n`)
}
