import { InvalidArgumentError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import { recordedEvent } from "../../test/helpers/recordings.ts"
import { failure, result } from "@simplex-chat/core/scripted"
import { type ChatTarget, chatRef } from "../index.ts"

const { chatItems } = recordedEvent("b-direct", "newChatItems") as { chatItems: T.AChatItem[] }
const { contact } = recordedEvent("b-direct", "contactConnected") as unknown as {
  contact: T.Contact
}
const { groupInfo } = recordedEvent("c-groups", "userJoinedGroup") as unknown as {
  groupInfo: T.GroupInfo
}
const { contactId } = contact
const { groupId } = groupInfo

const direct = { chatType: "direct", chatId: contactId } as const
const group = { chatType: "group", chatId: groupId } as const

test.each<[string, ChatTarget, T.ChatRef]>([
  ["a reference", { chatType: "group", chatId: 3 }, { chatType: "group", chatId: 3 }],
  ["a contact", contact, direct],
  ["a group", groupInfo, group],
  ["the chat of a contact", { type: "direct", contact }, direct],
  ["the chat of a group", { type: "group", groupInfo }, group],
  [
    "a support chat, which is not the whole group",
    { type: "group", groupInfo, groupChatScope: { type: "memberSupport" } },
    { ...group, chatScope: { type: "memberSupport", groupMemberId_: undefined } },
  ],
])("a chat is named by %s", (_, chat, ref) => {
  expect(chatRef(chat)).toEqual(ref)
})

test("a part of a group that is not known is refused, not taken for the group", () => {
  const groupChatScope = { type: "brandNew" } as unknown as T.GroupChatScopeInfo
  expect(() => chatRef({ type: "group", groupInfo, groupChatScope })).toThrow(InvalidArgumentError)
})

test("a text and a reply are messages like others", async () => {
  const { api, core } = await openApi(() => result({ type: "newChatItems", chatItems }))
  const [item] = chatItems
  expect(await api.apiSendTextMessage(contact, "hi", undefined, { ttl: 60 })).toEqual(chatItems)
  expect(await api.apiSendTextReply(item!, "yes")).toEqual(chatItems)
  const { chatId } = chatRef(item!.chatInfo)
  expect(core.commands).toEqual([
    `/_send @${contactId} ttl=60 json [{"msgContent":{"type":"text","text":"hi"},"mentions":{}}]`,
    `/_send @${chatId} json [{"quotedItemId":${item!.chatItem.meta.itemId},"msgContent":{"type":"text","text":"yes"},"mentions":{}}]`,
  ])
})

test("a reaction is an emoji, given or taken back", async () => {
  const { api, core } = await openApi(() => result({ type: "chatItemReaction", reaction: {} }))
  await api.apiChatItemReaction(contact, 7, "👍")
  await api.apiChatItemReaction(contact, 7, { type: "emoji", emoji: "👍" }, { add: false })
  expect(core.commands).toEqual([
    `/_reaction @${contactId} 7 on {"type":"emoji","emoji":"👍"}`,
    `/_reaction @${contactId} 7 off {"type":"emoji","emoji":"👍"}`,
  ])
})

test.each(["❤", "❤️", { type: "emoji", emoji: "❤️" } as const])(
  "a heart is sent as the core knows it, however the keyboard wrote it: %j",
  async (reaction) => {
    const { api, core } = await openApi(() =>
      result({ type: "chatItemReaction", added: true, reaction: {} }),
    )
    await api.apiChatItemReaction(direct, 7, reaction)
    expect(core.commands).toEqual([`/_reaction @${contactId} 7 on {"type":"emoji","emoji":"❤"}`])
  },
)

test("a fourth reaction of one person has a code of its own", async () => {
  const { api } = await openApi(() =>
    failure({ type: "error", errorType: { type: "commandError", message: "too many reactions" } }),
  )
  await expect(api.apiChatItemReaction(direct, 7, "👍")).rejects.toMatchObject({
    code: "tooManyReactions",
    perhapsSent: false,
  })
})
