import { describe, expect, test } from "vitest"
import { CC, CommandSyntaxError, T } from "../../src/index.ts"

describe("what a command writes", () => {
  test("a chat, options that are given, and JSON", () => {
    const text = CC.APISendMessages.cmdString({
      sendRef: { chatType: T.ChatType.Group, chatId: 7, chatScope: { type: "memberSupport" } },
      liveMessage: true,
      ttl: 0,
      signMessages: true,
      composedMessages: [{ msgContent: { type: "text", text: "hi" }, mentions: {} }],
    })
    expect(text).toBe(
      '/_send #7(_support) live=on ttl=0 sign=on json [{"msgContent":{"type":"text","text":"hi"},"mentions":{}}]',
    )
  })

  test("nothing for commands without parameters", () => {
    expect(CC.ListUsers.cmdString()).toBe("/users")
    expect(CC.ListUsers.cmdString({})).toBe("/users")
  })

  test("a flag only when it is not the default", () => {
    const chatRef = { chatType: "direct", chatId: 1 } as const
    const remove = (chatDeleteMode: T.ChatDeleteMode) =>
      CC.APIDeleteChat.cmdString({ chatRef, chatDeleteMode })
    expect(remove({ type: "full", notify: true })).toBe("/_delete @1 full")
    expect(remove({ type: "entity", notify: false })).toBe("/_delete @1 entity notify=off")
    expect(remove({ type: "messages" })).toBe("/_delete @1 messages")
  })

  test.each([
    [true, true, "/_start"],
    [true, false, "/_start main=on snd_files=off"],
    [false, true, "/_start main=off snd_files=on"],
    [false, false, "/_start main=off snd_files=off"],
  ])("how the chat starts: %s, %s", (mainApp, enableSndFiles, want) => {
    expect(CC.StartChat.cmdString({ mainApp, enableSndFiles })).toBe(want)
  })

  test("what the documented syntax leaves out", () => {
    const preparedLink_ = { connFullLink: "simplex:/a", connShortLink: "https://b" }
    expect(CC.APIConnect.cmdString({ userId: 1, incognito: true, preparedLink_ })).toBe(
      "/_connect 1 incognito=on simplex:/a https://b",
    )
    expect(CC.Connect.cmdString({ incognito: true, connTarget_: "https://b" })).toBe(
      "/connect incognito https://b",
    )
  })
})

describe("what would be read as another parameter", () => {
  test("is refused while that is absent, and taken after it", () => {
    const groups = CC.APIListGroups.cmdString
    expect(() => groups({ userId: 1, search: "@5 years" })).toThrow(CommandSyntaxError)
    expect(groups({ userId: 1, search: "@home" })).toBe("/_groups 1 @home")
    expect(groups({ userId: 1, contactId_: 3, search: "@5" })).toBe("/_groups 1 @3 @5")
  })

  test.each(["approved_relays=on", "encrypt=on", "encrypt=off.txt", "inline=off"])(
    "a path that begins %s",
    (filePath) => {
      const file = { fileId: 1, userApprovedRelays: false, filePath }
      expect(() => CC.ReceiveFile.cmdString(file)).toThrow(
        "ReceiveFile.filePath takes no text that begins as another parameter",
      )
    },
  )

  test("a path after the option that it looks like", () => {
    const file = { fileId: 1, userApprovedRelays: true, filePath: "encrypt=on", fileInline: false }
    expect(CC.ReceiveFile.cmdString(file)).toBe(
      "/freceive 1 approved_relays=on inline=off encrypt=on",
    )
  })

  test.each(["incognito", "i"])("the link %s", (connTarget_) => {
    expect(() => CC.Connect.cmdString({ incognito: false, connTarget_ })).toThrow(
      CommandSyntaxError,
    )
    expect(CC.Connect.cmdString({ incognito: true, connTarget_ })).toBe(
      `/connect incognito ${connTarget_}`,
    )
  })

  test("a link that begins incognito=on", () => {
    const preparedLink_ = { connFullLink: "incognito=on" }
    const params = { userId: 1, incognito: false, preparedLink_ }
    expect(() => CC.APIConnect.cmdString(params)).toThrow("APIConnect.preparedLink_")
  })
})

