import type { WebSocket } from "ws"

/**
 * Ends a connection whose peer gives no sign of life: no message and no pong for two intervals.
 * Two intervals of 4 s notice a dead peer within 8 s.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout
  #missed = 0

  constructor(socket: WebSocket, intervalMs = 4000) {
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
