import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, expect, test } from "vitest"
import { Child } from "./child.ts"
import { broker, withOwnBroker } from "./fixtures.ts"
import { HandledLog } from "./handled-log.ts"

const isStress = process.env["STRESS"] !== undefined
const size = isStress
  ? {
      people: 60,
      messages: Number(process.env["SOAK"] ?? 3_334),
      workers: 4,
      workerKills: 10,
      hostKills: 3,
      broker: true,
    }
  : { people: 10, messages: 60, workers: 3, workerKills: 3, hostKills: 1, broker: true }

withOwnBroker()

const folder = mkdtempSync(join(tmpdir(), "workers-soak-"))
const log = new HandledLog(join(folder, "handled.log"))
const children = new Set<Child>()
afterEach(async () => {
  await Promise.all([...children].map((child) => child.kill("SIGKILL")))
  rmSync(folder, { recursive: true, force: true })
})

function start(program: string, ...args: string[]): Child {
  const child = new Child(program, [folder, broker().url, name, ...args])
  children.add(child)
  return child
}

const name = `soak-${randomUUID()}`
const startHost = () => start("host-child.ts", String(size.people), String(size.messages))

test(
  "workers, host and broker are killed: nothing is lost, in order, and only what was in flight comes twice",
  { timeout: isStress ? 3_600_000 : 300_000 },
  async () => {
    let host = startHost()
    let workers = Array.from({ length: size.workers }, (_, n) => start("worker-child.ts", `w${n}`))
    const total = size.people * size.messages
    const events = [
      ...Array.from({ length: size.workerKills }, (_, n) => ({
        at: n + 0.5,
        what: "worker" as const,
      })),
      ...Array.from({ length: size.hostKills }, (_, n) => ({
        at: ((n + 0.7) * size.workerKills) / size.hostKills,
        what: "host" as const,
      })),
      ...(size.broker ? [{ at: size.workerKills * 0.6, what: "broker" as const }] : []),
    ].toSorted((a, b) => a.at - b.at)
    for (const { at, what } of events) {
      await handled((at / size.workerKills) * total * 0.8)
      if (what === "worker") {
        const [first, ...others] = workers
        await first?.kill("SIGKILL")
        workers = [...others, start("worker-child.ts", `w${children.size}`)]
      } else if (what === "host") {
        await host.kill("SIGKILL")
        host = startHost()
      } else if (broker().kill !== undefined) {
        await broker().kill?.()
        await broker().start?.()
      }
    }
    while (!host.said("written")) await sleep(50)
    await expect.poll(missing, { timeout: isStress ? 600_000 : 120_000, interval: 200 }).toEqual([])
    const repeated = log.checkOrder(inFlight, size.broker)
    console.log(`${total} messages, ${events.length} kills, ${repeated} handled again`)
  },
)

async function handled(count: number): Promise<void> {
  while (log.messages.size < count) await sleep(20)
}

function missing(): string[] {
  const seen = log.messages
  return Array.from({ length: size.people }, (_, p) =>
    Array.from({ length: size.messages }, (_, n) => `p${p} ${n + 1}`),
  )
    .flat()
    .filter((line) => !seen.has(line))
    .slice(0, 5)
}

/** A question of the number 7 is in flight with its answer, 8; any other message alone. */
const inFlight = (newest: number): number =>
  [7, 8].includes(newest % 10) ? newest - (newest % 10) + 7 : newest
