import { CC, type CEvt, type ChatEvent, type CR, type T } from "@simplex-chat/types"
import { describe, expectTypeOf, test } from "vitest"
import {
  type AnyEvent,
  type ChatApi,
  type ChatCommandError,
  type DeliveryState,
  type EventTag,
  type ReceivedFile,
  type Tagged,
  type UnknownEvent,
  type UserApi,
} from "../src/index.ts"

// Checked by the compiler alone (`pnpm typecheck`): nothing of this is called.
declare const api: ChatApi

describe("sending", () => {
  test("gives the answers of the command, without the error", () => {
    const contacts = () => api.send(CC.APIListContacts, { userId: 1 })
    expectTypeOf(contacts).returns.resolves.toEqualTypeOf<CR.ContactsList>()
    const file = () => api.send(CC.ReceiveFile, { fileId: 1, userApprovedRelays: true })
    expectTypeOf(file).returns.resolves.toEqualTypeOf<
      CR.RcvFileAccepted | CR.RcvFileAcceptedSndCancelled
    >()
    const start = () => api.send(CC.StartChat, { mainApp: true, enableSndFiles: true })
    expectTypeOf(start).returns.resolves.toEqualTypeOf<CR.ChatStarted | CR.ChatRunning>()
    expectTypeOf(() => api.sendChatCmd("/version")).returns.resolves.toEqualTypeOf<Tagged>()
  })

  test("gives the answers of commands beyond the reference, too", () => {
    const chatRef = { chatType: "group", chatId: 1 } as const
    const read = () => api.send(CC.APIChatRead, { chatRef })
    expectTypeOf(read).returns.resolves.toEqualTypeOf<CR.CmdOk | CR.MemberSupportChatRead>()
    const info = () => api.send(CC.APIGetChatItemInfo, { chatRef, chatItemId: 7 })
    expectTypeOf(info).returns.resolves.toEqualTypeOf<CR.ChatItemInfo>()
    const connected = () =>
      api.send(CC.APIConnectPreparedContact, { contactId: 4, incognito: false })
    expectTypeOf(connected).returns.resolves.toEqualTypeOf<
      CR.StartedConnectionToContact | CR.ContactAlreadyExists
    >()
    const last = () => api.send(CC.LastMessages, { count: 10, search: "hi" })
    expectTypeOf(last).returns.resolves.toEqualTypeOf<CR.ChatItems>()
    const version = () => api.send(CC.ShowVersion, {})
    expectTypeOf(version).returns.resolves.toEqualTypeOf<CR.VersionInfo>()
    const shown = () => api.send(CC.APISetProfileAddress, { userId: 1, enable: true })
    expectTypeOf(shown).returns.resolves.toEqualTypeOf<
      CR.UserProfileUpdated | CR.UserProfileNoChange
    >()
    // @ts-expect-error a code is digits as a text
    void (() => api.send(CC.APIVerifyContact, { contactId: 4, connectionCode: 12345 }))
    // @ts-expect-error there is no such kind of content
    void (() => api.send(CC.APIGetChat, { chatRef, contentTag: 5, pagination: { type: "last" } }))
    // @ts-expect-error one operator is needed at least
    void (() => api.send(CC.APIAcceptConditions, { conditionsId: 1, operatorIds: [] }))
  })

  test("refuses wrong parameters", () => {
    // @ts-expect-error a required parameter is missing
    void (() => api.send(CC.APIListContacts, {}))
    // @ts-expect-error an id is a number
    void (() => api.send(CC.APIListContacts, { userId: "1" }))
    // @ts-expect-error there is no such parameter
    void (() => api.send(CC.APIListContacts, { userId: 1, all: true }))
    // @ts-expect-error one message is needed at least
    void (() => api.apiSendMessages({ chatType: "direct", chatId: 1 }, []))
    // @ts-expect-error there is no such role
    void (() => api.apiAddMember(1, 2, "king"))
    // @ts-expect-error a command is no text
    void (() => api.send("/users", {}))
    // @ts-expect-error there is no such kind of chat
    void (() => api.apiSendTextMessage({ chatType: "@", chatId: 1 }, "hi"))
    // @ts-expect-error a prepared link is needed, as without it another command would be sent
    void (() => api.apiConnect(1, false))
    expectTypeOf<ChatApi["apiConnect"]>().toBeFunction()
  })

  test("is the same for one user", () => {
    expectTypeOf<UserApi["apiListContacts"]>().toEqualTypeOf<ChatApi["apiListContacts"]>()
    expectTypeOf<UserApi["send"]>().toEqualTypeOf<ChatApi["send"]>()
  })
})

