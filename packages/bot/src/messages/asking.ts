import type { OptionKinds } from "@simplex-chat/core"
// Asking a question: how long to wait for its answer, and what a failure to send it means.

/** How long to wait for a message. */
export interface WaitForMessageOptions {
  /** Gives up after this many milliseconds; never when absent. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export const waitKinds: OptionKinds<WaitForMessageOptions> = { timeoutMs: "ms", signal: "signal" }

/** How to ask. */
export interface AskOptions extends WaitForMessageOptions {
  /**
   * Gives up after this many milliseconds; the bot's `askTimeoutMs` when absent, which is an hour by
   * default.
   */
  readonly timeoutMs?: number | undefined
  /**
   * Whether a command is an answer like any other. Otherwise, and when absent, any command of the same
   * sender, such as `/cancel`, ends the question with the `WaitError` code `left`, and is handled.
   */
  readonly takesCommands?: boolean | undefined
  /**
   * How long to wait for an edit of the answer, which then replaces it, in milliseconds; not at all
   * when absent.
   */
  readonly correctionMs?: number | undefined
}

export const askKinds: OptionKinds<AskOptions> = {
  ...waitKinds,
  takesCommands: "flag",
  correctionMs: "ms",
}

/** How to offer choices. */
export interface ChooseOptions extends Omit<AskOptions, "takesCommands" | "correctionMs"> {
  /** The reply to an answer that is none of the choices; an English hint with the choices when absent. */
  readonly invalid?: string | undefined
}

/**
 * Sends a question and waits for its answer. Rejects as `send` does when that fails and no answer comes.
 *
 * @param waitForAnswer waits until its signal is aborted
 */
export async function ask<Answer>(
  send: () => Promise<unknown>,
  waitForAnswer: (signal: AbortSignal) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  const unsent = new AbortController()
  // First: the answer can come before the core has confirmed the question.
  const answer = waitForAnswer(
    signal === undefined ? unsent.signal : AbortSignal.any([signal, unsent.signal]),
  )
  let failure: { readonly error: unknown } | undefined
  send().catch((error: unknown) => {
    failure = { error }
    unsent.abort(error)
  })
  // An answer shows that the question was sent, also where the core could not confirm it.
  return answer.catch((error: unknown) => {
    throw failure === undefined ? error : failure.error
  })
}
