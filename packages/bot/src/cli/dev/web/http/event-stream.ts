import type { ServerResponse } from "node:http"

/** How much may wait for a page that does not read; it connects again and gets all of it anew. */
const maxBuffered = 32 * 2 ** 20

/** The pages that are open, as server-sent events. */
export class EventStream {
  readonly #responses = new Set<ServerResponse>()

  /** @param first what this page needs to begin with */
  add(response: ServerResponse, first: object): void {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    })
    this.#responses.add(response)
    response.on("close", () => this.#responses.delete(response))
    write(response, first)
  }

  send(message: object): void {
    for (const response of this.#responses) {
      if (response.writableLength > maxBuffered) response.destroy()
      else write(response, message)
    }
  }

  close(): void {
    for (const response of this.#responses) response.end()
  }
}

function write(response: ServerResponse, message: object): void {
  response.write(`data: ${JSON.stringify(message)}\n\n`)
}
