// Processes that stop for a while and go on: suspended, swapped out, or in a machine that was paused.
import { appendFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { HostReplacedError } from "../../src/index.ts"
import { Child } from "../child.ts"
import { broker, Cluster, withBroker } from "../fixtures.ts"
import { HandledLog } from "../handled-log.ts"
import { AmqpProxy } from "./amqp-proxy.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "workers-paused-"))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test("a worker that is paused loses its chats, and does not disturb them when it goes on", async () => {
  const folder = makeFolder()
  const log = new HandledLog(join(folder, "handled.log"))
  const bots = new Cluster((bot, worker) =>
    bot.onMessage((message) =>
      appendFileSync(join(folder, "handled.log"), `${worker} ${message.text}\n`),
    ),
  )
  cleanups.push(() => bots.stop())
  const host = await bots.host({ partitions: 2 })
  const url = `${broker().url}?heartbeat=1`
  const paused = new Child("worker-child.ts", [folder, url, bots.name, "paused"])
  cleanups.push(() => paused.kill("SIGKILL"))
  await expect.poll(() => paused.said("started")).toBe(true)
  const people = await Promise.all(
    ["alice", "bob", "cyd", "dan"].map((name) => bots.person(name, host)),
  )
  const say = async (first: number, last: number) => {
    for (let n = first; n <= last; n++) {
      for (const person of people) await person.say(`${person.name} ${n}`)
    }
  }
  await say(1, 6)
  paused.signal("SIGSTOP")
  await say(7, 26)
  const total = 26 * people.length
  await bots.worker("other")
  await expect.poll(() => log.messages.size).toBe(total)
  paused.signal("SIGCONT")
  await say(27, 40)
  await expect.poll(() => log.messages.size).toBe(40 * people.length)
  log.checkOrder((newest) => newest, false)
})

test("a host that was away for a while, and was replaced, stops and says why", async () => {
  const bots = new Cluster((bot) => bot.onMessage(() => {}))
  cleanups.push(() => bots.stop())
  const network = await AmqpProxy.to(broker().url)
  cleanups.push(() => network.close())
  const first = await bots.host({ url: network.url })
  const stopped = first.serveForever().catch((error: unknown) => error)
  network.block()
  const second = await bots.hostOn(bots.network.openCore({ name: "other" }))
  network.unblock()
  expect(await stopped).toBeInstanceOf(HostReplacedError)
  // The one in its place goes on.
  expect(await second.stop()).toMatchObject({ failure: undefined })
})
