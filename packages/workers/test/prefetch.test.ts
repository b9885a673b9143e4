import { afterEach, expect, test } from "vitest"
import { Cluster, patience, withBroker } from "./fixtures.ts"

withBroker()

const state: { bots?: Cluster } = {}
afterEach(() => state.bots?.stop())

test("waits that hold all of a partition's prefetch give way, the oldest first", async () => {
  const ended: string[] = []
  const bots = (state.bots = new Cluster((bot) =>
    bot.onMessage(async (message) => {
      await message.ask(`What about ${message.text}?`).then(
        (answer) => ended.push(`${message.text} answered ${answer.text}`),
        () => ended.push(`${message.text} given up`),
      )
    }),
  ))
  const host = await bots.host({ partitions: 1 })
  await bots.worker("one", { prefetch: 2, stuckMs: 200 })
  const people = []
  for (const name of ["ann", "ben", "cyd"]) people.push(await bots.person(name, host))
  const [ann, ben, cyd] = people
  await ann?.say("ann")
  await ann?.expectMessage("What about ann?", patience)
  await ben?.say("ben")
  await ben?.expectMessage("What about ben?", patience)
  // It does not fit until one of the others gives way.
  await cyd?.say("cyd")
  await cyd?.expectMessage("What about cyd?", patience)
  expect(ended[0]).toBe("ann given up")
})
