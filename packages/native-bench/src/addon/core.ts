import { ClosedError, UnsupportedError, type Core } from "@simplex-chat/core"
import type { Addon } from "./index.ts"

const notMeasured = (): Promise<never> =>
  Promise.reject(new UnsupportedError("files", "not measured"))

/** A core on the addon, so that it has the same typed layer above it as core-ffi. */
export function addonCore(addon: Addon, ctrl: number): Core {
  let isOpen = true
  return {
    sendCommand: (command) => addon.send(ctrl, command),
    async receive({ signal } = {}) {
      while (isOpen) {
        signal?.throwIfAborted()
        const event = await addon.receive(ctrl, 200_000)
        if (event !== "") return [event]
      }
      throw new ClosedError("receive")
    },
    close: () => Promise.resolve(void (isOpen = false)),
    writeFile: notMeasured,
    readFile: notMeasured,
    encryptFile: notMeasured,
    decryptFile: notMeasured,
  }
}
