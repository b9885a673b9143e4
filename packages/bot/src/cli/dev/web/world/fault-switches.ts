import type { Faults } from "@simplex-chat/playground/protocol"
import type { Network } from "@simplex-chat/testing"

/** When nothing goes wrong. */
export const noFaults: Faults = {
  delay: 0,
  maxDelayMs: 5000,
  drop: 0,
  duplicate: 0,
  reorder: 0,
  serversDown: false,
  botOffline: false,
  killInReply: false,
}

/** Sets what goes wrong in a network from now on. */
export function applyFaults(network: Network, faults: Faults, botCore: string): void {
  const { delay, maxDelayMs, drop, duplicate, reorder, serversDown, botOffline } = faults
  network.faults.set({ delay, maxDelayMs, drop, duplicate, reorder })
  network.faults.serversDown = serversDown
  network.faults.offline(botCore, botOffline)
}
