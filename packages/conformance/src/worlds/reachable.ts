import { connect } from "node:net"
import { setTimeout as pause } from "node:timers/promises"

/**
 * Waits until the server of an address takes connections, or until it takes none any more: commands
 * that start and stop it return before that.
 *
 * @param address `smp://KEY@HOST:PORT`; its port is 5223 when absent
 * @throws {Error} when it is not so in time
 */
export async function untilReachable(
  address: string,
  isUp: boolean,
  timeoutMs: number,
): Promise<void> {
  const [, host = "", port = "5223"] = /@([^:,/]+)(?::(\d+))?/.exec(address) ?? []
  const deadline = performance.now() + timeoutMs
  while ((await takesConnections(host, Number(port))) !== isUp) {
    if (performance.now() > deadline)
      throw new Error(`the server at ${host}:${port} is ${isUp ? "not up" : "still up"}`)
    await pause(100)
  }
}

function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (isUp: boolean) => {
      socket.destroy()
      resolve(isUp)
    }
    socket.once("connect", () => end(true))
    socket.once("error", () => end(false))
  })
}
