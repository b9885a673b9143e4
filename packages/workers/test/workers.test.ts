import { afterEach, expect, test } from "vitest"
import { Cluster, type Declare, withBroker } from "./fixtures.ts"

withBroker()

const clusters: Cluster[] = []
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop()
})

function cluster(declare: Declare): Cluster {
  const made = new Cluster(declare)
  clusters.push(made)
  return made
}

test("a message goes through the host to a worker, and its reply back", async () => {
  const bots = cluster((bot, worker) =>
    bot.onMessage((message) => message.reply(`${worker}: ${message.text}`)),
  )
  const host = await bots.host()
  await bots.worker("one")
  const alice = await bots.person("alice", host)
  await alice.say("hello")
  await alice.expectMessage("one: hello", { timeoutMs: 5000 })
})
