/** Something with a tag to listen for. */
interface WithTag {
  readonly type: string
}

/** Called for each event; a promise that it returns is not awaited, but its rejection is reported. */
export type Listener<Event> = (event: Event) => unknown

/** Takes the listener away again. */
export type Unsubscribe = () => void

/**
 * Calls the listeners of a tag, then those of all tags, in the order in which they were added. One
 * that is added or removed meanwhile counts from the next event on.
 */
export class Dispatcher<Event extends WithTag> {
  readonly #onFailure: (error: unknown, event: Event) => void
  // Arrays that are replaced, not changed: the one that is being gone through stays as it is.
  readonly #byTag = new Map<string, readonly Listener<Event>[]>()
  #any: readonly Listener<Event>[] = []

  constructor(onFailure: (error: unknown, event: Event) => void) {
    this.#onFailure = onFailure
  }

  on(tag: string, listener: Listener<Event>): Unsubscribe {
    this.#byTag.set(tag, added(this.#byTag.get(tag) ?? [], listener))
    return () => this.off(tag, listener)
  }

  off(tag: string, listener: Listener<Event>): void {
    const left = (this.#byTag.get(tag) ?? []).filter((other) => other !== listener)
    if (left.length > 0) this.#byTag.set(tag, left)
    else this.#byTag.delete(tag)
  }

  onAny(listener: Listener<Event>): Unsubscribe {
    this.#any = added(this.#any, listener)
    return () => {
      this.#any = this.#any.filter((other) => other !== listener)
    }
  }

  dispatch(event: Event): void {
    const listeners = this.#byTag.get(event.type)
    if (listeners !== undefined) for (const listener of listeners) this.#call(listener, event)
    for (const listener of this.#any) this.#call(listener, event)
  }

  #call(listener: Listener<Event>, event: Event): void {
    try {
      const done = listener(event)
      if (isThenable(done)) done.then(undefined, (error: unknown) => this.#onFailure(error, event))
    } catch (error) {
      this.#onFailure(error, event)
    }
  }
}

const added = <Item>(list: readonly Item[], item: Item): readonly Item[] =>
  list.includes(item) ? list : [...list, item]

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  )
}