test("never shows the value that it refuses", () => {
  const link = "https://simplex.chat/secret key"
  try {
    CC.APIConnectPlan.cmdString({ userId: 1, connectTarget: link })
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ command: "APIConnectPlan", parameter: "connectTarget" })
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|https/)
  }
})

describe("what the core refuses in a command, though it sends it", () => {
  const roles = ["author", "relay"] as const

  test.each(roles)("the role %s", (memberRole) => {
    const member = { groupId: 1, contactId: 2, memberRole }
    expect(() => CC.APIAddMember.cmdString(member)).toThrow(
      "APIAddMember.memberRole takes owner or admin or moderator or member or observer",
    )
    const link = { groupId: 1, memberRole }
    expect(() => CC.APICreateGroupLink.cmdString(link)).toThrow(CommandSyntaxError)
    expect(() => CC.APIGroupLinkMemberRole.cmdString(link)).toThrow(CommandSyntaxError)
    const members = { groupId: 1, groupMemberIds: [2], memberRole } as const
    expect(() => CC.APIMembersRole.cmdString({ ...members, groupMemberIds: [2] })).toThrow(
      CommandSyntaxError,
    )
    const accepted = { groupId: 1, groupMemberId: 2, memberRole }
    expect(() => CC.APIAcceptMember.cmdString(accepted)).toThrow(CommandSyntaxError)
  })

  test.each(["local", "contactConnection"] as const)("messages to %s", (chatType) => {
    expect(() => T.SendRef.cmdString({ chatType, chatId: 1 })).toThrow(CommandSyntaxError)
  })

  test("messages as the group to a contact", () => {
    const asGroup = true
    expect(T.SendRef.cmdString({ chatType: "group", chatId: 1, asGroup })).toBe("#1(as_group=on)")
    expect(() => T.SendRef.cmdString({ chatType: "direct", chatId: 1, asGroup })).toThrow(
      CommandSyntaxError,
    )
  })
})

test("how to resolve a link, and its signature", () => {
  const linkOwnerSig = { chatBinding: "a", ownerSig: "b" }
  const plan = { userId: 1, connectTarget: "#team.simplex" }
  expect(CC.APIConnectPlan.cmdString(plan)).toBe("/_connect plan 1 #team.simplex")
  expect(CC.APIConnectPlan.cmdString({ ...plan, resolveMode: "never", linkOwnerSig })).toBe(
    '/_connect plan 1 #team.simplex resolve=never sig={"chatBinding":"a","ownerSig":"b"}',
  )
})

describe("types with text of their own", () => {
  test("write it", () => {
    expect(T.ChatRef.cmdString({ chatType: "local", chatId: 2 })).toBe("*2")
    expect(T.ChatType.cmdString("contactConnection")).toBe(":")
    expect(T.GroupChatScope.cmdString({ type: "memberSupport", groupMemberId_: 0 })).toBe(
      "(_support:0)",
    )
    expect(T.CreatedConnLink.cmdString({ connFullLink: "a" })).toBe("a")
    const time = "2026-05-15T12:30:00Z"
    expect(T.PaginationByTime.cmdString({ type: "after", time, count: 5 })).toBe(
      `after=${time} count=5`,
    )
    expect(T.ChatPagination.cmdString({ type: "initial", count: 5 })).toBe("initial=5")
  })

  test("refuse a part where it has no place", () => {
    const chatRef = { chatType: "direct", chatId: 4, chatScope: { type: "memberSupport" } } as const
    const params = { chatRef, deleteMode: "internal" } as const
    expect(() => CC.APIDeleteChatItem.cmdString({ ...params, chatItemIds: [5] })).toThrow(
      "APIDeleteChatItem.chatRef takes chatScope only for group",
    )
  })

  test("refuse what is no value of theirs", () => {
    expect(() => T.ChatRef.cmdString(undefined as unknown as T.ChatRef)).toThrow(CommandSyntaxError)
    expect(() => T.ChatType.cmdString("channel" as T.ChatType)).toThrow(
      "ChatType.value takes direct or group or local or contactConnection",
    )
  })
})
