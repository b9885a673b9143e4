import { readFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { gunzipSync } from "node:zlib"
import { WebSocket, WebSocketServer } from "ws"

interface Frame {
  readonly corrId: string
  readonly cmd: string
}

/** What SimpleX's command line answers to commands, as recorded frames have it. */
export type Script = (cmd: string) => object | undefined

/**
 * The WebSocket of `simplex-chat -p PORT`, imitated: answers with the `corrId` of the command,
 * events without one, failures as responses of type `chatCmdError`.
 */
export class CommandLineServer {
  readonly commands: string[] = []
  /** The most commands that were unanswered at one time. */
  mostAtOnce = 0
  readonly #server: WebSocketServer
  readonly #script: Script
  readonly #clients = new Set<WebSocket>()
  #held: (() => void)[] | undefined
  #open = 0

  private constructor(server: WebSocketServer, script: Script) {
    this.#server = server
    this.#script = script
    server.on("connection", (socket) => {
      this.#clients.add(socket)
      socket.on("error", () => {}) // `close` follows
      socket.on("close", () => this.#clients.delete(socket))
      socket.on("message", (data) =>
        this.#hear(socket, JSON.parse((data as Buffer).toString()) as Frame),
      )
    })
  }

  static async start(script: Script, port = 0): Promise<CommandLineServer> {
    const server = new WebSocketServer({
      port,
      host: "127.0.0.1",
      // It agrees to no subprotocol.
      handleProtocols: () => false,
    })
    await new Promise((resolve) => server.once("listening", resolve))
    return new CommandLineServer(server, script)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  /** Sends an event to the one client. */
  event(resp: object): void {
    for (const client of this.#clients) client.send(JSON.stringify({ resp }))
  }

  raw(text: string | Buffer): void {
    for (const client of this.#clients) client.send(text)
  }

  /**
   * Sends a text in frames of one character each, and a ping after every fifth. ws ends a connection on
   * which more than 60 pings wait for their pongs, as they do on a busy machine.
   */
  inFragments(text: string): void {
    for (const client of this.#clients) {
      for (const [at, letter] of Array.from(text).entries()) {
        client.send(letter, { fin: at === text.length - 1 })
        if (at % 5 === 0) client.ping()
      }
    }
  }

  /** Answers nothing until the returned function is called. */
  hold(): () => void {
    this.#held = []
    return () => {
      const held = this.#held ?? []
      this.#held = undefined
      for (const answer of held) answer()
    }
  }

  /** Breaks all connections, as a network does: without a word. */
  cut(): void {
    for (const client of this.#clients) client.terminate()
  }

  async stop(): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #hear(socket: WebSocket, { corrId, cmd }: Frame): void {
    this.commands.push(cmd)
    this.#open += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open)
    const answer = () => {
      this.#open -= 1
      const resp = this.#script(cmd)
      if (resp !== undefined && socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ corrId, resp }))
    }
    if (this.#held === undefined) answer()
    else this.#held.push(answer)
  }
}

/** The frames of a recorded session, as the command line would send them. */
export function recordedFrames(name: string): { readonly cmd?: string; readonly resp: object }[] {
  const file = new URL(`../../types/test/fixtures/sessions/${name}.jsonl.gz`, import.meta.url)
  return gunzipSync(readFileSync(file))
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { resp, event } = JSON.parse(line) as { resp?: object; event?: object }
      const envelope = (resp ?? event) as { result?: object; error?: object } | undefined
      if (envelope === undefined) return []
      const failure = resp === undefined ? "chatError" : "chatCmdError"
      return [{ resp: envelope.result ?? { type: failure, chatError: envelope.error } }]
    })
}
