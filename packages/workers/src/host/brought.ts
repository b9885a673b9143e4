import { chatRef } from "@simplex-chat/api"
import type { Update } from "@simplex-chat/bot"
import { chatKey } from "@simplex-chat/bot/hosting"
import type { Brought } from "../broker/messages.ts"

/** How an update travels, and the place whose order it keeps. */
export function broughtOf(update: Update): { readonly place: string; readonly brought: Brought } {
  if (update.type === "event") {
    const { event } = update
    return { place: placeOf(event), brought: { type: "event", event } }
  }
  const { message } = update
  // What was typed live is complete, or taken as it is: the host has waited for it.
  const { chatInfo, chatItem } = message.item
  const item = {
    chatInfo,
    chatItem: { ...chatItem, meta: { ...chatItem.meta, itemLive: undefined } },
  }
  const chat = chatKey(chatRef(chatInfo)) ?? ""
  return {
    place: chat,
    brought: message.isEdit
      ? { type: "edit", item }
      : { type: "message", chat, item, isHistory: message.isHistory },
  }
}

function placeOf(event: object): string {
  if ("contact" in event) {
    const { contactId } = (event.contact ?? {}) as { readonly contactId?: number }
    if (contactId !== undefined) return `direct:${contactId}`
  }
  if ("groupInfo" in event) {
    const { groupId } = (event.groupInfo ?? {}) as { readonly groupId?: number }
    if (groupId !== undefined) return `group:${groupId}`
  }
  return "event"
}
