import { type Core, openCore } from "@simplex-chat/core-ffi"
import { buildStub, type StubStats } from "@simplex-chat/core-ffi/stub"
import { createNetwork } from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { Bot } from "../index.ts"
import { Bots } from "./index.ts"

const path = buildStub()
const describeNative: typeof describe.skip = path === undefined ? describe.skip : describe

/** What a core with one user and one contact answers, and the event of a message to it. */
async function recorded() {
  const network = createNetwork()
  const core = network.openCore({ name: "bot" })
  const ask = (command: string) => core.sendCommand(command)
  const profile = { displayName: "bot", fullName: "" }
  await ask(`/_create user ${JSON.stringify({ profile, pastTimestamp: false })}`)
  await ask("/_start")
  const noAddress = await ask("/_show_address 1")
  await ask("/_address 1")
  await ask('/_address_settings 1 {"businessAddress":false,"autoAccept":{"acceptIncognito":false}}')
  const messages: string[] = []
  network.observe((frame) => {
    if (frame.core === "bot" && "event" in frame && frame.event.includes('"text":"hi"'))
      messages.push(frame.event)
  })
  const alice = await network.person("alice")
  await alice.connectTo({ core })
  await alice.say("hi")
  const [, chatId] = /"contactId":(\d+)/.exec(messages[0] ?? "") ?? []
  const sent = '[{"msgContent":{"type":"text","text":"yes"},"mentions":{}}]'
  return {
    message: messages[0] ?? "",
    answers: {
      "/user": await ask("/user"),
      "/_show_address": noAddress,
      "/users": await ask("/users"),
      "/_get chats": '{"result":{"type":"apiChats","user":{"userId":1},"chats":[]}}',
      "/_start": '{"result":{"type":"chatStarted"}}',
      "/_stop": '{"result":{"type":"chatStopped"}}',
      "/_send": await ask(`/_send @${chatId} json ${sent}`),
    },
  }
}

describeNative("on native cores", () => {
  test("thirty-two bots share the threads of the process, and each gets its message", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bots-native-"))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const { answers, message } = await recorded()
    const cores = new Map<string, Core>()
    const heard: string[] = []
    const bots = new Bots({ logging: "silent" })
    onTestFinished(async () => void (await bots.stop()))
    for (let i = 0; i < 32; i++) {
      const name = `bot-${i}`
      bots.add(name, async ({ logging }) => {
        const core = await openCore({ filePrefix: join(folder, name) }, { library: { path } })
        for (const [command, answer] of Object.entries(answers))
          await core.sendCommand(`/stub on ${command} => ${answer}`)
        cores.set(name, core)
        const bot = new Bot({
          profile: { displayName: name },
          db: core,
          logging,
          stateFile: ":memory:",
          createAddress: false,
          updateProfile: false,
          updateAddress: false,
          autoAccept: false,
        })
        bot.onMessage(async (received) => {
          await received.send("yes")
          heard.push(name)
        })
        return bot
      })
    }
    expect([...(await bots.start()).failed]).toEqual([])
    for (const core of cores.values()) await core.sendCommand(`/stub event ${message}`)
    await expect.poll(() => heard.length).toBe(32)
    expect(new Set(heard).size).toBe(32)
    expect(await bots.health()).toMatchObject({ ok: true })
    const [core] = cores.values()
    const stats = JSON.parse((await core?.sendCommand("/stub stats")) ?? "") as StubStats
    expect(stats.threadsEntered).toBeLessThan(32)
    expect(stats.initialised).toBe(1)
    await bots.stopBot("bot-7")
    expect((await bots.health()).ok).toBe(true)
    expect(await bots.stop()).toMatchObject({ unfinished: 0, failure: undefined })
  })
})
