import type { T } from "@simplex-chat/types"

/** A call that one side invited to. It ends with the process, as the core's does after a while. */
export interface Call {
  readonly itemId: number
  readonly callId: string
  /** Of the called side: what it was invited to. */
  readonly invitation?: T.RcvCallInvitation
}
