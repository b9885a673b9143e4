import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"

/** A TCP proxy that breaks connections as networks do. */
export class Proxy {
  readonly url: string
  /** How many connections were made. */
  accepted = 0
  /** How many were refused. */
  refused = 0
  readonly #server: Server
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #blocked = false
  #frozen = false
  #delayMs = 0
  /** How many more bytes of the server pass before the connection breaks. */
  #left = Number.POSITIVE_INFINITY

  private constructor(server: Server, target: number) {
    this.#server = server
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on("connection", (client) => this.#accept(client, target))
  }

  static async to(url: string): Promise<Proxy> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return new Proxy(server, Number(new URL(url).port))
  }

  /** How many connections are open. */
  get open(): number {
    return this.#pairs.size
  }

  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy()
  }

  /** Breaks the connection in the middle of what the server sends. */
  cutAfter(bytes: number): void {
    this.#left = bytes
  }

  /** Breaks all connections, and lets none be made. */
  block(): void {
    this.#blocked = true
    this.cut()
  }

  unblock(): void {
    this.#blocked = false
  }

  /** Lets nothing pass, without closing anything. */
  freeze(): void {
    this.#frozen = true
  }

  unfreeze(): void {
    this.#frozen = false
  }

  /** Delays what passes, in both directions. */
  slow(ms: number): void {
    this.#delayMs = ms
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #accept(client: Socket, target: number): void {
    client.on("error", () => {})
    if (this.#blocked) {
      this.refused += 1
      client.destroy()
      return
    }
    this.accepted += 1
    const server = connect(target, "127.0.0.1")
    server.on("error", () => {})
    const pair = [client, server] as const
    this.#pairs.add(pair)
    const end = () => {
      this.#pairs.delete(pair)
      client.destroy()
      server.destroy()
    }
    client.on("close", end)
    server.on("close", end)
    client.on("data", (data) => {
      if (!this.#frozen) this.#write(server, data)
    })
    server.on("data", (data) => {
      if (this.#frozen) return
      if (data.length < this.#left) {
        this.#left -= data.length
        this.#write(client, data)
        return
      }
      client.write(data.subarray(0, this.#left), end)
      this.#left = Number.POSITIVE_INFINITY
    })
  }

  #write(to: Socket, data: Buffer): void {
    if (this.#delayMs === 0) to.write(data)
    else setTimeout(() => to.write(data), this.#delayMs)
  }
}
