import { createHash } from "node:crypto"
import { rmSync } from "node:fs"
import { connect, createServer, type Server } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import { ConnectError } from "../errors.ts"

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
export async function takeAddress(address: string): Promise<Release> {
  const path = lockPath(address)
  for (let attempt = 0; ; attempt++) {
    const server = await listen(path)
    if (server !== undefined) return () => void server.close()
    if (attempt > 0 || (await isAlive(path)))
      throw new ConnectError(
        address,
        "busy",
        "another client is connected: events go to one client",
      )
    rmSync(path, { force: true }) // left behind by a process that was killed
  }
}

function lockPath(address: string): string {
  const name = `simplex-core-${createHash("sha256").update(address).digest("hex").slice(0, 24)}`
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
