import { CallError, ClosedError } from "@simplex-chat/core"
import type { Worker } from "node:worker_threads"
import type { Controller } from "../native/library.ts"
import {
  batchTaken,
  newBell,
  newControl,
  requestEnd,
  requestStop,
  ring,
} from "../threads/control.ts"
import type { Attachment, NativePlace, ReceiverMessage } from "../threads/messages.ts"
import { spawnThread } from "../threads/spawn.ts"
import { EventQueue } from "./event-queue.ts"
import type { Receiver } from "./receiver.ts"

/** A receiving thread, seen from outside. */
export class ReceiverThread {
  readonly bell = newBell()
  readonly members = new Map<number, SharedReceiver>()
  readonly worker: Worker
  readonly #ended: () => void

  constructor(place: NativePlace, ended: () => void) {
    this.#ended = ended
    this.worker = spawnThread({ ...place, role: "receive", bell: this.bell })
    this.worker.on("message", (message: ReceiverMessage) => {
      this.members.get(message.id)?.heard(message)
    })
    let cause: unknown
    this.worker.once("error", (error) => (cause = error))
    this.worker.once("exit", () => {
      ended()
      for (const member of this.members.values())
        member.threadEnded(
          cause === undefined
            ? new ClosedError("receive")
            : new CallError("receive", "its thread ended", { cause }),
        )
    })
  }

  leave(member: SharedReceiver): void {
    this.members.delete(member.id)
    if (this.members.size > 0) return this.keepAlive()
    this.#ended() // no other may join it now
    requestEnd(this.bell)
  }

  /** The thread keeps the process alive as long as one of its members does. */
  keepAlive(): void {
    if ([...this.members.values()].some((member) => member.keepsAlive)) this.worker.ref()
    else this.worker.unref()
  }
}

let lastId = 0

/** Receives on a thread of this package, which may receive from others, too. */
export class SharedReceiver implements Receiver {
  readonly id = ++lastId
  readonly events: EventQueue
  readonly #thread: ReceiverThread
  readonly #control = newControl()
  readonly #stopped = Promise.withResolvers<void>()
  #keepsAlive = true

  constructor(thread: ReceiverThread, ctrl: Controller) {
    this.#thread = thread
    this.events = new EventQueue(() => batchTaken(this.#control, thread.bell))
    thread.members.set(this.id, this)
    thread.keepAlive()
    const attachment: Attachment = { id: this.id, ctrl, control: this.#control }
    thread.worker.postMessage(attachment)
    ring(thread.bell)
  }

  get keepsAlive(): boolean {
    return this.#keepsAlive
  }

  stop(): Promise<void> {
    requestStop(this.#control, this.#thread.bell)
    return this.#stopped.promise
  }

  /** The thread ends when nothing else uses it. */
  release(): void {
    this.#thread.leave(this)
  }

  unref(): void {
    this.#keepsAlive = false
    this.#thread.keepAlive()
  }

  heard(message: ReceiverMessage): void {
    if (message.type === "events") this.events.push(message.events)
    else if (message.type === "stopped") this.#stopped.resolve()
    else this.events.fail(new CallError("receive", message.problem))
  }

  threadEnded(error: Error): void {
    this.#stopped.resolve()
    this.events.end(error)
  }
}
