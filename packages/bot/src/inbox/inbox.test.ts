import { describe, expect, test } from "vitest"
import { gate } from "../../test/fixtures/gate.ts"
import { contact, group, member } from "../../test/fixtures/items.ts"
import { SmallCore } from "../../test/fixtures/small-core.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { WaitError } from "../errors.ts"

const alice = contact(4, "alice")
const bob = contact(5, "bob")

describe("order", () => {
  test("is kept within a chat, while other chats go on", async () => {
    const seen: string[] = []
    const first = gate()
    const { core } = await startBot((bot) => {
      bot.onMessage(async ({ text }) => {
        if (text === "a1") await first.opened
        seen.push(text)
      })
    })
    core.contactSays(alice, "a1")
    core.contactSays(alice, "a2")
    core.contactSays(bob, "b1")
    core.contactSays(bob, "b2")
    await until(() => seen.length === 2)
    expect(seen).toEqual(["b1", "b2"])
    first.open()
    await until(() => seen.length === 4)
    expect(seen).toEqual(["b1", "b2", "a1", "a2"])
  })

  test("holds for events of the chat, too", async () => {
    const seen: string[] = []
    const first = gate()
    const { core } = await startBot((bot) => {
      bot.onMessage(async ({ text }) => {
        await first.opened
        seen.push(text)
      })
      bot.onEvent("contactConnected", () => void seen.push("connected"))
    })
    core.contactSays(alice, "a1")
    core.say("contactConnected", { contact: alice })
    core.say("contactConnected", { contact: bob })
    await until(() => seen.length === 1)
    first.open()
    await until(() => seen.length === 3)
    expect(seen).toEqual(["connected", "a1", "connected"])
  })
})

describe("bounds", () => {
  test("no more handlers work at once than allowed, and all get their turn", async () => {
    let working = 0
    let most = 0
    let done = 0
    const { core } = await startBot(
      (bot) => {
        bot.onMessage(async () => {
          most = Math.max(most, ++working)
          await new Promise((resolve) => setImmediate(resolve))
          working--
          done++
        })
      },
      { concurrency: 3 },
    )
    for (let n = 0; n < 60; n++) core.contactSays(contact(1 + (n % 20)), "x")
    await until(() => done === 60)
    expect(most).toBe(3)
  })

  test("a flood stays in the database of the core, not in memory; none is lost or out of order", async () => {
    const seen: number[] = []
    let begun = 0
    const first = gate()
    const { core, bot } = await startBot((bot) => {
      bot.onMessage(async ({ text }) => {
        begun++
        await first.opened
        seen.push(Number(text))
      })
    })
    for (let n = 0; n < 1000; n++) core.contactSays(alice, String(n))
    core.contactSays(bob, "-1")
    // Both handlers have begun: all that came before is taken in.
    await until(() => begun === 2)
    const { queued } = await bot.health()
    expect(queued).toBeGreaterThan(0)
    expect(queued).toBeLessThanOrEqual(100)
    first.open()
    await until(() => seen.length === 1001)
    expect(seen.filter((n) => n >= 0)).toEqual(Array.from({ length: 1000 }, (_, n) => n))
  })

  test("a flood is read to its end when a message is deleted while it is read", async () => {
    const seen: number[] = []
    const { core } = await startBot((bot) => {
      bot.onMessage(({ text }) => void seen.push(Number(text)))
    })
    for (let n = 0; n < 1000; n++) core.contactSays(alice, String(n))
    const items = core.disk.chats[0]?.chatItems ?? []
    let pages = 0
    core.before = (name) => {
      // The second page ends before the first item of the first one, which has a hundred.
      if (name === "APIGetChat" && ++pages === 2) items.splice(900, 1)
    }
    await until(() => seen.length === 999)
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, n) => n).filter((n) => n !== 900))
  })
})

describe("events without messages", () => {
  test("are bounded: a flood is dropped and logged, and messages go on", async () => {
    const first = gate()
    let events = 0
    const { core, bot, log } = await startBot((bot) => {
      bot.onEvent("contactConnected", async () => {
        events++
        await first.opened
      })
      bot.onMessage((message) => message.send("ok"))
    })
    const logged = (message: RegExp) => log.lines.filter((line) => message.test(line.message))
    for (let n = 0; n < 10_050; n++) core.say("contactConnected", { contact: alice })
    await until(() => logged(/are dropped/).length === 1)
    core.contactSays(bob, "hi")
    await until(() => core.sent.length === 1)
    expect((await bot.health()).queued).toBeLessThanOrEqual(10_000)
    first.open()
    await until(() => logged(/room again/).length === 1)
    const dropped = Number(logged(/room again/)[0]?.["count"])
    // The first has its turn before the last comes, or not.
    expect([49, 50]).toContain(dropped)
    await until(() => events === 10_050 - dropped)
    core.say("contactConnected", { contact: alice })
    await until(() => events === 10_051 - dropped)
    expect(logged(/dropped/)).toHaveLength(2)
  })
})

