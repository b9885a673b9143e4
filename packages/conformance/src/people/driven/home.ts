import type { Servers } from "@simplex-chat/api"

/** Where a person's files and servers are. */
export interface Home {
  /** The folder of received files and of those that the person sends. */
  readonly filesFolder: string
  readonly tempFolder: string
  /** Servers of one's own; the presets of the core when absent. */
  readonly servers?: Servers | undefined
  /** How long closing waits for servers to have what was sent, in milliseconds. */
  readonly settleMs?: number | undefined
  /** How long an expectation waits, in milliseconds. */
  readonly timeoutMs: number
}
