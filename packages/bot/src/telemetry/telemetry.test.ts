import { context, metrics, trace } from "@opentelemetry/api"
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks"
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http"
import { PrometheusExporter } from "@opentelemetry/exporter-prometheus"
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics"
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base"
import { createNetwork } from "@simplex-chat/testing"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest"
import { Bots } from "../bots/index.ts"
import { Bot, type MetricsHandler } from "../index.ts"
import { instruments } from "./conventions.ts"

// The real SDKs: one for the process, as an application registers it.

/** What a collector got. */
const collected: string[] = []
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    collected.push(body)
    response.writeHead(200, { "content-type": "application/json" }).end("{}")
  })
})
const spans = new InMemorySpanExporter()
const prometheus = new PrometheusExporter({ preventServerStart: true })
let provider: MeterProvider

beforeAll(async () => {
  collector.listen(0, "127.0.0.1")
  await once(collector, "listening")
  const { port } = collector.address() as AddressInfo
  const exporter = new OTLPMetricExporter({ url: `http://127.0.0.1:${port}/v1/metrics` })
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  provider = new MeterProvider({ readers: [prometheus, reader] })
  metrics.setGlobalMeterProvider(provider)
  const processor = new SimpleSpanProcessor(spans)
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }))
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
})
afterAll(async () => {
  await provider.shutdown()
  collector.close()
})
beforeEach(() => spans.reset())

const secret = "a-secret-text"

/** A bot that has handled some things, and its metrics as Prometheus gets them. */
async function measured() {
  const network = createNetwork()
  const bot = new Bot({
    profile: { displayName: "measured" },
    db: network.openCore(),
    logging: "silent",
    stateFile: ":memory:",
  })
  bot.onCommand("ask", async (message) => {
    const { text: answer } = await message.ask("Your name?")
    await message.send(`Hello ${answer}`)
  })
  bot.onMessage({ text: /fail/ }, () => {
    throw new TypeError(secret)
  })
  bot.onMessage((message) => message.reply("ok"))
  const served = await bot.serveHttp("0", {
    metrics: (request, response) => prometheus.getMetricsRequestHandler(request, response),
  })
  onTestFinished(async () => void (await bot.stop()))
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  const scrape = async () => (await fetch(`${served.url}/metrics`)).text()
  return { alice, bot, scrape }
}

test("Prometheus gets what the bot handles, sends and asks of its core, and no text or name", async () => {
  const { alice, scrape } = await measured()
  await alice.say("hello")
  await alice.expectMessage("ok")
  await alice.say(`fail ${secret}`)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  const waiting = await scrape()
  expect(waiting).toMatch(/^simplex_handlers_waiting(\{.*\})? 1/m)
  await alice.say(`/${secret}`)
  await expect.poll(scrape).toMatch(/simplex_handlers_waiting(\{.*\})? 0/)
  const lines = (await scrape()).split("\n")
  const line = (...parts: string[]) =>
    lines.find((one) => parts.every((part) => one.includes(part))) ?? ""
  const count = "messaging_process_duration_count"
  const done = line(count, 'simplex_update_type="message"', 'simplex_outcome="done"')
  expect(done).toContain('messaging_system="simplex"')
  expect(line(count, 'error_type="TypeError"', 'simplex_outcome="failed"')).toMatch(/ 1$/)
  expect(line(count, 'simplex_command="ask"')).not.toBe("")
  expect(line("messaging_client_sent_messages_total{", 'operation_name="send"')).toMatch(/ 3$/)
  expect(line("messaging_client_consumed_messages_total{")).toMatch(/ 4$/)
  expect(line("simplex_core_command_duration", 'core_command="APISendMessages"')).not.toBe("")
  expect(line("simplex_deliveries", 'state="sent"')).not.toBe("")
  expect(line("simplex_checkpoint_lag{")).toMatch(/ 0$/)
  // Nothing came before the start.
  expect(line("simplex_catch_up_messages_total{")).toBe("")
  const all = lines.join("\n")
  for (const private_ of [secret, "alice", "measured", "hello"]) expect(all).not.toContain(private_)
})

test("a collector gets the same over OTLP", async () => {
  const { alice } = await measured()
  await alice.say("hello")
  await alice.expectMessage("ok")
  await provider.forceFlush()
  const sent = collected.join("\n")
  for (const key of [
    "processDuration",
    "sent",
    "consumed",
    "commandDuration",
    "working",
    "lag",
  ] as const)
    expect(sent).toContain(`"name":"${instruments[key][0]}"`)
  expect(sent).not.toContain("alice")
})

test("a handler and the commands in it are one trace, through ask", async () => {
  const { alice } = await measured()
  spans.reset()
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  await alice.say("Alice")
  await alice.expectMessage("Hello Alice")
  const ended = () => spans.getFinishedSpans()
  await expect.poll(() => ended().map(({ name }) => name)).toContain("process command")
  const handler = ended().find(({ name }) => name === "process command")
  expect(handler?.attributes).toMatchObject({
    "messaging.system": "simplex",
    "simplex.command": "ask",
    "simplex.handler": "onCommand ask",
    "simplex.outcome": "done",
  })
  const sends = ended().filter(({ name }) => name === "APISendMessages")
  expect(sends).toHaveLength(2)
  for (const span of sends)
    expect(span.parentSpanContext?.spanId).toBe(handler?.spanContext().spanId)
})

test("the span of a handler that failed says so, without what it said", async () => {
  const { alice } = await measured()
  spans.reset()
  await alice.say("fail")
  const failed = () => spans.getFinishedSpans().find(({ name }) => name === "process message")
  await expect.poll(failed).toBeDefined()
  expect(failed()).toMatchObject({ status: { code: 2 }, attributes: { "error.type": "TypeError" } })
  expect(JSON.stringify(failed()?.attributes)).not.toContain(secret)
  expect(failed()?.events).toEqual([])
})

test("bots of one process are told apart by their names", async () => {
  const network = createNetwork()
  const bots = new Bots({ db: network.openCore({ name: "bots" }), logging: "silent" })
  onTestFinished(async () => void (await bots.stop()))
  for (const name of ["sales", "support"]) {
    bots.add(name, (given) => {
      const bot = new Bot({ profile: { displayName: name }, ...given, stateFile: ":memory:" })
      bot.onMessage((message) => message.send("ok"))
      return bot
    })
  }
  const metrics: MetricsHandler = (request, response) =>
    prometheus.getMetricsRequestHandler(request, response)
  const { url } = await bots.serveHttp("0", { metrics })
  await bots.start()
  const alice = await network.person("alice")
  await alice.connectTo(bots.get("support").address ?? "")
  await alice.say("hi")
  await alice.expectMessage("ok")
  const scraped = await (await fetch(`${url}/metrics`)).text()
  const lines = scraped.split("\n")
  const of = (name: string, bot: string) =>
    lines.filter((line) => line.startsWith(name) && line.includes(`simplex_bot_name="${bot}"`))
  expect(of("messaging_client_consumed_messages", "support")).toHaveLength(1)
  expect(of("messaging_client_consumed_messages", "sales")).toHaveLength(0)
  expect(of("simplex_queue_messages", "support")).toHaveLength(1)
  expect(of("simplex_queue_messages", "sales")).toHaveLength(1)
})
