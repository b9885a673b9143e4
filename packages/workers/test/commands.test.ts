import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FileError } from "@simplex-chat/core"
import { afterEach, beforeEach, expect, test } from "vitest"
import { amqpCore, ConnectionLostError, Host } from "../src/index.ts"
import { broker, Cluster, patience, withBroker } from "./fixtures.ts"

withBroker()

let bots: Cluster
beforeEach(() => void (bots = new Cluster((bot) => bot.onMessage(() => {}))))
afterEach(() => bots.stop())

test("a worker sends what its handlers send, and gets the core's errors as they are", async () => {
  await bots.host()
  const { api } = await bots.worker("one")
  await expect(
    api.apiSendTextMessage({ chatType: "direct", chatId: 99 }, "hi"),
  ).rejects.toMatchObject({
    name: "ChatCommandError",
    code: "contactNotFound",
  })
  const users = await api.apiListUsers()
  expect(users.map(({ user }) => user.localDisplayName)).toEqual(["bot"])
})

test("a command in flight when the host goes may have been carried out, and says so", async () => {
  const core = bots.network.openCore({ name: "bot" })
  const host = await bots.hostOn(core)
  const { api } = await bots.worker("one")
  const asked = Promise.withResolvers<void>()
  const send = core.sendCommand.bind(core)
  core.sendCommand = (command, options) => {
    if (command !== "/users") return send(command, options)
    asked.resolve()
    return new Promise(() => {})
  }
  const command = api.sendChatCmd("/users").catch((error: unknown) => error)
  await asked.promise
  await host.stop()
  await bots.host()
  expect(await command).toMatchObject({ cause: expect.any(ConnectionLostError) as unknown })
})

test("a command for which there is no host waits for the next one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-commands-"))
  const open = () => bots.network.openCore({ name: "bot", folder: join(folder, "bot") })
  const first = await bots.hostOn(open())
  const { api } = await bots.worker("one")
  await first.stop()
  const users = api.apiListUsers()
  await bots.hostOn(open())
  expect(await users).toHaveLength(1)
  rmSync(folder, { recursive: true })
})

test("files travel in pieces, larger than one message of the broker", async () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-files-"))
  await bots.host()
  const core = amqpCore({ url: broker().url, name: bots.name })
  await core.hosted()
  const data = randomBytes(20 * 2 ** 20)
  const path = join(folder, "large")
  const crypto = await core.writeFile(path, data)
  expect(data.equals(await core.readFile(path, crypto))).toBe(true)
  const missing = join(folder, "missing")
  await expect(core.readFile(missing, crypto)).rejects.toBeInstanceOf(FileError)
  await core.encryptFile(path, join(folder, "again"))
  expect(await core.writeFile(join(folder, "empty"), new Uint8Array())).toHaveProperty("fileKey")
  await core.close()
  rmSync(folder, { recursive: true })
})

test("bots on one broker do not see each other's messages", async () => {
  const others = new Cluster((bot) => bot.onMessage((message) => message.reply("other")))
  await others.host()
  await others.worker("one")
  const own = new Cluster((bot) => bot.onMessage((message) => message.reply("own")))
  const host = await own.host()
  await own.worker("one")
  const alice = await own.person("alice", host)
  await alice.say("hello")
  await alice.expectMessage("own", patience)
  expect(alice.transcript()).toHaveLength(2)
  await own.stop()
  await others.stop()
})

test.each(["", "a bot", "bot/1", "x".repeat(101)])("refuses the name %j", (name) => {
  expect(() => amqpCore({ url: "amqp://127.0.0.1", name })).toThrow(/^name: must be/)
})

test.each(["", "127.0.0.1", "http://127.0.0.1"])("refuses the address %j", (url) => {
  expect(() => amqpCore({ url, name: "bot" })).toThrow(/^url: must be an address/)
})

test.each(["bot:100%w@127.0.0.1", "bot%:secret@127.0.0.1", "127.0.0.1/%vhost"])(
  "refuses the address amqp://%s, and says how to write it",
  (rest) => {
    const open = () => amqpCore({ url: `amqp://${rest}`, name: "bot" })
    expect(open).toThrow("url: has a % in name, password or path: write it as %25")
  },
)

test("the workers' commands end when the core is closed", async () => {
  await bots.host()
  const core = amqpCore({ url: broker().url, name: bots.name })
  await core.hosted()
  await core.close()
  await expect(core.sendCommand("/users")).rejects.toThrow("the core is closed")
})

test("a host that was not started stops at once", async () => {
  const bot = bots.bot(bots.network.openCore({ name: "idle" }), "host")
  const host = new Host(bot, { url: broker().url, name: bots.name })
  expect(await host.stop()).toEqual({ unfinished: 0, failure: undefined })
})
