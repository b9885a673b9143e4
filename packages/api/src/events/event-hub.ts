import { ChatEventError } from "../errors.ts"
import { type WaitOptions, within } from "@simplex-chat/core"
import { checkFunction, knownOptions } from "../checks.ts"
import { type AnyEvent, checkTag, type EventOf, type EventTag } from "./chat-event.ts"
import { Dispatcher, type Listener, type Unsubscribe } from "./dispatcher.ts"
import { BufferedEvents, type EventStreamOptions } from "./event-stream.ts"

/** Gets each event with its tag. It may be asynchronous: receiving does not wait for it. */
export type EventHandler<Tag extends EventTag> = (event: EventOf<Tag>) => unknown

/** Which event to wait for, and how long. */
export interface WaitForOptions<Event> extends WaitOptions {
  /** Takes the first event for which this is true; the first of all when absent. */
  readonly where?: ((event: Event) => boolean) | undefined
}

interface HubCallbacks {
  readonly onListener: () => void
  readonly onError: (error: ChatEventError) => void
}

/** Delivers events to handlers, waits and iterators; keeps the first thousand until there is one. */
export class EventHub {
  readonly #callbacks: HubCallbacks
  readonly #dispatcher: Dispatcher<AnyEvent>
  /** What takes away the handlers that are to be called once. */
  readonly #once = new Map<EventTag, Map<unknown, Unsubscribe>>()
  /** Ends each wait and each iteration in progress. */
  readonly #open = new Set<(error: ChatEventError | undefined) => void>()
  /** Events before the first listener; undefined once there is one. */
  #held: BufferedEvents | undefined = new BufferedEvents({ whenFull: "dropOldest" }, () => {})
  #releasing = false
  #closed = false
  /** Why it was closed, when the application did not ask for it. */
  #failure: ChatEventError | undefined

  constructor(callbacks: HubCallbacks) {
    this.#callbacks = callbacks
    this.#dispatcher = new Dispatcher((cause, { type: tag }) => {
      const problem = `a handler of ${tag} failed`
      callbacks.onError(new ChatEventError("handlerFailed", problem, { cause, tag }))
    })
  }

  publish(event: AnyEvent): void {
    if (this.#held === undefined) this.#dispatcher.dispatch(event)
    else this.#held.push(event)
  }

  on<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): Unsubscribe {
    checkTag(tag)
    checkFunction(handler, "handler")
    const unsubscribe = this.#dispatcher.on(tag, handler as Listener<AnyEvent>)
    this.#release()
    return unsubscribe
  }

  once<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): Unsubscribe {
    checkFunction(handler, "handler")
    this.#takeOnce(tag, handler)
    const unsubscribe = this.on(tag, (event) => {
      this.#takeOnce(tag, handler)
      return handler(event)
    })
    const handlers = this.#once.get(tag) ?? new Map<unknown, Unsubscribe>()
    this.#once.set(tag, handlers.set(handler, unsubscribe))
    return () => this.#takeOnce(tag, handler)
  }

  off<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): void {
    this.#dispatcher.off(tag, handler as Listener<AnyEvent>)
    this.#takeOnce(tag, handler)
  }

  onAny(handler: Listener<AnyEvent>): Unsubscribe {
    checkFunction(handler, "handler")
    const unsubscribe = this.#dispatcher.onAny(handler)
    this.#release()
    return unsubscribe
  }

  events(options: EventStreamOptions): BufferedEvents {
    let unsubscribe: Unsubscribe = () => {}
    const end = (error: ChatEventError | undefined) => stream.end(error)
    const stream: BufferedEvents = new BufferedEvents(options, () => {
      unsubscribe()
      this.#open.delete(end)
    })
    if (this.#closed) stream.end(this.#failure)
    else if (options.signal?.aborted !== true) {
      this.#open.add(end)
      unsubscribe = this.onAny((event) => stream.push(event))
    }
    return stream
  }

  async waitFor<Tag extends EventTag>(
    tag: Tag,
    options: WaitForOptions<EventOf<Tag>>,
  ): Promise<EventOf<Tag>> {
    checkTag(tag)
    knownOptions(options, { where: "function" })
    if (this.#closed) throw this.#failure ?? closed()
    let stop = () => {}
    const event = new Promise<EventOf<Tag>>((resolve, reject) => {
      const unsubscribe = this.on(tag, (event) => {
        try {
          if (options.where === undefined || options.where(event)) resolve(event)
        } catch (error) {
          reject(error as Error)
        }
      })
      const end = (error = closed()) => reject(error)
      this.#open.add(end)
      stop = () => {
        unsubscribe()
        this.#open.delete(end)
      }
    })
    try {
      return await within(event, options, (why, { cause }) => {
        const problem =
          why === "timeout" ? `no ${tag} came in time` : `waiting for ${tag} was given up`
        return new ChatEventError(why, problem, { cause, tag })
      })
    } finally {
      stop()
    }
  }

  /** Ends all that waits for events: with the failure, where there is one. */
  close(failure?: ChatEventError): void {
    if (this.#closed) return
    this.#closed = true
    this.#failure = failure
    for (const end of this.#open) end(failure)
  }

  #takeOnce(tag: EventTag, handler: unknown): void {
    const handlers = this.#once.get(tag)
    handlers?.get(handler)?.()
    handlers?.delete(handler)
  }

  /** The first listener gets what was held, and with it those that are added together with it. */
  #release(): void {
    if (this.#releasing) return
    this.#releasing = true
    this.#callbacks.onListener()
    queueMicrotask(() => {
      const held = this.#held
      this.#held = undefined
      if (held === undefined) return
      if (held.dropped > 0) {
        const problem = `${held.dropped} events came before the first listener, and were dropped`
        this.#callbacks.onError(new ChatEventError("eventsDropped", problem))
      }
      for (const event of held.drain()) this.#dispatcher.dispatch(event)
    })
  }
}

const closed = (): ChatEventError => new ChatEventError("closed", "the api is closed")
