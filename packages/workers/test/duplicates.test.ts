import { chatRef } from "@simplex-chat/api"
import type { Message } from "@simplex-chat/bot"
import { chatKey } from "@simplex-chat/bot/hosting"
import { Connection } from "rabbitmq-client"
import { afterEach, expect, test } from "vitest"
import { namesOf } from "../src/broker/names.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"

withBroker()

const state: { bots?: Cluster } = {}
afterEach(() => state.bots?.stop())

test("what the host hands on twice is handled once, and not left for another worker", async () => {
  const handled: string[] = []
  const messages: Message[] = []
  const bots = (state.bots = new Cluster((bot, worker) =>
    bot.onMessage((message) => {
      handled.push(`${worker}: ${message.text}`)
      messages.push(message)
    }),
  ))
  const host = await bots.host({ partitions: 1 })
  const one = await bots.worker("one")
  const alice = await bots.person("alice", host)
  const bob = await bots.person("bob", host)
  await alice.say("once")
  await expect.poll(() => handled).toEqual(["one: once"])
  await handOnAgain(bots, messages[0] as Message)
  // In another chat of the same queue: it comes after what was handed on again.
  await bob.say("next")
  await expect.poll(() => handled).toEqual(["one: once", "one: next"])
  await one.stop()
  await bots.worker("two")
  await bob.say("last")
  await expect.poll(() => handled.at(-1)).toBe("two: last")
  expect(handled).toEqual(["one: once", "one: next", "two: last"])
})

/** As a host does that was killed between the broker's confirmation and its own note of it. */
async function handOnAgain(bots: Cluster, { item }: Message): Promise<void> {
  const connection = new Connection(broker().url)
  const publisher = connection.createPublisher({ confirm: true })
  const chat = chatKey(chatRef(item.chatInfo))
  const brought = { type: "message", chat, item, isHistory: false }
  await publisher.send(namesOf(bots.name).partition(0), brought)
  await publisher.close()
  await connection.close()
}
