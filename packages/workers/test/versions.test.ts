// Hosts and workers of different versions of this package.
import { UnsupportedError } from "@simplex-chat/core"
import { Connection } from "rabbitmq-client"
import { afterEach, expect, test } from "vitest"
import type { Announcement, Request } from "../src/broker/messages.ts"
import { namesOf } from "../src/broker/names.ts"
import { Parcels, sendParcel } from "../src/broker/parcels.ts"
import { Requests } from "../src/worker/requests.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function cluster(): Cluster {
  const bots = new Cluster((bot) => bot.onMessage(() => {}))
  cleanups.push(() => bots.stop())
  return bots
}

function connect(): Connection {
  const connection = new Connection(broker().url)
  cleanups.push(() => connection.unsafeDestroy())
  return connection
}

const versions = "speaks version 2 of the protocol, and this worker version 1; update the older"

test("a worker refuses a host of another version", async () => {
  const bots = cluster()
  const { host } = namesOf(bots.name)
  const channel = await connect().acquire()
  await channel.queueDeclare({ queue: host, exclusive: true })
  const parcels = new Parcels()
  await channel.basicConsume({ queue: host, noAck: true }, (message) => {
    const { replyTo: routingKey = "", correlationId = "" } = message
    if (parcels.take(correlationId, message) === undefined) return
    const answer = { json: { value: { protocol: 2 } } }
    void sendParcel(channel, { routingKey, correlationId }, answer)
  })
  const error = await bots.worker("one").catch((error: unknown) => error)
  expect(error).toMatchObject({ name: "HostVersionError" })
  expect(String(error)).toContain(versions)
})

test("a worker stops when a host of another version takes over", async () => {
  const bots = cluster()
  await bots.host()
  const worker = await bots.worker("one")
  const announcement: Announcement = {
    host: "newer",
    session: "newer",
    protocol: 2,
    partitions: 8,
    announced: 0,
    alive: true,
  }
  const envelope = { exchange: namesOf(bots.name).events, contentType: "application/json" }
  await (await connect().acquire()).basicPublish(envelope, announcement)
  const failure = await worker.serveForever().catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: "HostVersionError" })
  expect(String(failure)).toContain(versions)
})

test("a host says that it does not know a call of a newer worker", async () => {
  const bots = cluster()
  await bots.host()
  const requests = new Requests(connect(), namesOf(bots.name).host)
  const call = requests.call({ call: "paint" } as unknown as Request)
  await expect(call).rejects.toBeInstanceOf(UnsupportedError)
  await requests.close()
})
