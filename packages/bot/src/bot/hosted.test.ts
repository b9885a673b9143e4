import { CC, type T } from "@simplex-chat/types"
import { expect, onTestFinished, test, vi } from "vitest"
import { gate } from "../../test/fixtures/gate.ts"
import { contact, directItem } from "../../test/fixtures/items.ts"
import { SmallCore } from "../../test/fixtures/small-core.ts"
import { until } from "../../test/fixtures/start-bot.ts"
import { MemoryCheckpoints } from "../checkpoints/memory-checkpoints.ts"
import type { WaitError } from "../errors.ts"
import { Bot } from "./bot.ts"
import type { Hosted, HostedCore, Receiver } from "./hosted-core.ts"

/** A host that brings what the test says. */
class SmallHost extends SmallCore implements HostedCore {
  readonly checkpoints = new MemoryCheckpoints()
  #receiver: Receiver | undefined

  async hosted(): Promise<Hosted> {
    const profile = { displayName: "bot", fullName: "" }
    const newUser = { profile, pastTimestamp: false, userChatRelay: false, clientService: false }
    await this.sendCommand(CC.CreateActiveUser.cmdString({ newUser }))
    return {
      user: this.disk.user!,
      address: undefined,
      identity: "hosted",
      mayBegin: () => true,
      checkpoints: this.checkpoints,
      start: (receiver) => void (this.#receiver = receiver),
    }
  }

  get receiver(): Receiver {
    return this.#receiver!
  }

  /** Brings a message of a contact, as a host does: there is no event for it. */
  bring(from: T.Contact, text: string): void {
    this.receiver.message(this.hear(directItem(from, text), { event: false }), { isHistory: false })
  }
}

async function hostedBot(declare: (bot: Bot) => void) {
  const core = new SmallHost()
  const bot = new Bot({ profile: { displayName: "bot" }, db: core, logging: "silent" })
  declare(bot)
  onTestFinished(async () => void (await bot.stop()))
  await bot.start()
  return core
}

const [alice, bob, carol] = [contact(4, "alice"), contact(5, "bob"), contact(6, "carol")]

test("/help lists the commands in a worker, too", async () => {
  const core = await hostedBot((bot) =>
    bot.onCommand("tea", { description: "Makes tea" }, () => {}),
  )
  core.bring(alice, "/help")
  await until(() => core.sent.length === 1)
  expect(JSON.stringify(core.sent)).toContain("/tea: Makes tea")
})

test("chats that are given up: what runs ends, what waits is interrupted, what is queued is not handled", async () => {
  const seen: string[] = []
  const slow = gate()
  const core = await hostedBot((bot) => {
    bot.onCommand("ask", async (message) => {
      const { text } = await message.ask("Well?")
      seen.push(`answer ${text}`)
    })
    bot.onMessage(async ({ text }) => {
      if (text === "slow") await slow.opened
      seen.push(text)
    })
  })
  core.bring(alice, "slow")
  core.bring(alice, "queued")
  core.bring(bob, "/ask")
  core.bring(carol, "/ask")
  await until(() => core.sent.length === 2)

  let released = false
  const releasing = core.receiver
    .release((chat) => chat !== "direct:6", 60_000)
    .then(() => (released = true))
  core.bring(carol, "well")
  await until(() => seen.length === 1)
  expect(released).toBe(false)
  slow.open()
  await releasing
  expect(seen).toEqual(["answer well", "slow"])

  // Only the first of alice is handled; the question to bob is asked again by whoever has the chat now.
  expect(core.checkpoints.read("direct:4")).toMatchObject({ upTo: 1, ranges: [] })
  expect(core.checkpoints.read("direct:5")).toMatchObject({ upTo: 0, ranges: [] })

  // The chats may come back.
  core.bring(alice, "again")
  await until(() => seen.includes("again"))
})

test("the wait that has lasted longest can be ended, of some chats", async () => {
  const ended: string[] = []
  const core = await hostedBot((bot) => {
    bot.onCommand("ask", (message) =>
      message.ask("Well?").then(
        () => {},
        (error: WaitError) => void ended.push(`${message.sender.name} ${error.code}`),
      ),
    )
  })
  for (const [at, from] of [alice, bob, carol].entries()) {
    core.bring(from, "/ask")
    await until(() => core.sent.length === at + 1)
  }
  core.receiver.endOldestWait((chat) => chat !== "direct:4")
  await until(() => ended.length === 1)
  core.receiver.endOldestWait(() => true)
  await until(() => ended.length === 2)
  expect(ended).toEqual(["bob timeout", "alice timeout"])
})

test("a question counts as handled before its answer: a kill between the two does not ask again", async () => {
  const core = await hostedBot((bot) => {
    bot.onMessage(async (message) => void (await message.ask("Well?")))
  })
  core.bring(alice, "Hello?")
  await until(() => core.sent.length === 1)
  const advance = vi.spyOn(core.checkpoints, "advance")
  const addRange = vi.spyOn(core.checkpoints, "addRange")
  core.bring(alice, "well")
  await until(() => core.checkpoints.read("direct:4")?.upTo === 3)
  // The other way round, the answer would be a range after what is in flight.
  expect(addRange).not.toHaveBeenCalled()
  expect(advance.mock.calls.map(([, upTo]) => upTo)).toEqual([1, 3])
})