describe("a handler that", () => {
  test("throws stops nothing, and its message is not said", async () => {
    const { core, log } = await startBot((bot) => {
      bot.onMessage((message) => {
        if (message.text === "secret") throw new Error(`cannot read ${message.text}`)
        return message.send("ok")
      })
    })
    core.contactSays(alice, "secret")
    core.contactSays(alice, "again")
    await until(() => core.sent.length === 1)
    const failed = log.lines.filter(({ level }) => level === "error")
    expect(failed).toMatchObject([{ message: "a handler failed", error: "Error", itemId: 1 }])
    expect(JSON.stringify(log.lines)).not.toContain("secret")
  })

  test("hangs is given up after its time, with its signal", async () => {
    let aborted = false
    const { core, log } = await startBot(
      (bot) => {
        bot.onMessage({ text: "hang" }, (_, { signal }) => {
          signal.addEventListener("abort", () => (aborted = true))
          return new Promise(() => {})
        })
        bot.onMessage((message) => message.send("ok"))
      },
      { handlerTimeoutMs: 30 },
    )
    core.contactSays(alice, "hang")
    core.contactSays(alice, "next")
    await until(() => core.sent.length === 1)
    expect(aborted).toBe(true)
    expect(log.lines).toContainEqual(expect.objectContaining({ error: "HandlerTimeoutError" }))
  })
})

describe("a conversation", () => {
  test("asks and gets the answers, in the handler that asks", async () => {
    const { core } = await startBot((bot) => {
      bot.onCommand("order", async (message) => {
        const what = await message.ask("What?")
        const count = await message.ask("How many?", { timeoutMs: 5000 })
        await count.reply(`${count.text} ${what.text}`)
      })
      bot.onMessage((message) => message.send(`echo ${message.text}`))
    })
    for (const text of ["before", "/order", "pizza", "2", "after"]) core.contactSays(alice, text)
    await until(() => core.sent.length === 5)
    expect(core.sent).toEqual(["echo before", "What?", "How many?", "2 pizza", "echo after"])
  })

  test("takes only the answer of who was asked; others in the group are not held up", async () => {
    const [carol, dave] = [member(1), member(2)]
    const { core } = await startBot((bot) => {
      bot.onCommand("name", async (message) => {
        const answer = await message.ask("Name?")
        await answer.send(`hello ${answer.text}`)
      })
      bot.onMessage((message) => message.send(`echo ${message.text}`))
    })
    core.memberSays(group(1), carol, "/name")
    core.memberSays(group(1), dave, "hi")
    core.memberSays(group(1), carol, "Carol")
    core.memberSays(group(1), carol, "done")
    await until(() => core.sent.length === 4)
    expect(core.sent).toEqual(["Name?", "echo hi", "hello Carol", "echo done"])
  })

  test("waits with a filter; what does not pass goes to the handlers", async () => {
    const { core } = await startBot((bot) => {
      bot.onCommand("age", async (message) => {
        await message.send("Age?")
        const { text } = await message.waitFor({ text: /^\d+$/ })
        await message.send(`next year ${Number(text) + 1}`)
      })
      bot.onMessage((message) => message.send("a number, please"))
    })
    for (const text of ["/age", "old", "41"]) core.contactSays(alice, text)
    await until(() => core.sent.length === 3)
    expect(core.sent).toEqual(["Age?", "a number, please", "next year 42"])
  })

  test("ends in time, and the chat goes on", async () => {
    const errors: unknown[] = []
    const { core } = await startBot(
      (bot) => {
        bot.onCommand("ask", async (message) => {
          await message
            .ask("Well?", { timeoutMs: 20 })
            .catch((error: unknown) => errors.push(error))
          await message.send("too late")
        })
        bot.onMessage((message) => message.send("echo"))
      },
      // Waiting takes no slot, and does not count as work.
      { concurrency: 1, handlerTimeoutMs: 5000 },
    )
    core.contactSays(alice, "/ask")
    core.contactSays(bob, "hi")
    await until(() => core.sent.includes("too late"))
    expect(errors).toEqual([new WaitError("timeout")])
    core.contactSays(alice, "hi")
    await until(() => core.sent.length === 4)
  })

  test("is given up by a signal, and by a question that cannot be sent", async () => {
    const errors: unknown[] = []
    const { core } = await startBot((bot) => {
      bot.onCommand("a", (message) =>
        message
          .ask("?", { signal: AbortSignal.abort("no") })
          .catch((error: unknown) => errors.push(error)),
      )
      bot.onCommand("b", (message) => message.ask("").catch((error: unknown) => errors.push(error)))
      bot.onMessage((message) => message.send("echo"))
    })
    for (const text of ["/a", "/b", "free"]) core.contactSays(alice, text)
    await until(() => core.sent.includes("echo"))
    expect(errors).toMatchObject([{ code: "aborted", cause: "no" }, { message: /empty/ }])
  })

  test("can wait for anyone, inside and outside of handlers", async () => {
    const { core, bot } = await startBot((bot) => {
      bot.onCommand("wait", async (message) => {
        const other = await bot.waitFor({ text: /^secret/ })
        await message.send(`${other.sender.name} knows`)
      })
      bot.onMessage((message) => message.send("echo"))
    })
    const outside = bot.waitFor({ text: "open" })
    core.contactSays(alice, "/wait")
    core.contactSays(alice, "open")
    expect((await outside).sender.name).toBe("alice")
    core.contactSays(bob, "secret word")
    await until(() => core.sent.length === 1)
    expect(core.sent).toEqual(["alice knows".replace("alice", "bob")])
  })
})

test("SmallCore pages as the core does", async () => {
  const core = new SmallCore()
  for (let n = 0; n < 5; n++) core.contactSays(alice, String(n))
  const page = JSON.parse(await core.sendCommand("/_get chat @4 before=4 count=2")) as {
    result: { chat: { chatItems: { meta: { itemId: number } }[] } }
  }
  expect(page.result.chat.chatItems.map(({ meta }) => meta.itemId)).toEqual([2, 3])
})
