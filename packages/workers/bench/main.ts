// What workers cost and bring, compared with a bot in one process. All figures are of one run on one
// machine: compare the ratios, not the rates.
import { noBroker, startBroker } from "../test/servers/rabbitmq.ts"
import { commandCosts } from "./commands.ts"
import { latency, type Setup, throughput } from "./messages.ts"
import { endAll } from "./processes.ts"

if (noBroker !== undefined) {
  console.log(`skipped: ${noBroker}`)
  process.exit(0)
}

const print = (...cells: readonly [string, string, string]) =>
  console.log(`  ${cells[0].padEnd(34)}${cells[1].padStart(16)}${cells[2].padStart(10)}`)
const rate = (perSecond: number) => `${Math.round(perSecond).toLocaleString("en")}/s`
const place = ({ workers }: Setup) =>
  workers === 0 ? "in one process" : `${workers} worker${workers === 1 ? "" : "s"}`

const broker = await startBroker()
try {
  for (const [workMs, total] of [
    [0, 15_000],
    [20, 8_000],
  ] as const) {
    console.log(
      `\nmessages handled, with ${workMs} ms in each handler, 16 at once in each process:`,
    )
    let base = 0
    for (const workers of [0, 1, 2, 4]) {
      const setup = { workers, workMs }
      const perSecond = await throughput(broker.url, setup, total)
      if (workers === 0) base = perSecond
      print(place(setup), rate(perSecond), (perSecond / base).toFixed(2))
    }
  }

  console.log("\nfrom the core to the handler, at 500 messages a second (p50, p99):")
  const base = await latency(broker.url, { workers: 0, workMs: 0 }, { perSecond: 500, seconds: 8 })
  for (const workers of [0, 1, 4]) {
    const pace = { perSecond: 500, seconds: 8 }
    const setup = { workers, workMs: 0 }
    const { p50, p99 } = workers === 0 ? base : await latency(broker.url, setup, pace)
    const added = `+${(p50 - base.p50).toFixed(1)} ms`
    print(place(setup), `${p50.toFixed(1)}, ${p99.toFixed(1)} ms`, added)
  }

  console.log("\na command, one after another and 64 at once:")
  const costs = await commandCosts(broker.url, 3_000)
  const { inProcess, overWebSocket, overAmqp } = costs
  for (const [where, { alone, together }] of [
    ["in one process", inProcess],
    ["over WebSocket", overWebSocket],
    ["over AMQP", overAmqp],
  ] as const) {
    const ratios = `${(alone / inProcess.alone).toFixed(1)}, ${(together / inProcess.together).toFixed(1)}`
    print(where, `${Math.round(alone)}, ${Math.round(together)} us`, ratios)
  }
} finally {
  await endAll()
  await broker.stop()
}
