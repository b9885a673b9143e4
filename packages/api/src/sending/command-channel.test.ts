import { getEventListeners } from "node:events"
import { CC, CommandSyntaxError } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import { type CallOptions, ClosedError, TimeoutError, UnsupportedError } from "@simplex-chat/core"
import { failure, refusal, result } from "@simplex-chat/core/scripted"
import { type ChatApi, ChatCommandError } from "../index.ts"

const contacts = { type: "contactsList", user: {}, contacts: [] }
const listContacts = [CC.APIListContacts, { userId: 1 }] as const

async function errorOf(running: Promise<unknown>): Promise<ChatCommandError> {
  const error = await running.then(
    () => new Error("it did not fail"),
    (error: unknown) => error,
  )
  if (error instanceof ChatCommandError) return error
  throw error
}

test("a command resolves to its answer", async () => {
  const { api, core } = await openApi(() => result(contacts))
  expect(await api.send(...listContacts)).toEqual(contacts)
  expect(core.commands).toEqual(["/_contacts 1"])
})

test("fields beside the result are ignored", async () => {
  const { api } = await openApi(() => JSON.stringify({ remoteHostId: 1, result: contacts }))
  expect(await api.send(...listContacts)).toEqual(contacts)
})

test("commands that are sent at once reach the core in order", async () => {
  const { api, core } = await openApi(() => result(contacts))
  await Promise.all([1, 2, 3].map((userId) => api.send(CC.APIListContacts, { userId })))
  expect(core.commands).toEqual(["/_contacts 1", "/_contacts 2", "/_contacts 3"])
})

test("a parameter that cannot be written is refused before anything is sent", async () => {
  const { api, core } = await openApi()
  await expect(api.send(CC.APIListContacts, { userId: 1.5 })).rejects.toThrow(CommandSyntaxError)
  expect(core.commands).toEqual([])
})

describe("an error of the core is thrown with a code", () => {
  const errors = [
    ["noActiveUser", { type: "error", errorType: { type: "noActiveUser" } }],
    ["largeMsg", { type: "errorStore", storeError: { type: "largeMsg" } }],
    ["INACTIVE", { type: "errorAgent", agentError: { type: "INACTIVE" }, agentConnId: "" }],
    [
      "SMP AUTH",
      {
        type: "errorAgent",
        agentError: { type: "SMP", serverAddress: "smp://", smpErr: { type: "AUTH" } },
        agentConnId: "",
        connectionEntity_: { type: "rcvDirectMsgConnection" },
      },
    ],
    ["errorOpen", { type: "errorDatabase", databaseError: { type: "errorOpen" } }],
    [
      "relayTestError",
      {
        type: "error",
        errorType: { type: "relayTestError", relayError: { type: "somethingInside" } },
      },
    ],
    ["somethingNew", { type: "somethingNew", detail: 1 }],
  ] as const

  test.each(errors)("%s", async (code, chatError) => {
    const { api } = await openApi(() => failure(chatError))
    expect(await errorOf(api.send(...listContacts))).toMatchObject({
      name: "ChatCommandError",
      command: "APIListContacts",
      code,
      chatError,
      response: undefined,
    })
  })

  test("also when it comes as a result", async () => {
    const chatError = { type: "error", errorType: { type: "chatNotStarted" } }
    const { api } = await openApi(() => result({ type: "chatCmdError", chatError }))
    expect(await errorOf(api.send(...listContacts))).toMatchObject({
      code: "chatNotStarted",
      chatError,
    })
  })
})

test("an answer of another command is an error that has it", async () => {
  const response = { type: "usersList", users: [] }
  const { api } = await openApi(() => result(response))
  const error = await errorOf(api.send(...listContacts))
  expect(error).toMatchObject({ code: "unexpectedResponse", response })
  expect(error.message).toBe("APIListContacts failed: unexpected answer usersList")
})

test.each(["", "secret text", "null", "[]", '{"corrId":1}', '{"result":"secret text"}', "{"])(
  "an invalid answer is an error that does not quote it: %s",
  async (answer) => {
    const { api } = await openApi(() => answer)
    const error = await errorOf(api.send(...listContacts))
    expect(error.code).toBe("invalidAnswer")
    expect(`${error.stack}${String(error.cause)}`).not.toContain("secret")
  },
)

test("a core that stalls is given up after the deadline", async () => {
  const { api } = await openApi(() => new Promise(() => {}))
  const error = await errorOf(api.send(...listContacts, { timeoutMs: 5 }))
  expect(error).toMatchObject({ code: "timeout", command: "APIListContacts" })
})

test("a signal gives up, with its reason as the cause", async () => {
  const { api, core } = await openApi(() => new Promise(() => {}))
  const controller = new AbortController()
  const running = errorOf(api.send(...listContacts, { signal: controller.signal }))
  controller.abort("enough")
  expect(await running).toMatchObject({ code: "aborted", cause: "enough" })
  const late = await errorOf(api.send(...listContacts, { signal: controller.signal }))
  expect(late.code).toBe("aborted")
  expect(core.commands).toHaveLength(1)
})

