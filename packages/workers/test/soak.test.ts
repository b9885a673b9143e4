import { randomUUID } from "node:crypto"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, expect, test } from "vitest"
import { Child } from "./child.ts"
import { broker, withOwnBroker } from "./fixtures.ts"

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
  : { people: 10, messages: 60, workers: 3, workerKills: 3, hostKills: 1, broker: false }

withOwnBroker()

const folder = mkdtempSync(join(tmpdir(), "workers-soak-"))
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
  { timeout: isStress ? 3_600_000 : 120_000 },
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
    await expect.poll(missing, { timeout: isStress ? 600_000 : 60_000, interval: 200 }).toEqual([])
    const repeated = checkOrder()
    console.log(`${total} messages, ${events.length} kills, ${repeated} handled again`)
  },
)

const log = (): string[] =>
  existsSync(join(folder, "handled.log"))
    ? readFileSync(join(folder, "handled.log"), "utf8").trimEnd().split("\n")
    : []

async function handled(count: number): Promise<void> {
  while (new Set(log().map(withoutWorker)).size < count) await sleep(20)
}

const withoutWorker = (line: string): string => line.slice(line.indexOf(" ") + 1)

function missing(): string[] {
  const seen = new Set(log().map(withoutWorker))
  return Array.from({ length: size.people }, (_, p) =>
    Array.from({ length: size.messages }, (_, n) => `p${p} ${n + 1}`),
  )
    .flat()
    .filter((line) => !seen.has(line))
    .slice(0, 5)
}

/**
 * Each chat goes on by one, or goes back to what was in flight: a message, or a question and its answer.
 * A broker that is killed forgets acknowledgements that it has not written yet, which nothing confirms:
 * once, a chat may go back further. Returns how many were handled again.
 */
function checkOrder(): number {
  const chats = Map.groupBy(log(), (line) => line.split(" ")[1])
  let repeated = 0
  for (const lines of chats.values()) {
    let newest = 0
    let jumps = size.broker ? 1 : 0
    for (const [at, line] of lines.entries()) {
      const n = Number(line.split(" ")[2])
      if (n === newest + 1) {
        newest = n
        continue
      }
      const isAsking = [7, 8].includes(newest % 10)
      const inFlight = isAsking ? newest - (newest % 10) + 7 : newest
      repeated++
      if (n > newest || (n < inFlight && jumps-- === 0)) {
        expect.fail(`out of order: ${lines.slice(Math.max(0, at - 8), at + 4).join(", ")}`)
      }
    }
  }
  return repeated
}
