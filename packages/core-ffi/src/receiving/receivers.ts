import type { Controller } from "../native/library.ts"
import { requestEnd } from "../threads/control.ts"
import type { NativePlace } from "../threads/messages.ts"
import type { NodeThread } from "../threads/node-thread.ts"
import type { ThreadPool } from "../threads/pool.ts"
import { NodeReceiver } from "./node-receiver.ts"
import type { Receiver } from "./receiver.ts"
import { ReceiverThread, SharedReceiver } from "./shared-receiver.ts"

// More than two do not receive faster: the run-time system of the core runs one thread of its own at
// a time.
const mostThreads = 2

/**
 * The threads that receive events, and who receives on which: one core on a thread of Node's, if it
 * can be had, all others on one or two of this package.
 */
export class Receivers {
  readonly #place: NativePlace
  readonly #pool: ThreadPool
  readonly #nodeThread: NodeThread | undefined
  readonly #threads = new Set<ReceiverThread>()
  #onNodeThread: NodeReceiver | undefined

  constructor(place: NativePlace, pool: ThreadPool, nodeThread: NodeThread | undefined) {
    this.#place = place
    this.#pool = pool
    this.#nodeThread = nodeThread
  }

  /**
   * Starts to receive from a controller.
   *
   * @throws {LoadError} where the system allows no more threads
   */
  join(ctrl: Controller): Receiver {
    if (this.#nodeThread?.take() !== true) return new SharedReceiver(this.#leastBusy(), ctrl)
    const receiver = new NodeReceiver(this.#nodeThread, this.#place, this.#pool, ctrl)
    return (this.#onNodeThread = receiver)
  }

  #leastBusy(): ReceiverThread {
    const most = this.#nodeThread === undefined ? mostThreads : mostThreads - 1
    if (this.#threads.size < most) {
      const thread = new ReceiverThread(this.#place, () => this.#threads.delete(thread))
      this.#threads.add(thread)
      return thread
    }
    return [...this.#threads].reduce((a, b) => (b.members.size < a.members.size ? b : a))
  }

  /** Whether a call hangs that is not counted as in flight. */
  get isHanging(): boolean {
    return this.#onNodeThread?.isOverdue === true
  }

  /** Ends all threads, when the process ends. */
  end(): void {
    for (const thread of this.#threads) requestEnd(thread.bell)
  }
}
