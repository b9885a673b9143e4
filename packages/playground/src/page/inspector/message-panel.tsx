import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { Inspection } from "../../protocol/index.ts"
import { ask, model } from "../model/client.ts"
import { useStore } from "../model/store.ts"
import { view } from "../model/view-state.ts"
import { JsonView } from "./json-view.tsx"
import { Record } from "./record.tsx"

/** How long to wait for more before what belongs to a message is looked up again, in milliseconds. */
const settleMs = 150

/** What made one message, and what became of it. */
export function MessagePanel(): JSX.Element {
  const inspected = useStore(view, (now) => now.inspected)
  const lastRecord = useStore(model, (now) => now?.records.at(-1)?.id)
  const [found, setFound] = useState<Inspection>()
  const key = JSON.stringify(inspected)
  useEffect(() => setFound(undefined), [key])
  useEffect(() => {
    if (inspected === undefined) return undefined
    const timer = setTimeout(
      () => void ask({ type: "inspect", ...inspected }).then(setFound),
      found === undefined ? 0 : settleMs,
    )
    return () => clearTimeout(timer)
  }, [key, lastRecord])
  const item = useStore(model, (now) =>
    inspected === undefined
      ? undefined
      : now?.chats[inspected.person]
          ?.find(({ ref }) => ref === inspected.chat)
          ?.items.find(({ meta }) => meta.itemId === inspected.item),
  )
  if (inspected === undefined)
    return (
      <p class="empty">
        Choose <em>Inspect</em> at a message to see the commands and events that made it, the
        handlers that ran, and what they changed.
      </p>
    )
  return (
    <div class="records">
      <h3>The message, as {inspected.person} has it</h3>
      {item === undefined ? (
        <p class="muted">It is gone.</p>
      ) : (
        <JsonView key={key} value={item} schema={{ of: "types", tag: "ChatItem" }} />
      )}
      <h3>What happened</h3>
      {found?.records.map((detail) => (
        <Record key={detail.id} row={detail} detail={detail} isOpen={detail.kind === "run"} />
      ))}
      {found?.records.length === 0 && <p class="muted">Nothing was recorded about it.</p>}
    </div>
  )
}
