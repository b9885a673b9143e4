import type { Core } from "@simplex-chat/core"

/** Workers get these through the queues of their partitions, and one of them only. */
const brought = /^\{"result":\{"type":"newChatItems"/

/**
 * A core whose events are announced as well.
 *
 * @param announce gets the events that all workers are to know
 */
export function announcingCore(core: Core, announce: (events: readonly string[]) => void): Core {
  return {
    keepsRunning: core.keepsRunning,
    sendCommand: (command, options) => core.sendCommand(command, options),
    receive: async (options) => {
      const events = await core.receive(options)
      const others = events.filter((event) => !brought.test(event))
      if (others.length > 0) announce(others)
      return events
    },
    writeFile: (path, data, options) => core.writeFile(path, data, options),
    readFile: (path, crypto, options) => core.readFile(path, crypto, options),
    encryptFile: (from, to, options) => core.encryptFile(from, to, options),
    decryptFile: (from, crypto, to, options) => core.decryptFile(from, crypto, to, options),
    close: (options) => core.close(options),
  }
}