test("a signal that lives long gathers no listeners", async () => {
  const { api } = await openApi(() => result(contacts))
  const { signal } = new AbortController()
  await Promise.all(Array.from({ length: 9 }, () => api.send(...listContacts, { signal })))
  expect(getEventListeners(signal, "abort")).toEqual([])
})

test("the core gets the deadline and the signal, and nothing else", async () => {
  const { signal } = new AbortController()
  const seen: unknown[] = []
  const { api } = await openApi((_, options) => {
    seen.push(options)
    return result({ type: "newChatItems", chatItems: [] })
  })
  const options = { signal, timeoutMs: 1000, ttl: 60 }
  await api.apiSendTextMessage({ chatType: "direct", chatId: 1 }, "hi", undefined, options)
  expect(seen).toEqual([{ signal, timeoutMs: 1000 }])
})

test("a closed core and a failing one give different errors", async () => {
  const { api } = await openApi((command) => {
    throw command.endsWith("1") ? new ClosedError("it is closed") : new Error("it broke")
  })
  expect(await errorOf(api.send(...listContacts))).toMatchObject({ code: "closed" })
  const other = await errorOf(api.send(CC.APIListContacts, { userId: 2 }))
  expect(other).toMatchObject({ code: "coreFailed", cause: new Error("it broke") })
})

test("an answer that says that nothing had to change is a success", async () => {
  const unchanged = { type: "userProfileNoChange", user: {} }
  const { api } = await openApi(() => result(unchanged))
  expect(await api.apiSetProfileAddress(1, true)).toBeUndefined()
  expect(await api.apiUpdateProfile(1, { displayName: "bot", fullName: "" })).toBeUndefined()
})

test.each([
  "sentInvitationToContact",
  "startedConnectionToContact",
  "startedConnectionToGroup",
  "contactAlreadyExists",
  "connectionPlan",
])("connecting by a link as text succeeds by %s", async (type) => {
  const { api } = await openApi(() => result({ type }))
  expect(await api.apiConnectActiveUser("https://smp.example/a#x")).toMatchObject({ type })
})

describe("whether a command perhaps took effect", () => {
  const chat = { chatType: "direct", chatId: 4 } as const
  const send = (api: ChatApi, options?: CallOptions) =>
    errorOf(api.apiSendTextMessage(chat, "hi", undefined, options))
  const never = () => new Promise<string>(() => {})

  test.each([
    ["the core refuses it", () => refusal("largeMsg"), false],
    ["the core's database is closed under it", () => refusal("dBException"), true],
    ["the core fails", () => Promise.reject(new Error("it broke")), true],
    ["the answer cannot be read", () => "no JSON", true],
    ["the answer is not one of its own", () => result({ type: "cmdOk" }), true],
    ["it was not started", () => Promise.reject(new TimeoutError("sendCommand", 5, false)), false],
    ["the core lacks it", () => Promise.reject(new UnsupportedError("/_send", "no")), false],
  ])("%s", async (_, script: () => string | Promise<string>, perhapsSent) => {
    const { api } = await openApi(script)
    expect(await send(api)).toMatchObject({ perhapsSent })
  })

  test("in flight when the core closes: perhaps; after that: no", async () => {
    const { api, core } = await openApi(never)
    const inFlight = send(api)
    await core.close()
    const message = "APISendMessages failed: the core is closed; it may still take effect"
    expect(await inFlight).toMatchObject({ code: "closed", perhapsSent: true, message })
    expect(await send(api)).toMatchObject({ code: "closed", perhapsSent: false })
  })

  test("in flight when the api is closed: perhaps; after that: no, and the core is not asked", async () => {
    const { api, core } = await openApi((command) =>
      command === "/_stop" ? result({ type: "chatStopped" }) : never(),
    )
    const inFlight = send(api)
    await api.close({ settleMs: 0 })
    expect(await inFlight).toMatchObject({ code: "closed", perhapsSent: true })
    expect(await send(api)).toMatchObject({ code: "closed", perhapsSent: false })
    expect(core.commands).toHaveLength(2)
  })

  test("no answer in time: perhaps; aborted before: no", async () => {
    const { api } = await openApi(never)
    const late = await send(api, { timeoutMs: 1 })
    expect(late).toMatchObject({ code: "timeout", perhapsSent: true })
    const aborted = await send(api, { signal: AbortSignal.abort() })
    expect(aborted).toMatchObject({ code: "aborted", perhapsSent: false })
  })
})

test("neither the command's text nor the answer is in the message", async () => {
  const secret = "meet me at noon"
  const { api } = await openApi(() => refusal(`unknown`))
  const error = await errorOf(api.apiSendTextMessage({ chatType: "direct", chatId: 1 }, secret))
  expect(error.message).toBe("APISendMessages failed: unknown")
})

describe("a command as text", () => {
  test("resolves to whatever is answered", async () => {
    const { api, core } = await openApi(() => result({ type: "versionInfo", versionInfo: {} }))
    expect(await api.sendChatCmd("/version")).toEqual({ type: "versionInfo", versionInfo: {} })
    expect(core.commands).toEqual(["/version"])
  })

  test("fails as others do, without its text", async () => {
    const { api } = await openApi(() => refusal("commandError"))
    const error = await errorOf(api.sendChatCmd("/secret"))
    expect(error.message).toBe("sendChatCmd failed: commandError")
  })
})
