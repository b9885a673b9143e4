/** Where a person's files and servers are. */
export interface Home {
  /** The folder of received files and of those that the person sends. */
  readonly filesFolder: string
  readonly tempFolder: string
  /** Servers of one's own; the presets of the core when absent. */
  readonly smp?: string | undefined
  readonly xftp?: string | undefined
  /** How long an expectation waits, in milliseconds. */
  readonly timeoutMs: number
}
