import type { JSX } from "preact"
import { useState } from "preact/hooks"
import type { RecordRow } from "../../protocol/index.ts"
import { model } from "../model/client.ts"
import { useStore } from "../model/store.ts"
import { Record } from "./record.tsx"

/** How many lines are shown, the newest. */
const shown = 300

/** Everything that happened, newest first. */
export function LogPanel(): JSX.Element {
  const records = useStore(model, (now) => now?.records ?? [])
  const [filter, setFilter] = useState("")
  const fitting = records.filter((row) => fits(row, filter.toLowerCase())).slice(-shown)
  return (
    <div class="records">
      <input
        type="search"
        placeholder="Filter: bot, event, newChatItems, failed"
        aria-label="Filter the log"
        value={filter}
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
      />
      {fitting.toReversed().map((row) => (
        <Record key={row.id} row={row} />
      ))}
      {fitting.length === 0 && <p class="muted">Nothing fits.</p>}
    </div>
  )
}

/** Whether each word is in the line. */
const fits = ({ core, kind, title, failed }: RecordRow, filter: string): boolean => {
  const text = `${core} ${kind} ${title} ${failed ? "failed" : ""}`.toLowerCase()
  return filter.split(/\s+/).every((word) => text.includes(word))
}
