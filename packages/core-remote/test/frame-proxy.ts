import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"

export type Side = "client" | "server"

/** What becomes of a frame: it does not pass, half of it does, or other bytes come in its place. */
export type Fault = "cut" | "half" | "garbage"

/** Which frame is hit, counted from 1 over all connections. */
export interface Hit {
  readonly of: Side
  readonly frame: number
  readonly fault: Fault
}

/** A proxy in front of a WebSocket server that counts frames, and breaks the network at one of them. */
export class FrameProxy {
  readonly url: string
  /** How many frames each side has sent. */
  readonly frames = { client: 0, server: 0 }
  readonly #server: Server
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  #hit: Hit | undefined

  private constructor(server: Server, target: number, hit: Hit | undefined) {
    this.#server = server
    this.#target = target
    this.#hit = hit
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on("connection", (client) => this.#accept(client))
  }

  static async to(url: string, hit?: Hit): Promise<FrameProxy> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return new FrameProxy(server, Number(new URL(url).port), hit)
  }

  /** Whether the frame has come. */
  get isHit(): boolean {
    return this.#hit === undefined
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #accept(client: Socket): void {
    const server = connect(this.#target, "127.0.0.1")
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on("error", () => {})
      socket.on("close", () => {
        for (const one of [client, server]) {
          this.#sockets.delete(one)
          one.destroy()
        }
      })
    }
    this.#pass("client", client, server)
    this.#pass("server", server, client)
  }

  #pass(of: Side, from: Socket, to: Socket): void {
    let waiting = Buffer.alloc(0)
    let isGreeting = true
    from.on("data", (data) => {
      waiting = Buffer.concat([waiting, data])
      for (;;) {
        const size = isGreeting ? greetingSize(waiting) : frameSize(waiting)
        if (waiting.length < size) return
        const frame = waiting.subarray(0, size)
        waiting = waiting.subarray(size)
        if (isGreeting) to.write(frame)
        else if (!this.#frame(of, frame, from, to)) return
        isGreeting = false
      }
    })
  }

  /** @returns whether the connection goes on */
  #frame(of: Side, frame: Buffer, from: Socket, to: Socket): boolean {
    this.frames[of]++
    const hit = this.#hit
    if (hit?.of !== of || hit.frame !== this.frames[of]) {
      to.write(frame)
      return true
    }
    this.#hit = undefined
    if (hit.fault === "garbage") {
      to.write(Buffer.alloc(frame.length, 0xf7))
      return true
    }
    to.end(frame.subarray(0, hit.fault === "half" ? frame.length / 2 : 0))
    from.destroy()
    return false
  }
}

function greetingSize(data: Buffer): number {
  const end = data.indexOf("\r\n\r\n")
  return end < 0 ? Infinity : end + 4
}

/** RFC 6455, 5.2. */
function frameSize(data: Buffer): number {
  if (data.length < 2) return Infinity
  const isMasked = data.readUInt8(1) >= 128
  const short = data.readUInt8(1) % 128
  const long = short === 126 ? 2 : short === 127 ? 8 : 0
  if (data.length < 2 + long) return Infinity
  const size =
    long === 0 ? short : long === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2))
  return 2 + long + (isMasked ? 4 : 0) + size
}
