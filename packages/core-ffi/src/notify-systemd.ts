import { getSystemErrorName } from "node:util"
import { findKoffi, loadKoffi } from "./native/koffi.ts"

/**
 * Sends a state to systemd, as `sd_notify` does: `READY=1`, `STOPPING=1`, `WATCHDOG=1`. Node has no datagram
 * sockets of Unix, so that libc is called.
 *
 * ```ts
 * const { NOTIFY_SOCKET } = process.env
 * if (NOTIFY_SOCKET !== undefined) notifySystemd(NOTIFY_SOCKET, "READY=1")
 * ```
 *
 * @param socket the value of `NOTIFY_SOCKET`: a path, or an abstract name that begins with `@`
 * @throws {LoadError} when koffi cannot be had
 * @throws {Error} when the message could not be sent, with the name of the system's error: `ENOENT` when nothing
 *   is there, `EAGAIN` when the supervisor reads too slowly
 */
export function notifySystemd(socket: string, state: string): void {
  const koffi = loadKoffi(findKoffi())
  const libc = koffi.load(null)
  const open = libc.func("socket", "int", ["int", "int", "int"])
  const close = libc.func("close", "int", ["int"])
  const types = ["int", "void *", "size_t", "int", "void *", "uint32_t"]
  const sendto = libc.func("sendto", "intptr_t", types)
  const failed = () =>
    new Error(
      `NOTIFY_SOCKET: systemd could not be notified (${getSystemErrorName(-koffi.errno())})`,
    )
  const [unix, datagram, closeOnExec, dontWait] = [1, 2, 0o2_000_000, 0x40]
  const fd = open(unix, datagram | closeOnExec, 0) as number
  if (fd < 0) throw failed()
  try {
    const address = addressOf(socket)
    const message = Buffer.from(state)
    const sent = Number(sendto(fd, message, message.length, dontWait, address, address.length))
    if (sent < 0) throw failed()
  } finally {
    close(fd)
  }
}

/** A `sockaddr_un`: the family, then the path or the abstract name. */
function addressOf(socket: string): Buffer {
  const family = Buffer.from(new Uint16Array([1]).buffer)
  const path = socket.startsWith("@") ? `\0${socket.slice(1)}` : `${socket}\0`
  return Buffer.concat([family, Buffer.from(path)])
}
