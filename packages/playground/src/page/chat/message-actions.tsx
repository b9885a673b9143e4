import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import type { Chat } from "../../protocol/index.ts"
import { act } from "../model/client.ts"
import { inspect, type ItemKey } from "../model/view-state.ts"
import { IconButton } from "../ui/button.tsx"
import { MenuItem, Popover } from "../ui/menu.tsx"
import { nameOf } from "./chat-names.ts"
import { isOwn, messageOf } from "./content.ts"
import { ReactionPicker } from "./reactions.tsx"

interface ActionsProps {
  readonly at: ItemKey
  readonly item: T.ChatItem
  readonly info: T.ChatInfo
  /** The person's chats, to forward to. */
  readonly chats: readonly Chat[]
  readonly onReply: () => void
  readonly onEdit: () => void
}

/** What can be done to a message: shown when it has the focus or the pointer. */
export function MessageActions(props: ActionsProps): JSX.Element {
  const { at, item, onReply } = props
  return (
    <div class="message-actions" role="toolbar" aria-label="Message">
      {item.meta.itemDeleted === undefined && (
        <>
          <ReactionPicker at={at} />
          <IconButton icon="reply" label="Reply" onClick={onReply} />
        </>
      )}
      <IconButton icon="inspect" label="Inspect" onClick={() => inspect(at)} />
      <Popover icon="menu" label="More">
        {(close) => <More {...props} close={close} />}
      </Popover>
    </div>
  )
}

function More(props: ActionsProps & { readonly close: () => void }): JSX.Element {
  const { at, item, info, chats, onEdit, close } = props
  const { meta } = item
  const content = messageOf(item)
  const own = isOwn(item)
  const run = (work: () => void) => () => {
    close()
    work()
  }
  const text = content !== undefined && "text" in content ? content.text : ""
  return (
    <>
      {own && meta.editable && (
        <MenuItem icon="edit" onClick={run(onEdit)}>
          Edit
        </MenuItem>
      )}
      {text !== "" && (
        <MenuItem icon="file" onClick={run(() => void navigator.clipboard.writeText(text))}>
          Copy the text
        </MenuItem>
      )}
      {content !== undefined &&
        meta.itemDeleted === undefined &&
        chats.map(({ ref, info: target }) => (
          <MenuItem
            key={ref}
            icon="forward"
            onClick={run(() => void act({ type: "forward", ...at, to: ref }))}
          >
            Forward to {nameOf(target)}
          </MenuItem>
        ))}
      {!own && info.type === "group" && content !== undefined && (
        <>
          <MenuItem
            icon="fault"
            onClick={run(() => void act({ type: "report", ...at, reason: "spam", text: "" }))}
          >
            Report as spam
          </MenuItem>
          <MenuItem
            icon="trash"
            kind="danger"
            onClick={run(() => void act({ type: "delete", ...at, mode: "moderate" }))}
          >
            Delete for everyone, as a moderator
          </MenuItem>
        </>
      )}
      {own && meta.deletable && (
        <MenuItem
          icon="trash"
          kind="danger"
          onClick={run(() => void act({ type: "delete", ...at, mode: "broadcast" }))}
        >
          Delete for everyone
        </MenuItem>
      )}
      <MenuItem
        icon="trash"
        kind="danger"
        onClick={run(() => void act({ type: "delete", ...at, mode: "internal" }))}
      >
        Delete for me
      </MenuItem>
    </>
  )
}
