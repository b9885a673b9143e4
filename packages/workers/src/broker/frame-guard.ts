import type { Socket } from "node:net"
import type { Connection } from "rabbitmq-client"

/** No frame of a broker is as large: the client asks for frames of 8 KiB. */
const mostBytes = 16 * 2 ** 20

/**
 * Ends connections on which no frames come, as when something between host and broker garbles them.
 * rabbitmq-client takes four bytes of a frame for its size, and reads as much: above 1 GiB Node throws
 * `ERR_OUT_OF_RANGE` where no caller can catch it, and the process ends.
 */
export function guardFrames(connection: Connection): Connection {
  const inside = connection as unknown as { _socket: Socket }
  let current = guarded(inside._socket)
  Object.defineProperty(connection, "_socket", {
    get: () => current,
    // For each time that it connects.
    set: (socket: Socket) => {
      current = guarded(socket)
    },
  })
  return connection
}

function guarded(socket: Socket): Socket {
  const read = socket.read.bind(socket)
  socket.read = (size?: number): unknown => {
    if (size === undefined || size <= mostBytes) return read(size)
    socket.destroy(new Error(`the broker sends no frames of AMQP: ${size} bytes in one`))
    return null
  }
  return socket
}
