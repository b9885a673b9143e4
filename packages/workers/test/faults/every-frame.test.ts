import { WaitError } from "@simplex-chat/bot"
import { ConnectionLostError } from "@simplex-chat/core"
import type { Person } from "@simplex-chat/testing"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { amqpCore } from "../../src/index.ts"
import { broker, Cluster, withBroker } from "../fixtures.ts"
import { AmqpProxy, type Cut, type Fault, type Side } from "./amqp-proxy.ts"

withBroker()

/** Every frame and fault under `pnpm stress`; otherwise some frames, with another fault each. */
const isStress = process.env["STRESS"] !== undefined
const step = isStress ? 1 : 37
const faults: readonly Fault[] = ["cut", "half", "garbage"]
const bytes = Buffer.alloc(300_000, "file")

type Program = "host" | "worker"

/**
 * A command that asks, a file, and messages before and after, with a network that breaks once.
 *
 * @returns how many frames have passed in each direction
 */
async function converse(program: Program, cut: Cut | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "workers-frames-"))
  const handled: string[] = []
  const ended: string[] = []
  const failures: unknown[] = []
  // What is not confirmed because the network broke rejects; the handler goes on without it.
  const attempt = <Value>(call: Promise<Value>): Promise<Value | undefined> =>
    call.catch((error: unknown) => {
      // The chat is released, and the message comes again.
      if (error instanceof WaitError) throw error
      failures.push(error)
      return undefined
    })
  const proxy = await AmqpProxy.to(broker().url)
  if (cut !== undefined) proxy.cutAt(cut)
  const urls = { host: broker().url, worker: broker().url, [program]: proxy.url }
  const bots = new Cluster((bot) => {
    bot.onCommand("order", async (message) => {
      handled.push("order")
      const what = await attempt(message.ask("What?"))
      if (what !== undefined) await attempt(message.reply(`one ${what.text}`))
      ended.push("order")
    })
    bot.onCommand("file", async (message) => {
      handled.push("file")
      const path = join(folder, "file")
      const crypto = await attempt(core.writeFile(path, bytes))
      const read = crypto === undefined ? undefined : await attempt(core.readFile(path, crypto))
      if (read !== undefined) expect(bytes.equals(read)).toBe(true)
      await attempt(message.reply("filed"))
    })
    bot.onMessage(async (message) => {
      handled.push(message.text)
      await attempt(message.reply(`got ${message.text}`))
    })
  })
  const core = amqpCore({ url: urls.worker, name: bots.name, handOverMs: 500 })
  try {
    const host = await bots.host({ url: urls.host, partitions: 2 })
    await bots.workerOn(core, "one")
    const alice = await bots.person("alice", host)
    await alice.say("first")
    await alice.say("/order")
    const answering = answer(alice, () => ended.includes("order"))
    await expect.poll(() => ended).toContain("order")
    await answering
    await alice.say("/file")
    await alice.say("last")
    await expect.poll(() => handled.at(-1)).toBe("last")
    // Nothing else than a lost connection goes wrong.
    const lost = { cause: expect.any(ConnectionLostError) as unknown }
    for (const failure of failures)
      if (!(failure instanceof ConnectionLostError)) expect(failure).toMatchObject(lost)
    // None is lost, each is handled for the first time in order; the answer is one or the other.
    const first = handled.filter((text, at) => handled.indexOf(text) === at && text !== "tea")
    expect(first).toEqual(["first", "order", "file", "last"])
  } finally {
    await bots.stop()
    await proxy.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return proxy.frames
}

/** Answers the question, again when it comes again, until the conversation has ended. */
async function answer(person: Person, isEnded: () => boolean): Promise<void> {
  let answered = 0
  while (!isEnded()) {
    const asked = person
      .transcript()
      .filter((line) => JSON.stringify(line).includes("What?")).length
    if (asked > answered) {
      answered = asked
      await person.say("tea")
    }
    await sleep(20)
  }
}

for (const program of ["host", "worker"] as const) {
  for (const of of ["client", "broker"] as Side[]) {
    test(
      `the network of the ${program} breaks at any frame from its ${of}: the conversation ends, and the chat goes on`,
      { timeout: 1_800_000 },
      async () => {
        const frames = await converse(program, undefined)
        expect(frames[of]).toBeGreaterThan(20)
        for (let frame = 1; frame <= frames[of]; frame += step) {
          const fault = faults[((frame - 1) / step) % faults.length] ?? "cut"
          for (const each of isStress ? faults : [fault]) {
            await converse(program, { of, frame, fault: each }).catch((error: unknown) => {
              throw new Error(`${each} at frame ${frame} of ${frames[of]}`, { cause: error })
            })
          }
        }
      },
    )
  }
}
