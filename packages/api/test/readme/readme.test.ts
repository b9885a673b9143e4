import type { T } from "@simplex-chat/types"
import { expect, test, vi } from "vitest"
import type { ChatApi } from "../../src/index.ts"
import { openApi, turn, until } from "../helpers/open-api.ts"
import { type Frame, recordedEvent, recordedFrames } from "../helpers/recordings.ts"
import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"
import { recipes } from "./recipes.ts"

const opened: ScriptedCore[] = []
vi.mock("@simplex-chat/core-ffi", () => ({
  openCore: async () => {
    const core = new ScriptedCore(
      (command) => answers.find(([start]) => command.startsWith(start))![1],
    )
    opened.push(core)
    return core
  },
}))

type Code = Record<string, (...args: unknown[]) => Promise<unknown>>
const recipe = async (number: number, name: string, ...args: unknown[]): Promise<unknown> => {
  const code = (await import(`#recipe/${number}`)) as Code
  return code[name]?.(...args)
}

const { chatItems } = recordedEvent("b-direct", "newChatItems") as { chatItems: T.AChatItem[] }
const connected = recordedEvent("b-direct", "contactConnected") as { contact: T.Contact }
const chat = { chatType: "direct", chatId: 4 }
const newItems = (items: T.AChatItem[]) => ({ type: "newChatItems", user: {}, chatItems: items })
const sentItem = withMeta(chatItems[0]!, { itemStatus: { type: "sndNew" }, itemId: 50 })
const links = { connFullLink: "simplex:/contact", connShortLink: "https://127.0.0.1/a#x" }

const answers: [string, string][] = [
  ["/_start", result({ type: "chatStarted" })],
  ["/_stop", result({ type: "chatStopped" })],
  ["/user", refusal("noActiveUser")],
  [
    "/_create user",
    result({ type: "activeUser", user: { userId: 1, localDisplayName: "squire" } }),
  ],
  ["/_send", result(newItems([sentItem]))],
]

function withMeta(item: T.AChatItem, meta: Partial<T.CIMeta>): T.AChatItem {
  return { ...item, chatItem: { ...item.chatItem, meta: { ...item.chatItem.meta, ...meta } } }
}

/** A message from a contact. */
function received(text: string): T.AChatItem {
  const content = { type: "rcvMsgContent", msgContent: { type: "text", text } } as const
  const item = withMeta(chatItems[0]!, { itemText: text })
  return { ...item, chatItem: { ...item.chatItem, chatDir: { type: "directRcv" }, content } }
}

const plan = { type: "contactAddress", contactAddressPlan: { type: "ok" } }

const open = (more: [string, string][] = []) =>
  openApi((command) => {
    const answer = [...more, ...answers].find(([start]) => command.startsWith(start))
    return answer?.[1] ?? refusal("commandError")
  })

