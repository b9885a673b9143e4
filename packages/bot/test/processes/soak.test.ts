import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, beforeEach, expect, it } from "vitest"
import { Child } from "./child.ts"

const size =
  process.env["STRESS"] === undefined
    ? { chats: 8, messages: 400, kills: 3 }
    : { chats: 50, messages: 4000, kills: 30 }

let folder = ""
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-soak-"))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it(
  "loses nothing, and repeats only what ran when it was killed",
  { timeout: 3_600_000 },
  async () => {
    const args = [folder, String(size.chats), String(size.messages)]
    for (let kill = 0; kill < size.kills; kill++) {
      const child = new Child("soak-child.ts", args)
      await Promise.race([sleep(1200 + 400 * Math.random()), child.ended])
      child.kill("SIGKILL")
      await child.ended
    }
    const final = new Child("soak-child.ts", args)
    await final.ended
    expect(final.lines).toContain("done")
    const lives = livesOf(readFileSync(join(folder, "handled.log"), "utf8"))
    const people = Array.from({ length: size.chats }, (_, n) => `p${n}`)
    const repeated = people.flatMap((name) =>
      check(
        name,
        lives.map((life) => life.get(name) ?? []),
      ),
    )
    // Otherwise no kill came while a handler ran, and nothing was shown: that can be, but seldom.
    console.log(
      `${lives.length} lives, ${repeated.length} messages twice, ${final.lines.join(", ")}`,
    )
  },
)

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
        life.set(name, [...(life.get(name) ?? []), Number(n)])
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
