import type { Tolerance } from "./notes.ts"

/** A core that ends in the middle of traffic forgets some of what it had received. */
export const lostInCore: Tolerance = {
  name: "lost in the core",
  reason:
    "an agent acknowledges and drops what it had not stored when it ended, if it has sent since: 1 to 7 of 300 in ten restarts",
}

/** A send that was not answered may have arrived. */
export const sentBeforeKill: Tolerance = {
  name: "sent before the kill",
  reason: "a message that was being sent at a kill may have left, without an item that says so",
}
