/** With this many batches waiting for a reader, no more are taken from the core. */
export const mostBatches = 8

// A batch ends when it has this many events or characters, or when there are no more.
const batchEvents = 64
const batchCharacters = 1 << 20

/** What there is of events, as far as it belongs into one batch; `next` returns NULL or "" at its end. */
export function batchOf(next: () => string | null, first: readonly string[] = []): string[] {
  const events = [...first]
  for (let characters = first.join("").length; ;) {
    if (events.length >= batchEvents || characters >= batchCharacters) break
    const event = next()
    // A NULL here is seen again, and reported, by the next receive that waits.
    if (event === null || event === "") break
    events.push(event)
    characters += event.length
  }
  return events
}
