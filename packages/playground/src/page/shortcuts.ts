import { act, model } from "./model/client.ts"
import { change, view } from "./model/view-state.ts"

/** Keys that work everywhere on the page. */
export function onShortcut(event: KeyboardEvent): void {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const state = model.value?.state
  if (state === undefined) return
  // By the place of the key: with Alt, some systems write another letter.
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  if (digit !== undefined) focusPerson(Number(digit) - 1)
  else if (event.code === "KeyP") void act({ type: "pause", paused: !state.time.paused })
  else if (event.code === "KeyN") void act({ type: "deliver" })
  else if (event.code === "KeyI")
    change({ panel: view.value.panel === undefined ? "log" : undefined })
  else return
  event.preventDefault()
}

function focusPerson(index: number): void {
  const person = model.value?.state.people[index]
  if (person === undefined) return
  change({ person: person.id })
  const field = document.querySelectorAll<HTMLElement>(".column")[index]?.querySelector("textarea")
  // A narrow window shows the column only now.
  setTimeout(() => field?.focus())
}
