import type { CEvt } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { openApi, turn, until } from "../test/helpers/open-api.ts"
import { recordedFrames } from "../test/helpers/recordings.ts"
import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"
import { declaredVersion } from "./gen/known-tags.ts"
import { ChatApi, CoreInUseError, CoreVersionError } from "./index.ts"

const [ownItems] = recordedFrames("b-direct").flatMap((frame) =>
  "resp" in frame && "result" in frame.resp && frame.resp.result.type === "newChatItems"
    ? [frame.resp.result]
    : [],
)

const lifecycle = (command: string): string => {
  if (command.startsWith("/_start")) return result({ type: "chatStarted" })
  if (command === "/_stop") return result({ type: "chatStopped" })
  return command.startsWith("/_send") ? result(ownItems!) : result({ type: "cmdOk" })
}

const text = (api: ChatApi) => api.apiSendTextMessage({ chatType: "direct", chatId: 4 }, "hi")

/** The event by which the sent items get another status. */
const statusEvent = (status: object) => ({
  ...ownItems!,
  type: "chatItemsStatusesUpdated",
  chatItems: (ownItems!["chatItems"] as { chatItem: { meta: object } }[]).map((item) => ({
    ...item,
    chatItem: { ...item.chatItem, meta: { ...item.chatItem.meta, itemStatus: status } },
  })),
})

const isBanner = (said: object): boolean => {
  const { content, meta } = (said as Partial<CEvt.NewChatItems>).chatItems?.[0]?.chatItem ?? {}
  return content?.type === "chatBanner" && meta?.itemStatus.type === "sndNew"
}

describe("starting", () => {
  test("starts everything by default", async () => {
    const { api, core } = await openApi(lifecycle)
    await api.startChat()
    await api.startChat({ mainApp: true, enableSndFiles: false })
    await api.startChat({ mainApp: false })
    expect(core.commands).toEqual([
      "/version",
      "/_start",
      "/_start main=on snd_files=off",
      "/_start main=off snd_files=on",
    ])
  })

  test("a chat that runs is no error", async () => {
    const { api } = await openApi(() => result({ type: "chatRunning" }))
    await expect(api.startChat()).resolves.toBeUndefined()
  })

  test("needs a user", async () => {
    const { api } = await openApi(() => refusal("noActiveUser"))
    await expect(api.startChat()).rejects.toMatchObject({ code: "noActiveUser" })
  })
})

describe("stopping", () => {
  test("lets commands in flight settle first", async () => {
    let answer: (text: string) => void = () => {}
    const { api, core } = await openApi((command) =>
      command === "/slow" ? new Promise((resolve) => (answer = resolve)) : lifecycle(command),
    )
    const slow = api.sendChatCmd("/slow")
    const stopped = api.stopChat({ settleMs: 60_000 })
    await turn()
    expect(core.commands).toEqual(["/slow"])
    answer(result({ type: "cmdOk" }))
    await Promise.all([slow, stopped])
    expect(core.commands).toEqual(["/slow", "/_stop"])
  })

  test("lets a server have own messages first", async () => {
    const { api, core } = await openApi(lifecycle)
    api.onAny(() => {})
    await text(api)
    const stopped = api.stopChat({ settleMs: 60_000 })
    await turn()
    expect(core.commands.at(-1)).toMatch("/_send")
    core.emit(statusEvent({ type: "sndSent", sndProgress: "complete" }))
    await stopped
    expect(core.commands.at(-1)).toBe("/_stop")
  })

  test("does not wait for items that are never sent, such as the banner of a chat", async () => {
    const banners = recordedFrames("b-direct").flatMap((frame) =>
      "event" in frame && "result" in frame.event && isBanner(frame.event.result)
        ? [frame.event.result]
        : [],
    )
    expect(banners).not.toEqual([])
    const { api, core } = await openApi(lifecycle)
    let heard = 0
    api.onAny(() => heard++)
    core.emit(...banners)
    await until(() => heard === banners.length)
    await api.stopChat({ settleMs: 60_000 })
    expect(core.commands).toEqual(["/_stop"])
  })

  test("waits for messages up to its deadline", async () => {
    const { api, core } = await openApi(lifecycle)
    await text(api)
    await api.stopChat({ settleMs: 20 })
    expect(core.commands.at(-1)).toBe("/_stop")
  })

  test("gives up a core that hangs", async () => {
    const { api } = await openApi(() => new Promise(() => {}))
    await expect(api.stopChat({ settleMs: 0, timeoutMs: 5 })).rejects.toMatchObject({
      command: "APIStopChat",
      code: "timeout",
    })
  })
})

describe("the version of the core", () => {
  const [major = 0, minor = 0] = declaredVersion.split(".").map(Number)
  const versioned = (version: unknown) => (command: string) =>
    command === "/version"
      ? result({ type: "versionInfo", versionInfo: { version } })
      : lifecycle(command)

  test.each([declaredVersion, `${major}.${minor}.99.1`])(
    "is asked for at the start, and %s is as declared",
    async (version) => {
      const { api, errors } = await openApi(versioned(version))
      expect(api.coreVersion).toBeUndefined()
      await api.startChat()
      expect(api.coreVersion).toBe(version)
      expect(errors).toEqual([])
    },
  )

  test.each([`${major}.${minor + 1}.0`, `${major}.${minor + 9}.7`])(
    "of another minor version (%s) is warned of, once",
    async (version) => {
      const { api, core, errors } = await openApi(versioned(version))
      await api.startChat()
      await api.startChat()
      expect(errors).toEqual([expect.objectContaining({ code: "otherCoreVersion" })])
      expect(errors[0]?.message).toContain(`the core is ${version}, this package is made for`)
      expect(core.commands.filter((command) => command === "/version")).toHaveLength(1)
    },
  )

  test("of another major version is an error, before the chat starts, unless allowed", async () => {
    const version = `${major + 1}.0.0`
    const { api, core } = await openApi(versioned(version))
    await expect(api.startChat()).rejects.toThrow(CoreVersionError)
    await expect(api.startChat()).rejects.toMatchObject({ coreVersion: version, declaredVersion })
    expect(core.commands).not.toContain("/_start")
    const allowed = await openApi(versioned(version), { anyCoreVersion: true })
    await allowed.api.startChat()
    expect(allowed.api.coreVersion).toBe(version)
    expect(allowed.errors).toHaveLength(1)
  })

  test.each([undefined, 7, "", "next"])("that says nothing (%j) is no matter", async (version) => {
    const { api, errors } = await openApi(versioned(version))
    await api.startChat()
    expect([api.coreVersion, errors]).toEqual([undefined, []])
  })
})

