import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { timeOf } from "./content.ts"

/** Below a message: when, edited, disappearing, how far it has got. */
export function MessageStatus({ meta }: { readonly meta: T.CIMeta }): JSX.Element {
  const { itemStatus, itemEdited, itemTimed, itemTs } = meta
  const [mark, label] = markOf(itemStatus)
  return (
    <span class="status">
      {itemTimed !== undefined && (
        <span title={timedText(itemTimed)} role="img" aria-label={timedText(itemTimed)}>
          ⏱ {itemTimed.ttl} s
        </span>
      )}
      {itemEdited && meta.itemDeleted === undefined && <span>edited</span>}
      <time dateTime={itemTs}>{timeOf(itemTs)}</time>
      {mark !== "" && (
        <span class={`mark ${itemStatus.type}`} role="img" aria-label={label} title={label}>
          {mark}
        </span>
      )}
    </span>
  )
}

const timedText = ({ ttl, deleteAt }: T.CITimed): string =>
  deleteAt === undefined
    ? `disappears ${ttl} s after it is read`
    : `disappears at ${new Date(deleteAt).toLocaleTimeString()}`

function markOf(status: T.CIStatus): readonly [mark: string, label: string] {
  switch (status.type) {
    case "sndNew":
      return ["…", "not sent yet"]
    case "sndSent":
      return ["✓", "sent"]
    case "sndRcvd":
      return ["✓✓", "received"]
    case "sndErrorAuth":
    case "sndError":
      return ["✗", "could not be sent"]
    case "sndWarning":
      return ["!", "not sent yet: trying again"]
    case "rcvNew":
    case "rcvRead":
    case "invalid":
      return ["", ""]
  }
}