test("there are ten", () => {
  expect(recipes().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test("1. it opens, creates the user, starts, and closes at a signal", async () => {
  const running = recipe(1, "run")
  await until(() => opened[0]?.commands.includes("/_start") === true)
  await turn()
  process.emit("SIGINT")
  await running
  expect(opened[0]?.commands.map((text) => text.split(" ")[0])).toEqual([
    "/user",
    "/_create",
    "/version",
    "/_start",
    "/_stop",
  ])
  expect(opened[0]?.closes).toBe(1)
})

test("2. it answers what was received, and nothing else", async () => {
  const { api, core } = await open()
  await recipe(2, "echo", api)
  core.emit(newItems([sentItem, received("hello")]))
  await until(() => core.commands.length === 1)
  expect(core.commands[0]).toContain("You said: hello")
})

test("3. it makes an address once", async () => {
  const contactLink = { connLinkContact: links }
  const settings: [string, string] = [
    "/_address_settings",
    result({ type: "userContactLinkUpdated", contactLink }),
  ]
  const none = await open([
    settings,
    ["/_show_address", refusal("userContactLinkNotFound")],
    ["/_address 1", result({ type: "userContactLinkCreated", connLinkContact: links })],
  ])
  expect(await recipe(3, "openAddress", none.api, 1)).toBe(links.connShortLink)
  expect(none.core.commands).toHaveLength(3)
  const one = await open([
    settings,
    ["/_show_address", result({ type: "userContactLink", contactLink })],
  ])
  expect(await recipe(3, "openAddress", one.api, 1)).toBe(links.connShortLink)
  expect(one.core.commands).toHaveLength(2)
})

test("4. it greets the contact behind the link, and fails when the command does", async () => {
  const { contact } = connected
  const { api, core } = await open([
    ["/user", result({ type: "activeUser", user: { userId: 1 } })],
    ["/_connect plan", result({ type: "connectionPlan", connectionPlan: plan, connLink: links })],
    [
      "/_connect 1",
      result({ type: "sentInvitation", connection: { pccConnId: contact.activeConn?.connId } }),
    ],
  ])
  const greeted = recipe(4, "greet", api, links.connShortLink)
  await until(() => core.commands.length === 3)
  core.emit(connected)
  await greeted
  expect(core.commands[3]).toMatch(`/_send @${contact.contactId} `)
  const other = await open([
    ["/user", result({ type: "activeUser", user: { userId: 1 } })],
    ["/_connect", refusal("invalidConnReq")],
  ])
  await expect(recipe(4, "greet", other.api, "x")).rejects.toMatchObject({ code: "invalidConnReq" })
})

test("5. it makes a group with a link, and moderates", async () => {
  const { api, core } = await open([
    ["/_group 1", result({ type: "groupCreated", groupInfo: { groupId: 3 } })],
    ["/_create link", result({ type: "groupLinkCreated", groupLink: { connLinkContact: links } })],
    ["/_delete member item", result({ type: "chatItemsDeleted", chatItemDeletions: [] })],
    ["/_block", result({ type: "membersBlockedForAllUser", members: [] })],
  ])
  expect(await recipe(5, "openGroup", api, 1)).toBe(links.connShortLink)
  const inGroup = (text: string) => {
    const { chatItem } = received(text)
    const chatDir = { type: "groupRcv", groupMember: { groupMemberId: 8 } }
    return {
      chatInfo: { type: "group", groupInfo: { groupId: 3 } },
      chatItem: { ...chatItem, chatDir },
    } as T.AChatItem
  }
  core.emit(newItems([inGroup("hello"), inGroup("Best CASINO"), received("casino")]))
  await until(() => core.commands.length === 4)
  expect(core.commands.slice(2)).toEqual([
    `/_delete member item #3 ${chatItems[0]!.chatItem.meta.itemId}`,
    "/_block #3 8 blocked=on",
  ])
})

test.each([
  [{ type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "complete" } as const, "delivered"],
  [{ type: "sndError", agentError: { type: "quota" } } as const, "quota"],
])("6. it reports what became of a message: %j", async (itemStatus, reported) => {
  const { api, core } = await open()
  const delivered = recipe(6, "deliver", api, chat, "hi")
  await until(() => core.commands.length === 1)
  core.emit({ type: "chatItemsStatusesUpdated", chatItems: [withMeta(sentItem, { itemStatus })] })
  api.onAny(() => {})
  expect(await delivered).toBe(reported)
})

test("7. it sends a long text in parts", async () => {
  const { api, core } = await open()
  await recipe(7, "sendLong", api, chat, "some words ".repeat(4000))
  expect(core.commands).toHaveLength(3)
})

test("8. it receives a file and sends it back", async () => {
  const frames = recordedFrames("d-files")
  const said = (ctrl: string, tag: string) =>
    frames.flatMap((frame: Frame) => {
      const envelope = "resp" in frame ? frame.resp : "event" in frame ? frame.event : undefined
      if (frame.ctrl !== ctrl || envelope === undefined || !("result" in envelope)) return []
      return envelope.result.type === tag ? [envelope.result] : []
    })[0]!
  const offer = frames
    .flatMap((frame) => ("event" in frame && "result" in frame.event ? [frame.event.result] : []))
    .find(
      (event) => event.type === "newChatItems" && JSON.stringify(event).includes("rcvInvitation"),
    )!
  const ownFile = frames
    .flatMap((frame) => ("resp" in frame && "result" in frame.resp ? [frame.resp.result] : []))
    .find(({ type }) => type === "newChatItems")!
  const { api, core } = await open([
    ["/freceive", result(said("bob", "rcvFileAccepted"))],
    ["/_send", result(ownFile)],
  ])
  await recipe(8, "sendBack", api)
  core.emit(offer, said("bob", "rcvFileComplete"))
  await until(() => core.commands.length === 2)
  expect(core.commands[1]).toContain('"fileSource":{"filePath":"doc.bin"}')
  core.emit(said("alice", "sndFileCompleteXFTP"))
})

test("9. it distinguishes errors by their code", async () => {
  const tooLong = JSON.stringify({
    error: { type: "errorStore", storeError: { type: "largeMsg" } },
  })
  const tell = async (answer: string) => {
    const { api } = await open([["/_send", answer]])
    return recipe(9, "trySend", api, chat, "hi")
  }
  expect(await tell(result(newItems([sentItem])))).toBe("sent")
  expect(await tell(tooLong)).toBe("too long")
  expect(await tell(refusal("contactNotReady"))).toBe("not connected yet")
  expect(await tell(refusal("dBException"))).toBe("perhaps sent")
  await expect(tell(refusal("chatNotStarted"))).rejects.toMatchObject({ code: "chatNotStarted" })
})

test("10. it counts the contacts of each user", async () => {
  let active = 1
  const { api } = await openApi((command) => {
    const user = (userId: number) => ({ userId, localDisplayName: `user ${userId}` })
    if (command === "/users") {
      return result({ type: "usersList", users: [{ user: user(1) }, { user: user(2) }] })
    }
    const [, switched] = /^\/_user (\d)/.exec(command) ?? []
    if (switched !== undefined) active = Number(switched)
    if (command.startsWith("/_contacts")) {
      return command === `/_contacts ${active}`
        ? result({ type: "contactsList", contacts: Array(active).fill({}) })
        : refusal("differentActiveUser")
    }
    return result({ type: "activeUser", user: user(active) })
  })
  const counts = await recipe(10, "countContacts", api satisfies ChatApi)
  expect(counts).toEqual(
    new Map([
      ["user 1", 1],
      ["user 2", 2],
    ]),
  )
})
