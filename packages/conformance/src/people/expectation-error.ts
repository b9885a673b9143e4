/** What a scenario expected did not happen. The message shows what the person saw instead. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError"
  /** What the person saw, a line for each item. */
  readonly seen: readonly string[]

  constructor(what: string, seen: readonly string[]) {
    const shown = seen.length === 0 ? "  nothing" : seen.map((line) => `  ${line}`).join("\n")
    super(`${what}. Seen:\n${shown}`)
    this.seen = seen
  }
}
