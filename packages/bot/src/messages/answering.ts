/** What a handler answers: compared by identity, so that an edit counts as another one. */
export interface Answering {
  readonly text: string
  /** Who sent it, in which chat. */
  readonly sender: string
  /** Whether others are in the chat. */
  readonly isInGroup: boolean
  /** On the clock of the process; undefined for what was read from the database. */
  readonly arrivedAt: number | undefined
}
