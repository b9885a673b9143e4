import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"

export type Side = "client" | "broker"

/** Where to break a connection: at the frame of this number, counted over all connections, from 1. */
export interface Cut {
  readonly of: Side
  readonly frame: number
  readonly fault: Fault
}

/** What becomes of the frame: it does not pass, half of it does, or other bytes come in its place. */
export type Fault = "cut" | "half" | "garbage"

/** A proxy in front of a broker that counts AMQP frames, and breaks the network at one of them. */
export class AmqpProxy {
  readonly url: string
  /** How many frames each side has sent. */
  readonly frames = { client: 0, broker: 0 }
  /** The methods that clients have called, as class and number: 60.80 is `basic.ack`. */
  readonly methods = new Set<string>()
  /** How many messages clients have put into the queues of partitions, and acknowledged from there. */
  readonly messages = { published: 0, acknowledged: 0 }
  readonly #server: Server
  readonly #target: URL
  readonly #sockets = new Set<Socket>()
  #cut: Cut | undefined
  #blocked = false
  #frozen = false

  private constructor(server: Server, target: URL) {
    this.#server = server
    this.#target = target
    const url = new URL(target)
    url.hostname = "127.0.0.1"
    url.port = String((server.address() as AddressInfo).port)
    this.url = url.href
    server.on("connection", (client) => this.#accept(client))
  }

  static async to(url: string): Promise<AmqpProxy> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return new AmqpProxy(server, new URL(url))
  }

  /** Breaks the connection once, at a frame that has not passed yet. */
  cutAt(cut: Cut): void {
    this.#cut = cut
  }

  /** Breaks all connections now. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Breaks all connections, and lets none be made until {@link unblock}. */
  block(): void {
    this.#blocked = true
    this.cut()
  }

  unblock(): void {
    this.#blocked = false
  }

  /** Lets nothing pass any more on the connections there are, and closes none: only silence tells. */
  freeze(): void {
    this.#frozen = true
    for (const socket of this.#sockets) socket.pause()
  }

  /** Lets nothing pass until the returned function is called: a network that is slow, and loses nothing. */
  hold(): () => void {
    const held = [...this.#sockets]
    for (const socket of held) socket.pause()
    return () => {
      for (const socket of held) socket.resume()
    }
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #accept(client: Socket): void {
    client.on("error", () => {})
    if (this.#blocked) {
      client.destroy()
      return
    }
    this.#frozen = false
    const broker = connect(Number(this.#target.port), this.#target.hostname)
    broker.on("error", () => {})
    for (const socket of [client, broker]) this.#sockets.add(socket)
    const end = () => {
      for (const socket of [client, broker]) {
        this.#sockets.delete(socket)
        socket.destroy()
      }
    }
    client.on("close", end)
    broker.on("close", end)
    // The client begins with "AMQP" and a version, which is no frame.
    this.#pass("client", client, broker, 8)
    this.#pass("broker", broker, client, 0)
  }

  #pass(of: Side, from: Socket, to: Socket, greeting: number): void {
    let left = greeting
    let waiting = Buffer.alloc(0)
    from.on("data", (data) => {
      waiting = Buffer.concat([waiting, data])
      if (left > 0) {
        if (waiting.length < left) return
        to.write(waiting.subarray(0, left))
        waiting = waiting.subarray(left)
        left = 0
      }
      for (;;) {
        // Type, channel and size, then the payload and an octet that ends it.
        const size = waiting.length < 7 ? Infinity : waiting.readUInt32BE(3) + 8
        if (waiting.length < size) return
        const frame = waiting.subarray(0, size)
        waiting = waiting.subarray(size)
        const isHeartbeat = frame[0] === 8
        if (!isHeartbeat) this.frames[of]++
        if (of === "client" && frame[0] === 1) this.#count(frame)
        const cut = this.#cut
        if (cut?.of === of && cut.frame === this.frames[of]) {
          this.#cut = undefined
          if (cut.fault === "garbage") {
            to.write(Buffer.alloc(size, 0xf7))
            continue
          }
          to.end(frame.subarray(0, cut.fault === "half" ? size / 2 : 0))
          from.destroy()
          return
        }
        if (!this.#frozen) to.write(frame)
      }
    })
  }

  #count(frame: Buffer): void {
    const method = `${frame.readUInt16BE(7)}.${frame.readUInt16BE(9)}`
    this.methods.add(method)
    if (method === "60.40" && frame.includes(".partition.")) this.messages.published++
    // Only these queues are consumed with acknowledgements, but for the commands, which hosts take.
    if (method === "60.80") this.messages.acknowledged++
  }
}
