/** What a test expects of a text: all of it, a part of it, or anything a function can judge. */
export type Expected = string | RegExp | ((text: string) => boolean)

/** How long to wait for what a bot does in its own time. */
export interface Patience {
  /**
   * In milliseconds of the host's time; 1,000 when absent. Time in which a busy machine does not run the
   * program, and so not the bot either, counts only in part.
   */
  readonly timeoutMs?: number
}
