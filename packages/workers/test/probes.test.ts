import { afterEach, expect, test } from "vitest"
import { broker, Cluster, withBroker } from "./fixtures.ts"
import { AmqpProxy } from "./faults/amqp-proxy.ts"

withBroker()

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function answered(url: string, path: string): Promise<{ status: number; body: object }> {
  const response = await fetch(`${url}${path}`)
  return { status: response.status, body: (await response.json()) as object }
}

test("a host is ready as long as its core and the broker are there, and live meanwhile", async () => {
  const proxy = await AmqpProxy.to(broker().url)
  cleanups.push(() => proxy.close())
  const cluster = new Cluster(() => {})
  cleanups.push(() => cluster.stop())
  const host = await cluster.host({ url: proxy.url })
  const { url } = await host.serveHttp("127.0.0.1:0")
  expect(await answered(url, "/readyz")).toMatchObject({
    status: 200,
    body: { ok: true, database: true, broker: true },
  })
  expect(await answered(url, "/status")).toMatchObject({ body: { name: "bot", state: "running" } })

  proxy.block()
  await expect
    .poll(() => answered(url, "/readyz"))
    .toMatchObject({ status: 503, body: { ok: false, database: true, broker: false } })
  // To restart it would not bring the broker back.
  expect(await answered(url, "/livez")).toMatchObject({ status: 200 })
  proxy.unblock()
  await expect.poll(() => answered(url, "/readyz")).toMatchObject({ status: 200 })

  await host.stop()
  expect(host.state).toBe("stopped")
  await expect(fetch(url)).rejects.toThrow("fetch failed")
})

test("a host that waits for another is live and not ready", async () => {
  const cluster = new Cluster(() => {})
  cleanups.push(() => cluster.stop())
  await cluster.host()
  const second = cluster.secondHost()
  const { url } = await second.serveHttp("127.0.0.1:0")
  expect(second.state).toBe("new")
  const starting = second.start()
  starting.catch(() => {})
  expect(second.state).toBe("starting")
  expect(await answered(url, "/livez")).toMatchObject({ status: 200 })
  expect(await answered(url, "/readyz")).toMatchObject({ status: 503, body: { ok: false } })
  await cluster.stop()
  await starting
  await second.stop()
})
