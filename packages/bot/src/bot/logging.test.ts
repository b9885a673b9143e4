import { describe, expect, test } from "vitest"
import { contact, group, member } from "../../test/fixtures/items.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { BotError } from "../errors.ts"
import { errorFields } from "./logging.ts"

const secret = "the word"

describe("an error in the log", () => {
  const thrown = (call: () => unknown): unknown => {
    try {
      return call()
    } catch (error) {
      return error
    }
  }

  test.each<[string, () => unknown]>([
    [
      "of the author",
      () =>
        thrown(() => {
          throw new Error(`cannot read ${secret}`)
        }),
    ],
    ["of JSON", () => thrown(() => JSON.parse(secret))],
    ["of the in operator", () => thrown(() => "x" in (secret as never))],
    ["of a property", () => thrown(() => (undefined as never)[secret])],
    ["of fetch", () => fetch(secret).catch((error: unknown) => error)],
    ["that looks like a stack", () => new Error(`x\n    at ${secret}\n    at there`)],
    [
      "whose message was changed",
      () => Object.assign(new Error(`\n    at ${secret}`), { message: "y" }),
    ],
    ["that is none", () => secret],
  ])("%s says what it is, and not what was written", async (_, make) => {
    const fields = errorFields(await make())
    expect(JSON.stringify(fields)).not.toContain(secret)
    expect(fields).toHaveProperty("error")
  })

  test("says where it came from, and what it says when it is ours", () => {
    expect(errorFields(new BotError("api: the bot has not started yet"))).toMatchObject({
      error: "BotError",
      message: "api: the bot has not started yet",
    })
    const { at } = errorFields(new TypeError("x")) as { at: string[] }
    expect(at[0]).toMatch(/^at .*logging\.test\.ts:\d+/)
  })
})

describe("the log of a bot", () => {
  test("has all that was thrown at the level debug", async () => {
    const { core, log } = await startBot((bot) => {
      bot.onMessage(({ text }) => Promise.reject(new Error(text)))
    })
    core.contactSays(contact(4), secret)
    await until(() => log.lines.some(({ level }) => level === "debug"))
    const [error, debug] = log.lines.filter(({ message }) => message.startsWith("a handler failed"))
    expect(error).toMatchObject({ level: "error", itemId: 1, chat: "direct" })
    expect(JSON.stringify(error)).not.toContain(secret)
    expect((debug as unknown as { err: Error }).err.message).toBe(secret)
  })

  test("names the command that failed, if it is one of the bot, and not any word after a slash", async () => {
    const { core, log } = await startBot((bot) => {
      const fail = () => Promise.reject(new Error("no"))
      bot.group({}, (inner) => inner.onCommand("known", fail)).onMessage(fail)
    })
    core.memberSays(group(1), member(2), "/known x")
    core.memberSays(group(1), member(2), "/secret x")
    const failed = () => log.lines.filter(({ level }) => level === "error")
    await until(() => failed().length === 2)
    expect(failed().map(({ command }) => command)).toEqual(["known", undefined])
  })

  test.each([
    [{}, ["a contact is connected"]],
    [{ logContacts: false, logNetwork: true }, ["network", "network", "network"]],
  ])("logs contacts and servers with %o, by id and by event only", async (options, logged) => {
    const { core, log } = await startBot(() => {}, options)
    core.say("contactConnected", { contact: contact(4, secret) })
    for (const event of ["hostConnected", "hostDisconnected"]) {
      core.say(event, { protocol: "smp", transportHost: "smp.example" })
    }
    const server = "smp://key@smp.example"
    core.say("subscriptionStatus", {
      server,
      subscriptionStatus: { type: "active" },
      connections: [],
    })
    const heard = () =>
      log.lines.filter(({ message }) => /contact|network/.test(message) && message !== "started")
    await until(() => heard().length === logged.length)
    expect(heard().map(({ message }) => message)).toEqual(logged)
    expect(JSON.stringify(log.lines)).not.toMatch(/the word|example|key@/)
    if ("logNetwork" in options) expect(heard()[0]).toMatchObject({ event: "hostConnected" })
    else expect(heard()[0]).toMatchObject({ contactId: 4 })
  })
})
