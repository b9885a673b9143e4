import type { Message } from "../messages/message.ts"
import { after } from "../scheduling/after.ts"
import { currentRun } from "../scheduling/handler-run.ts"

interface Pending {
  message: Message
  readonly finish: () => void
}

/** Answers that their senders may still correct. */
export class Corrections {
  readonly #pending = new Map<number, Pending>()

  /**
   * Waits for edits of a message. Meanwhile the handler blocks no other message.
   *
   * @param ms how long
   * @returns the message as it is then
   */
  wait(message: Message, ms: number): Promise<Message> {
    const run = currentRun.getStore()
    return new Promise((resolve) => {
      const pending: Pending = {
        message,
        finish: () => {
          if (!this.#pending.delete(message.id)) return
          clearTimeout(timer)
          removeCleanup?.()
          run?.resume()
          resolve(pending.message)
        },
      }
      const removeCleanup = run?.onEnd(pending.finish)
      const timer = after(ms, pending.finish)
      this.#pending.set(message.id, pending)
      run?.suspend()
    })
  }

  /** Takes an edit, if its message is waited for. */
  take(edit: Message): boolean {
    const pending = this.#pending.get(edit.id)
    if (pending !== undefined) pending.message = edit
    return pending !== undefined
  }

  /** The messages are as they are now: the bot stops. */
  stop(): void {
    for (const { finish } of this.#pending.values()) finish()
  }
}
