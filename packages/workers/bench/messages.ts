import type { ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import type { Handled } from "./handling.ts"
import { endAll, said, start } from "./processes.ts"

/** How many messages are on their way at once: what a bot holds in memory, and a bit less. */
const mostInFlight = 1_500

/** Where messages are handled: in the process of the core, or in workers behind the broker. */
export interface Setup {
  readonly workers: number
  readonly workMs: number
}

interface Started {
  readonly source: ChildProcess
  readonly handlers: readonly ChildProcess[]
}

async function begin(url: string, { workers, workMs }: Setup): Promise<Started> {
  const name = `bench-${randomUUID()}`
  const source =
    workers === 0
      ? start("source-child.ts", "single", String(workMs))
      : start("source-child.ts", "host", url, name)
  await said(source)
  const begun = new Promise<void>((resolve) => {
    source.on("message", (message) => message === "begun" && resolve())
  })
  const handlers = Array.from({ length: workers }, () =>
    start("worker-child.ts", url, name, String(workMs)),
  )
  await Promise.all([begun, ...handlers.map(said)])
  return { source, handlers: workers === 0 ? [source] : handlers }
}

/** Messages per second, with always enough of them on their way. */
export async function throughput(url: string, setup: Setup, total: number): Promise<number> {
  const { source, handlers } = await begin(url, setup)
  let sent = 0
  let handled = 0
  const send = () => {
    const count = Math.min(total - sent, mostInFlight - (sent - handled))
    if (count <= 0) return
    sent += count
    source.send(count)
  }
  // What comes first warms up, and is not counted.
  const warmUp = total / 5
  let begunAt = 0
  const seconds = await new Promise<number>((resolve) => {
    for (const handler of handlers) {
      handler.on("message", (message: Handled) => {
        handled += message.ages.length
        if (begunAt === 0 && handled >= warmUp) begunAt = performance.now()
        if (handled >= total) resolve((performance.now() - begunAt) / 1000)
        send()
      })
    }
    send()
  })
  await endAll()
  return (total - warmUp) / seconds
}

/** How old messages are when their handlers begin, at a pace, in milliseconds. */
export async function latency(
  url: string,
  setup: Setup,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<{ readonly p50: number; readonly p99: number }> {
  const { source, handlers } = await begin(url, setup)
  const ages: number[] = []
  const total = perSecond * seconds
  await new Promise<void>((resolve) => {
    for (const handler of handlers) {
      handler.on("message", (message: Handled) => {
        ages.push(...message.ages)
        if (ages.length >= total) resolve()
      })
    }
    const begun = performance.now()
    let sent = 0
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * perSecond))
      if (due > sent) source.send(due - sent)
      sent = due
      if (sent === total) clearInterval(timer)
    }, 2)
  })
  await endAll()
  // The first second warms up.
  const sorted = ages.slice(perSecond).toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? NaN
  return { p50: at(0.5), p99: at(0.99) }
}
