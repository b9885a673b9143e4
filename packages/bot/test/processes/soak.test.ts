import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Child } from "./child.ts"

/** `messages` of each chat are written, and after each `round` of them all are waited for. */
const size =
  process.env["STRESS"] === undefined
    ? { chats: 8, messages: 300, round: 150, kills: 4 }
    : { chats: 50, messages: 4000, round: 400, kills: 30 }
/** Those of a group, and of one of its members in private, come on top. */
const total = (size.chats + 2) * size.messages

/** What is on the heap when all is handled differs by the code that V8 keeps compiled: seen up to 8. */
const spreadAtMostMb = 16

let folder = ""
const children: Child[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-soak-"))))
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  await Promise.all(children.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
})

test(
  "loses nothing, repeats only what ran when it was killed, and does not grow",
  { timeout: process.env["STRESS"] === undefined ? 300_000 : 3_600_000 },
  async () => {
    const from = performance.now()
    const sizes = [size.chats, size.messages, size.round].map(String)
    const start = () => {
      const child = new Child("soak-child.ts", [folder, ...sizes])
      children.push(child)
      return child
    }
    for (const kill of killsAt()) {
      const child = start()
      const before = children.slice(0, -1).reduce((sum, one) => sum + begunBy(one), 0)
      await Promise.race([kill(() => before + begunBy(child)), child.ended])
      child.kill("SIGKILL")
      const { code, signal } = await child.ended
      expect(signal ?? code).toBe(signal === null ? 0 : "SIGKILL")
    }
    const final = start()
    expect(await final.ended).toEqual({ code: 0, signal: null })
    expect(final.lines.at(-1)).toBe("done")

    const lives = livesOf(readFileSync(join(folder, "handled.log"), "utf8"))
    const people = Array.from({ length: size.chats }, (_, n) => `p${n}`).concat("group", "private")
    const repeated = people.flatMap((name) =>
      check(
        name,
        lives.map((life) => life.get(name) ?? []),
      ),
    )
    // Neither what was said in the group before, nor what another bot says.
    const others = lives.flatMap((life) => [...life.keys()])
    expect(others.filter((name) => ["history", "bot"].includes(name))).toEqual([])
    const seconds = (performance.now() - from) / 1000
    const memory = children.map(memoryOf)
    const shown = memory
      .filter((life) => life.length > 0)
      .map((life) => life.map(({ heap, resident }) => `${heap} (${resident})`).join(", "))
    console.log(
      [
        `${total} messages in ${seconds.toFixed(0)} s, ${(total / seconds).toFixed(0)} in a second`,
        `${lives.length} lives, ${repeated.length} messages twice`,
        `MB on the heap (resident) whenever all was handled, a line for each life:`,
        ...shown,
      ].join("\n"),
    )
    const heaps = memory.flat().map(({ heap }) => heap)
    expect(Math.max(...heaps) - Math.min(...heaps)).toBeLessThan(spreadAtMostMb)
  },
)

const begunBy = ({ lines }: Child): number =>
  Number(lines.findLast((line) => line.startsWith("begun "))?.split(" ")[1] ?? 0)

/** In megabytes, each time that all was handled. */
const memoryOf = ({ lines }: Child): { heap: number; resident: number }[] =>
  lines
    .filter((line) => line.startsWith("memory "))
    .map((line) => {
      const [, heap = 0, resident = 0] = line
        .split(" ")
        .map((n) => Math.round(Number(n) / 1e5) / 10)
      return { heap, resident }
    })

/** When to kill: every fourth time while it starts, else once a number of messages has begun. */
function killsAt(): ((begun: () => number) => Promise<void>)[] {
  return Array.from({ length: size.kills }, (_, kill) => {
    if (kill % 4 === 0) return () => sleep(1000 * Math.random())
    // The last third is left to a long life.
    const count = ((total * 2) / 3) * ((kill + Math.random()) / size.kills)
    return async (begun) => {
      while (begun() < count) await sleep(5)
      await sleep(20 * Math.random())
    }
  })
}

type Life = Map<string, number[]>

/** What was begun in each life, by person, in order. */
function livesOf(log: string): Life[] {
  return log
    .split("life\n")
    .slice(1)
    .map((text) => {
      const life: Life = new Map()
      for (const line of text.split("\n").filter((line) => line !== "")) {
        const [name = "", n] = line.split(" ")
        const begun = life.get(name)
        if (begun === undefined) life.set(name, [Number(n)])
        else begun.push(Number(n))
      }
      return life
    })
}

/** Every message in order; a life begins with the one that the life before has begun last, or after it. */
function check(name: string, lives: readonly (readonly number[])[]): number[] {
  const repeated: number[] = []
  let before = 0
  for (const [life, begun] of lives.entries()) {
    const [first] = begun
    if (first === undefined) continue
    if (first === before) repeated.push(first)
    const from = first === before ? before : before + 1
    const expected = Array.from({ length: begun.length }, (_, n) => from + n)
    expect({ name, life, begun }).toEqual({ name, life, begun: expected })
    before = begun.at(-1) ?? before
  }
  expect({ name, last: before }).toEqual({ name, last: size.messages })
  return repeated
}
