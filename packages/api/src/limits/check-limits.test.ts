import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import { expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import { type ChatApi, LimitError } from "../index.ts"

const alice = { chatType: "direct", chatId: 4 } as const
const club = { chatType: "group", chatId: 1 } as const
const profile = { displayName: "bot", fullName: "" }
const group = { displayName: "club", fullName: "" }
const image = (length: number) => "data:image/jpg;base64,".padEnd(length, "A")
const content = (length: number): T.MsgContent => ({ type: "text", text: "x".repeat(length) })
const settings = (length: number) => ({ businessAddress: false, autoReply: content(length) })
const mentions = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, i]))

/** What is done, with the most that passes, and by what it is too much. */
const situations: [string, number, string, (api: ChatApi, amount: number) => Promise<unknown>][] = [
  ["a text", 15_488, "messageBytes", (api, n) => api.apiSendTextMessage(alice, "x".repeat(n))],
  [
    "a text in two bytes a letter",
    7_744,
    "messageBytes",
    (api, n) => api.apiSendTextMessage(alice, "ж".repeat(n)),
  ],
  [
    "a preview",
    15_476,
    "messageBytes",
    (api, n) =>
      api.send(CC.APISendMessages, messages({ type: "image", text: "", image: image(n) })),
  ],
  [
    "a caption",
    15_488,
    "messageBytes",
    (api, n) => api.send(CC.APISendMessages, messages({ type: "file", text: "x".repeat(n) })),
  ],
  ["an edit", 15_450, "messageBytes", (api, n) => api.apiUpdateChatItem(alice, 7, content(n))],
  ["a welcome text", 15_488, "messageBytes", (api, n) => api.apiSetAddressSettings(1, settings(n))],
  [
    "a first message to a member",
    15_488,
    "messageBytes",
    (api, n) => api.apiSendMemberContactInvitation(4, content(n)),
  ],
  [
    "mentions",
    3,
    "mentions",
    (api, n) => api.apiSendMessages(club, [{ msgContent: content(1), mentions: mentions(n) }]),
  ],
  [
    "mentions in an edit",
    3,
    "mentions",
    (api, n) => api.apiUpdateChatItem(club, 7, content(1), { mentions: mentions(n) }),
  ],
  [
    "a profile image",
    12_000,
    "profileImage",
    (api, n) => api.apiUpdateProfile(1, { ...profile, image: image(n) }),
  ],
  [
    "the image of a new user",
    12_000,
    "profileImage",
    (api, n) => api.apiCreateActiveUser({ ...profile, image: image(n) }),
  ],
  [
    "the image of a new group",
    12_000,
    "profileImage",
    (api, n) => api.apiNewGroup(1, { ...group, image: image(n) }),
  ],
  [
    "the image of a group",
    12_000,
    "profileImage",
    (api, n) => api.apiUpdateGroupProfile(1, { ...group, image: image(n) }),
  ],
]

const messages = (msgContent: T.MsgContent): CC.APISendMessages => ({
  sendRef: alice,
  liveMessage: false,
  signMessages: false,
  composedMessages: [{ msgContent, mentions: {} }],
})

test.each(situations)("%s: at most %d, more is refused before it is sent", async (...situation) => {
  const [, allowed, limit, act] = situation
  const { api, core } = await openApi()
  await act(api, allowed).catch((error: unknown) => expect(error).not.toBeInstanceOf(LimitError))
  expect(core.commands).toHaveLength(1)
  const error = await act(api, allowed + 1).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(LimitError)
  expect(error).toMatchObject({ limit })
  expect(core.commands).toHaveLength(1)
})

test("one member is mentioned once", async () => {
  const { api, core } = await openApi()
  const twice = [{ msgContent: content(1), mentions: { ann: 3, annie: 3 } }] as const
  await expect(api.apiSendMessages(club, [twice[0]])).rejects.toMatchObject({
    limit: "mentionsOfOneMember",
    message: "APISendMessages: 2 mentions of one member, where 1 are allowed",
  })
  expect(core.commands).toEqual([])
})
