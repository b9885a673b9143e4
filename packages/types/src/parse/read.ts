/** What was read: the value and where it ends. */
export interface Read {
  readonly value: unknown
  readonly end: number
}