describe("methods", () => {
  test("give what one asks for", () => {
    expectTypeOf<ChatApi["apiGetUserAddress"]>().returns.resolves.toEqualTypeOf<
      T.UserContactLink | undefined
    >()
    expectTypeOf<ChatApi["apiCreateGroupLink"]>().returns.resolves.toBeString()
    expectTypeOf<ChatApi["apiGetChatItemTTL"]>().returns.resolves.toBeNumber()
    expectTypeOf<ChatApi["apiGetContactCode"]>().returns.resolves.toBeString()
    expectTypeOf<ChatApi["apiTestServer"]>().returns.resolves.toEqualTypeOf<
      T.ProtocolTestFailure | undefined
    >()
    expectTypeOf<ChatApi["apiListMembers"]>().returns.resolves.toEqualTypeOf<T.GroupMember[]>()
    expectTypeOf<ChatApi["receiveFile"]>().returns.resolves.toEqualTypeOf<ReceivedFile>()
  })

  test("give a union to look into where a failure is an answer", async () => {
    const created = () => api.apiNewPublicGroup(1, [1], { displayName: "news", fullName: "" })
    type Created = Awaited<ReturnType<typeof created>>
    expectTypeOf<Created>().toEqualTypeOf<CR.PublicGroupCreated | CR.PublicGroupCreationFailed>()
    // @ts-expect-error there is a group only if it was created
    void (async () => void (await created()).groupInfo)
  })
})

describe("events", () => {
  test("narrow by their tag", () => {
    void (() =>
      api.on("newChatItems", (event) => {
        expectTypeOf(event).toEqualTypeOf<CEvt.NewChatItems>()
      }))
    void (() =>
      api.once("chatError", (event) => {
        expectTypeOf(event.chatError).toEqualTypeOf<T.ChatError>()
      }))
    void (() =>
      api.on("unknown", (event) => {
        expectTypeOf(event).toEqualTypeOf<UnknownEvent>()
      }))
    const waiting = () =>
      api.waitFor("contactConnected", { where: ({ contact }) => contact.contactUsed })
    expectTypeOf(waiting).returns.resolves.toEqualTypeOf<CEvt.ContactConnected>()
  })

  test("of all tags narrow as well, and the unknown ones do not spoil it", () => {
    expectTypeOf<AnyEvent>().toEqualTypeOf<ChatEvent | UnknownEvent>()
    void (() =>
      api.onAny((event) => {
        if (event.type === "newChatItems") expectTypeOf(event).toEqualTypeOf<CEvt.NewChatItems>()
        if (event.type === "unknown")
          expectTypeOf(event.json).toEqualTypeOf<Record<string, unknown>>()
      }))
    void (async () => {
      for await (const event of api.events()) expectTypeOf(event).toEqualTypeOf<AnyEvent>()
    })
  })

  test("that are not declared have no tag of their own", () => {
    expectTypeOf<"networkStatuses">().not.toExtend<EventTag>()
    // @ts-expect-error listen to "unknown" and look at its tag
    void (() => api.on("networkStatuses", () => {}))
    // @ts-expect-error the handler is for another event
    void (() => api.on("newChatItems", (event: CEvt.ContactConnected) => event))
  })
})

test("an error's code can be switched on, and can be a new one", () => {
  type Code = ChatCommandError["code"]
  expectTypeOf<"largeMsg">().toExtend<Code>()
  expectTypeOf<"SMP AUTH">().toExtend<Code>()
  expectTypeOf<"unexpectedResponse">().toExtend<Code>()
  expectTypeOf<string>().toExtend<Code>()
  expectTypeOf<ChatCommandError["chatError"]>().toEqualTypeOf<T.ChatError | undefined>()
})

test("a delivery that failed has its reason", () => {
  type Failed = Extract<DeliveryState, { state: "failed" }>
  expectTypeOf<Failed["reason"]>().toEqualTypeOf<T.SndError>()
})
