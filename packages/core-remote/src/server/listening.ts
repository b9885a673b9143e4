import { chmodSync, existsSync, lstatSync, rmSync } from "node:fs"
import type { Server } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { dirname, resolve as absolute } from "node:path"
import { InvalidArgumentError } from "@simplex-chat/core"

/** Where a server listens: a port of an interface, or a Unix socket. */
export interface Place {
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly socket?: string | undefined
}

/**
 * Begins to listen. Only its owner may use a Unix socket.
 *
 * @returns what clients call the place: `127.0.0.1:5226`, or the whole path of the socket
 * @throws {InvalidArgumentError} when the port or socket is in use, or cannot be listened on
 */
export async function listen(server: Server, { port, host, socket }: Place): Promise<string> {
  if (socket !== undefined) await removeStale(socket)
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const where = socket === undefined ? "port" : "socket"
      // A folder that is missing is EACCES here, as on Windows.
      const isFolderMissing = socket !== undefined && !existsSync(dirname(socket))
      const why = isFolderMissing ? ": its folder does not exist" : ` (${error.code})`
      reject(new InvalidArgumentError(where, `${socket ?? port} cannot be listened on${why}`))
    })
    if (socket === undefined) server.listen(port, host, resolve)
    else server.listen(socket, resolve)
  })
  if (socket !== undefined && process.platform !== "win32") chmodSync(socket, 0o600)
  const bound = server.address() as AddressInfo | string
  if (typeof bound === "string") return absolute(bound)
  return `${bound.family === "IPv6" ? `[${host}]` : host}:${bound.port}`
}

/**
 * Removes a socket that a process which was killed has left behind; nothing listens on it.
 *
 * @throws {InvalidArgumentError} when another kind of file is there: connecting to one is refused, too
 */
async function removeStale(path: string): Promise<void> {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined || process.platform === "win32") return
  if (!stats.isSocket())
    throw new InvalidArgumentError("socket", `${path} is another kind of file; choose another path`)
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = connect(path)
    probe.once("connect", () => {
      probe.destroy()
      resolve(undefined)
    })
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code))
  })
  if (code === "ECONNREFUSED") rmSync(path, { force: true })
}
