import { useEffect, useState } from "preact/hooks"

/** A value that components follow. */
export class Store<Value> {
  #value: Value
  readonly #listeners = new Set<() => void>()

  constructor(value: Value) {
    this.#value = value
  }

  get value(): Value {
    return this.#value
  }

  set(change: Value | ((value: Value) => Value)): void {
    const next = change instanceof Function ? change(this.#value) : change
    if (Object.is(next, this.#value)) return
    this.#value = next
    for (const listener of this.#listeners) listener()
  }

  /** Waits until the value has something. */
  until<Part>(find: (value: Value) => Part | undefined): Promise<Part> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find(this.#value)
        if (found === undefined) return
        stop()
        resolve(found)
      }
      const stop = this.listen(look)
      look()
    })
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** The value, or the part of it that a component needs; it renders again when that changes. */
export function useStore<Value, Part = Value>(
  store: Store<Value>,
  select: (value: Value) => Part = (value) => value as unknown as Part,
): Part {
  const [part, setPart] = useState<{ readonly of: Part }>(() => ({ of: select(store.value) }))
  useEffect(() => {
    const update = () => {
      const next = select(store.value)
      setPart((before) => (Object.is(before.of, next) ? before : { of: next }))
    }
    update()
    return store.listen(update)
  }, [store])
  return select(store.value) === part.of ? part.of : select(store.value)
}
