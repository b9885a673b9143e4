/** The part of a WebSocket that is used here. */
interface Pingable {
  on(event: "ping" | "pong", listener: () => void): unknown
  ping(): void
  terminate(): void
}

/**
 * Ends a connection whose peer gives no sign of life: no message and no pong for two whole intervals. The
 * last sign can come just after an interval began, so three of 3 s notice a dead peer within 9 s.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout
  #missed = 0

  constructor(socket: Pingable, intervalMs = 3000) {
    socket.on("pong", () => this.alive())
    socket.on("ping", () => this.alive())
    this.#timer = setInterval(() => {
      if (this.#missed >= 2) return socket.terminate()
      this.#missed += 1
      socket.ping()
    }, intervalMs)
    this.#timer.unref()
  }

  alive(): void {
    this.#missed = 0
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