// A picture that is too large is accepted, and reaches no contact (q-text).
test("a profile that did not reach every contact is reported", async () => {
  const fromProfile = { displayName: "bot", fullName: "" }
  const updated = (updateFailures: number) => ({
    type: "userProfileUpdated",
    fromProfile,
    toProfile: fromProfile,
    updateSummary: { updateSuccesses: 1, updateFailures, changedContacts: [] },
  })
  const answers = [updated(0), updated(2)]
  const { api, errors } = await openApi((command) =>
    command.startsWith("/_profile") ? result(answers.shift()!) : lifecycle(command),
  )
  await api.apiUpdateProfile(1, fromProfile)
  expect(errors).toEqual([])
  await api.apiUpdateProfile(1, fromProfile)
  expect(errors).toMatchObject([
    { code: "profileNotSent", message: expect.stringContaining("2 of 3 contacts") as string },
  ])
})

describe("closing", () => {
  test("stops what was started, and closes the core once", async () => {
    const { api, core } = await openApi(lifecycle)
    await api.startChat()
    await Promise.all([api.close(), api.close()])
    expect(core.commands).toEqual(["/version", "/_start", "/_stop"])
    expect(core.closes).toBe(1)
    await expect(text(api)).rejects.toMatchObject({ code: "closed" })
  })

  test("stops what others may have started, for files in flight would be lost", async () => {
    const { api, core } = await openApi(lifecycle)
    await api.close()
    expect(core.commands).toEqual(["/_stop"])
  })

  test("leaves the chat of a core in another process running", async () => {
    const core = Object.assign(new ScriptedCore(lifecycle), { keepsRunning: true })
    const api = await ChatApi.init(core)
    await api.startChat()
    await api.close()
    expect(core.commands).toEqual(["/version", "/_start"])
    expect(core.closes).toBe(1)
  })

  test("does not stop twice, but stops what was started again as text", async () => {
    const { api, core } = await openApi(lifecycle)
    await api.startChat()
    await api.stopChat({ settleMs: 0 })
    await api.close()
    expect(core.commands).toEqual(["/version", "/_start", "/_stop"])
    const again = await openApi(lifecycle)
    await again.api.stopChat({ settleMs: 0 })
    await again.api.sendChatCmd("/_start")
    await again.api.close({ settleMs: 0 })
    expect(again.core.commands).toEqual(["/_stop", "/_start", "/_stop"])
  })

  test("does not stop a core that is closed", async () => {
    const { api, core, errors } = await openApi(lifecycle)
    await api.startChat()
    await core.close()
    await until(() => errors.length === 1)
    await api.close()
    expect(core.commands).toEqual(["/version", "/_start"])
    expect(errors).toEqual([expect.objectContaining({ code: "closed" })])
  })

  test("closes a core that does not stop, and says so", async () => {
    const { api, core, errors } = await openApi((command) =>
      command === "/_stop" ? new Promise(() => {}) : lifecycle(command),
    )
    await api.startChat()
    await api.close({ settleMs: 0, timeoutMs: 5 })
    expect(core.closes).toBe(1)
    expect(errors).toEqual([expect.objectContaining({ code: "stopFailed" })])
  })

  test("is what disposing does", async () => {
    const { api, core } = await openApi(lifecycle)
    await api[Symbol.asyncDispose]()
    expect(core.closes).toBe(1)
  })

  test("ends deliveries and transfers that are awaited", async () => {
    const { api } = await openApi(lifecycle)
    const [item] = await text(api)
    const delivered = api.trackDelivery(item!).delivered()
    await Promise.all([
      api.close({ settleMs: 0 }),
      expect(delivered).rejects.toMatchObject({ code: "closed" }),
    ])
  })
})

test("a second client on an open core is refused, and the first keeps its events", async () => {
  const { api, core } = await openApi(lifecycle)
  await expect(ChatApi.init(core)).rejects.toThrow(CoreInUseError)
  const connected = api.waitFor("hostConnected")
  core.emit({ type: "hostConnected", protocol: "smp", transportHost: "smp.example" })
  expect(await connected).toMatchObject({ transportHost: "smp.example" })
})

test("what opening a database throws comes through", async () => {
  const error = (argument: string) => ({ name: "InvalidArgumentError", argument })
  await expect(ChatApi.init({ filePrefix: "" })).rejects.toMatchObject(error("filePrefix"))
  await expect(ChatApi.init({ connectionString: "" })).rejects.toMatchObject(
    error("connectionString"),
  )
  const nothing = undefined as unknown as { filePrefix: string }
  await expect(ChatApi.init(nothing)).rejects.toMatchObject(error("database"))
})
