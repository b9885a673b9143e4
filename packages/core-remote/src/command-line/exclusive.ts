import { createHash } from "node:crypto"
import { rmSync } from "node:fs"
import { connect, createServer, type Server } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import { ConnectError } from "../errors.ts"
import { nameOf } from "../link/address.ts"

/** Lets others in again. */
export type Release = () => void

/**
 * Takes an address for one client of this machine. The command line hands each event to one of its
 * connections: a second client would take events from the first, and neither would notice.
 *
 * A listening socket is the lock: it ends with its process, however that ends.
 *
 * @throws {ConnectError} `busy` when another client of this package has it
 */
export async function takeAddress(url: URL): Promise<Release> {
  const path = lockPath(placeOf(url))
  for (let attempt = 0; ; attempt++) {
    const server = await listen(path)
    if (server !== undefined) return () => void server.close()
    if (attempt > 0 || (await isAlive(path)))
      throw new ConnectError(
        nameOf(url),
        "busy",
        "another client is connected: events go to one client",
      )
    rmSync(path, { force: true }) // left behind by a process that was killed
  }
}

/** The same for all names of this machine's loopback interface. */
function placeOf(url: URL): string {
  const { protocol, hostname, port } = url
  if (protocol === "ws+unix:") return nameOf(url)
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.")
  const defaultPort = protocol === "wss:" ? "443" : "80"
  return `${isLoopback ? "loopback" : hostname}:${port === "" ? defaultPort : port}`
}

function lockPath(place: string): string {
  const name = `simplex-core-${createHash("sha256").update(place).digest("hex").slice(0, 24)}`
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}-${userInfo().username}.sock`)
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => resolve(server))
  })
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
}
