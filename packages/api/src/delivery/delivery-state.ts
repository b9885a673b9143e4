import type { T } from "@simplex-chat/types"

/**
 * How far an own message has got.
 *
 * - `pending`: stored, not handed to a server yet
 * - `delayed`: it cannot be handed over so far, for this reason; the core goes on trying
 * - `sent`: a server has it; `complete` is false while this holds for some members of a group only
 * - `delivered`: the recipient's app has confirmed it, and says in `receipt` whether it could read
 *   it; `complete` as above. Recipients can turn these receipts off
 * - `failed`: the core has given up, for this reason
 * - `unknown`: a status that this version does not know
 */
export type DeliveryState =
  | { readonly state: "pending" }
  | { readonly state: "delayed"; readonly reason: T.SndError }
  | { readonly state: "sent"; readonly complete: boolean }
  | {
      readonly state: "delivered"
      readonly complete: boolean
      readonly receipt: T.MsgReceiptStatus
    }
  | { readonly state: "failed"; readonly reason: T.SndError }
  | { readonly state: "unknown"; readonly status: T.CIStatus }

/** Undefined for the status of a received item. */
export function deliveryState(status: T.CIStatus): DeliveryState | undefined {
  switch (status.type) {
    case "sndNew":
      return { state: "pending" }
    case "sndWarning":
      return { state: "delayed", reason: status.agentError }
    case "sndSent":
      return { state: "sent", complete: status.sndProgress === "complete" }
    case "sndRcvd": {
      const { msgRcptStatus: receipt, sndProgress } = status
      return { state: "delivered", complete: sndProgress === "complete", receipt }
    }
    case "sndErrorAuth":
      return { state: "failed", reason: { type: "auth" } }
    case "sndError":
      return { state: "failed", reason: status.agentError }
    case "rcvNew":
    case "rcvRead":
      return undefined
    default:
      return { state: "unknown", status }
  }
}

/** Nothing can follow it. */
export const isFinal = (state: DeliveryState): boolean =>
  state.state === "failed" || (state.state === "delivered" && state.complete)

/**
 * Whether `next` is news after `state`. Answers and events overtake each other, so an earlier stage
 * can come later.
 */
export function isProgress(state: DeliveryState, next: DeliveryState): boolean {
  return !isFinal(state) && rank(next) >= rank(state) && !isSame(state, next)
}

function rank(state: DeliveryState): number {
  switch (state.state) {
    case "pending":
    case "unknown":
      return 0
    case "delayed":
      return 1
    case "sent":
      return state.complete ? 3 : 2
    case "delivered":
      return state.complete ? 5 : 4
    case "failed":
      return 6
  }
}

const isSame = (one: DeliveryState, other: DeliveryState): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
