import { type Message, WaitError } from "@simplex-chat/bot"
import { ConnectionLostError } from "@simplex-chat/core"
import type { Person } from "@simplex-chat/testing"
import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { broker, Cluster, withBroker } from "../fixtures.ts"
import { AmqpProxy, type Cut, type Side } from "./amqp-proxy.ts"

withBroker()

/** Every frame under `pnpm stress`; otherwise some of them, which are others from frame to frame. */
const step = process.env["STRESS"] === undefined ? 29 : 1

type Program = "host" | "worker"

/**
 * One conversation and one message after it, with a network that breaks once.
 *
 * @returns how many frames have passed in each direction
 */
async function converse(program: Program, cut: Cut | undefined) {
  const handled: string[] = []
  const ended: string[] = []
  const failures: unknown[] = []
  const bots = new Cluster((bot, worker) => {
    // What is not confirmed because the network broke rejects; the conversation goes on without it.
    const attempt = (sending: Promise<unknown>) =>
      sending.catch((error: unknown) => failures.push(error))
    bot.onCommand("order", async (message: Message) => {
      handled.push(`${worker} order`)
      const what = await message.ask("What?").catch((error: unknown) => {
        // The chat is released, and the message comes again.
        if (error instanceof WaitError) throw error
        failures.push(error)
      })
      if (what !== undefined) await attempt(message.reply(`one ${what.text}`))
      ended.push("order")
    })
    bot.onMessage(async (message) => {
      handled.push(`${worker} ${message.text}`)
      await attempt(message.reply(`got ${message.text}`))
    })
  })
  const proxy = await AmqpProxy.to(broker().url)
  if (cut !== undefined) proxy.cutAt(cut)
  const urls = { host: broker().url, worker: broker().url, [program]: proxy.url }
  try {
    const host = await bots.host({ url: urls.host, partitions: 2 })
    await bots.worker("one", { url: urls.worker, handOverMs: 500 })
    const alice = await bots.person("alice", host)
    await alice.say("/order")
    const answering = answer(alice, () => ended.includes("order"))
    await expect.poll(() => ended, { timeout: 20_000 }).toContain("order")
    await answering
    // Nothing else than a lost connection goes wrong.
    const lost = { cause: expect.any(ConnectionLostError) as unknown }
    for (const failure of failures) expect(failure).toMatchObject(lost)
    await alice.say("last")
    await expect.poll(() => handled.at(-1), { timeout: 20_000 }).toBe("one last")
  } finally {
    await bots.stop()
    await proxy.close()
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
          for (const inside of step === 1 ? [false, true] : [frame % 2 === 0]) {
            await converse(program, { of, frame, inside }).catch((error: unknown) => {
              throw new Error(`frame ${frame} of ${frames[of]}, inside: ${inside}`, {
                cause: error,
              })
            })
          }
        }
      },
    )
  }
}
