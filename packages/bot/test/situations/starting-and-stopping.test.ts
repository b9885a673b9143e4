import { setTimeout as sleep } from "node:timers/promises"
import { join } from "node:path"
import { writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import { Bot, ConfigurationError } from "../../src/index.ts"
import { withBot } from "../fixtures/phone.ts"
import { answering, later, strays, world } from "../fixtures/world.ts"

test("a script that does its work in onStart can stop the bot there, and wait for it", async () => {
  const { live, make, connected } = world()
  const first = await live(() => {})
  const alice = await connected("alice", first)
  await first.bot.stop()
  const script = make((bot) => {
    bot.onStart(async () => {
      await bot.sendAndWait(withBot, "The backup is done.")
      await bot.stop()
    })
  })
  expect(await script.bot.serveForever()).toMatchObject({ unfinished: 0, failure: undefined })
  await alice.expectMessage("The backup is done.")
})

test("an onStart that never ends does not hold up a stop for longer than it may", async () => {
  const { make } = world()
  let isWorking = false
  const made = make(
    (bot) => {
      bot.onStart(async () => {
        isWorking = true
        for (;;) await sleep(5)
      })
      bot.onStart(() => {
        throw new Error("it is not called")
      })
    },
    { stopTimeoutMs: 50 },
  )
  const started = made.bot.start()
  await later(() => isWorking)
  expect(await made.bot.stop()).toEqual({ unfinished: 1, failure: undefined })
  await started
  expect(made.said("error")).toEqual([])
})

test("an onStart that waits for a message gets it, and one that forgets an await is named", async () => {
  const stray = strays()
  const { make, connected } = world()
  let heard = ""
  const made = make((bot) => {
    bot.onStart(async () => {
      heard = (await bot.waitFor({ text: /hello/ })).text
    })
    bot.onStart(() => {
      void (async () => {
        await sleep(1)
        throw new TypeError("mine")
      })()
    })
  })
  await made.bot.start()
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => heard === "hello" && made.said("error").length === 1)
  expect(made.log.lines.filter(({ level }) => level === "error")).toMatchObject([
    { handler: "onStart", error: "TypeError" },
  ])
  expect(stray.count).toBe(0)
})

test.each<[string, (bot: Bot) => unknown]>([
  ["never decides", () => new Promise(() => {})],
  ["stops the bot and waits for that", (bot) => bot.stop()],
])("a joinGroups that %s holds neither people nor a stop up", async (does, decide) => {
  const { live, connected } = world()
  let asked = 0
  const made = await live((bot) => bot.onMessage((message) => message.send("here")), {
    joinGroups: () => {
      asked++
      return decide(made.bot) as Promise<boolean>
    },
  })
  const alice = await connected("alice", made)
  await alice.command("/g team", "groupCreated")
  await alice.command("/a team bot", "sentGroupInvitation")
  await later(() => asked === 1)
  if (does === "never decides") {
    const bob = await connected("bob", made)
    await bob.say("hello")
    await bob.expectMessage("here")
  }
  expect(await made.bot.stop()).toEqual({ unfinished: 0, failure: undefined })
})

test("one request that can never be accepted does not keep the others waiting", async () => {
  const { network, live, make } = world()
  let asked = 0
  const first = await live((bot) => bot.onEvent("receivedContactRequest", () => void asked++), {
    autoAccept: false,
  })
  const { address = "" } = first.bot
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  void alice.connectTo(address, { timeoutMs: 60_000 }).catch(() => {})
  await later(() => asked === 1)
  const connecting = bob.connectTo(address, { timeoutMs: 60_000 })
  await later(() => asked === 2)
  await first.bot.stop()
  const second = make((bot) => bot.onMessage((message) => message.send("hello")))
  // As when she has deleted the app meanwhile.
  answering(second.core, (command) =>
    command === "/_accept 1"
      ? { error: { type: "errorAgent", agentError: { type: "SMP", smpErr: { type: "AUTH" } } } }
      : undefined,
  )
  await second.bot.start()
  await connecting
  await bob.say("hi")
  await bob.expectMessage("hello")
  const errors = second.log.lines.filter(({ level }) => level === "error")
  expect(errors).toMatchObject([{ code: "SMP AUTH" }])
})

test("a core that answers no more does not hold up the stop", async () => {
  const { live, connected } = world()
  let handled = 0
  const made = await live((bot) => bot.onMessage(() => void handled++), { stopTimeoutMs: 50 })
  answering(made.core, (command) =>
    command.startsWith("/_read chat items") ? new Promise(() => {}) : undefined,
  )
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => handled === 1)
  expect(await made.bot.stop()).toMatchObject({ unfinished: 0 })
})

test.each(["filesFolder", "tempFolder"])(
  "a %s that cannot be made is a mistake in it",
  async (option) => {
    const { make, folder } = world()
    writeFileSync(join(folder, "file"), "")
    const folders = { filesFolder: join(folder, "files"), [option]: join(folder, "file", "x") }
    const made = make(() => {}, folders)
    await expect(made.bot.start()).rejects.toMatchObject({ name: "ConfigurationError", option })
  },
)

test("a wait of the stop is not cut short for being longer than a timer", async () => {
  const { network, live, connected } = world()
  const made = await live(() => {}, { stopTimeoutMs: Number.MAX_SAFE_INTEGER })
  const alice = await connected("alice", made)
  network.faults.offline("bot")
  void made.bot.send(withBot, "late")
  const stopped = made.bot.stop({ flush: true })
  await sleep(30)
  network.faults.offline("bot", false)
  expect(await stopped).toMatchObject({ unsent: 0 })
  await alice.expectMessage("late")
})

test("a pause that no timer can wait for is a mistake in the options", () => {
  const options = { profile: { displayName: "b" }, db: { filePrefix: "x" } }
  for (const startMs of [2 ** 31, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.5])
    expect(() => new Bot({ ...options, quiet: { startMs } })).toThrow(ConfigurationError)
})
