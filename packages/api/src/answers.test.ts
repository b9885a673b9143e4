import { refusal, result } from "@simplex-chat/core/scripted"
import { expect, test } from "vitest"
import { openApi } from "../test/helpers/open-api.ts"

test("onAnswer hears each answer with its tag, of commands as text too, and no refusal", async () => {
  const { api } = await openApi((command) =>
    command === "/fails" ? refusal("noActiveUser") : result({ type: "cmdOk", command }),
  )
  const heard: unknown[] = []
  const unsubscribe = api.onAnswer("cmdOk", (answer) => heard.push(answer))
  await api.sendChatCmd("/one")
  await api.sendChatCmd("/fails").catch(() => {})
  await api.sendChatCmd("/two")
  unsubscribe()
  await api.sendChatCmd("/three")
  expect(heard).toMatchObject([{ command: "/one" }, { command: "/two" }])
})

test("what such a handler throws is reported with the tag, and the command succeeds", async () => {
  const { api } = await openApi(() => result({ type: "cmdOk" }))
  const errors: unknown[] = []
  api.onError((error) => void errors.push(error))
  api.onAnswer("cmdOk", () => {
    throw new TypeError("mine")
  })
  api.onAnswer("cmdOk", async () => {
    throw new TypeError("mine, too")
  })
  await expect(api.sendChatCmd("/one")).resolves.toEqual({ type: "cmdOk" })
  await expect.poll(() => errors).toHaveLength(2)
  expect(errors).toMatchObject([
    { code: "handlerFailed", tag: "cmdOk" },
    { code: "handlerFailed", tag: "cmdOk" },
  ])
})
