import type { Action } from "@simplex-chat/playground/protocol"

/** What a person's core is commanded for an action; undefined for actions that take more than one. */
export function commandFor(action: Action): string | undefined {
  switch (action.type) {
    case "say": {
      const { chat, text, quote, live = false, mentions = {} } = action
      const message = { msgContent: { type: "text", text }, mentions, ...quoted(quote) }
      return `/_send ${chat} ${live ? "live=on " : ""}json ${JSON.stringify([message])}`
    }
    case "edit": {
      const { chat, item, text, live = false } = action
      const message = { msgContent: { type: "text", text }, mentions: {} }
      return `/_update item ${chat} ${item} ${live ? "live=on " : ""}json ${JSON.stringify(message)}`
    }
    case "delete":
      return action.mode === "moderate"
        ? `/_delete member item ${action.chat} ${action.item}`
        : `/_delete item ${action.chat} ${action.item} ${action.mode}`
    case "react": {
      const reaction = JSON.stringify({ type: "emoji", emoji: action.emoji })
      return `/_reaction ${action.chat} ${action.item} ${action.add ? "on" : "off"} ${reaction}`
    }
    case "forward":
      return `/_forward ${action.to} ${action.chat} ${action.item}`
    case "report":
      return `/_report ${action.chat} ${action.item} reason=${action.reason} ${action.text}`.trimEnd()
    case "receiveFile":
      return `/freceive ${action.file} approved_relays=on`
    case "read":
      return `/_read chat ${action.chat}`
    case "invite":
      return `/_add ${action.chat} ${action.contact} member`
    case "join":
      return `/_join ${action.chat}`
    case "leave":
      return `/_leave ${action.chat}`
    case "setRole":
      return `/_member role ${action.chat} ${action.member} ${action.role}`
    case "block":
      return `/_block ${action.chat} ${action.member} blocked=${action.blocked ? "on" : "off"}`
    case "removeMember":
      return `/_remove ${action.chat} ${action.member}`
    case "command":
      return action.text
    default:
      return undefined
  }
}

/** The part of a message that makes it a reply. */
export const quoted = (item: number | undefined): { quotedItemId?: number } =>
  item === undefined ? {} : { quotedItemId: item }
