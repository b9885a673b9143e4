import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { run } from "../demo/run.ts"
import { recordedScenes, type Scene } from "../demo/scenes.ts"

/** What the demo prints, and its exit code. */
function shown(scenes: readonly Scene[]): { text: string; code: number } {
  const lines: string[] = []
  const code = run(scenes, 110, (line) => lines.push(line))
  return { text: lines.join("\n"), code }
}

/** The recorded scenes with one text replaced in all that was sent and received. */
function spoilt(find: string, replacement: string): Scene[] {
  const text = JSON.stringify(recordedScenes())
  if (!text.includes(find)) throw new Error(`${find} is not in the scenes`)
  return JSON.parse(text.replaceAll(find, replacement)) as Scene[]
}

describe("the demo", () => {
  const { text, code } = shown(recordedScenes())

  test("shows who sent what, and what came of it", () => {
    expect(text).toMatch(/alice → CC\.APICreateMyAddress +\/_address 1 ✓/)
    expect(text).toMatch(/bob {3}· contactConnected +connected to alice/)
    expect(text).toMatch(/bob {3}· newChatItems +alice: “hello bob”/)
    expect(text).toMatch(/alice · chatItemReaction +👍 added to “hello bob \(edited\)”/)
    expect(text).toMatch(/carol → CC\.APISendMessages +\/_send #1 text observer cannot ≈/)
    expect(text).toMatch(/carol ← error +refused: groupUserRole/)
  })

  test("ends with what was checked", () => {
    expect(text).toMatch(
      /✓ \d{2} commands read and rebuilt byte for byte, 1 more in another spelling \(≈\)/,
    )
    expect(text).toMatch(/✓ \d{2} answers, \d{2} events and \d errors validated, every field/)
    expect(text).not.toContain("✗")
    expect(code).toBe(0)
  })

  test("has lines in every scene, and fits the terminal", () => {
    for (const scene of recordedScenes()) expect(scene.frames.length).toBeGreaterThan(5)
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(112)
  })

  test("marks a command that the builder writes in another spelling", () => {
    const { text, code } = shown(spoilt("/_address 1", "/_address 01"))
    expect(text).toMatch(/CC\.APICreateMyAddress +\/_address 01 ≈/)
    expect(code).toBe(0)
  })

  test("fails when a field is missing", () => {
    const { text, code } = shown(spoilt('"contactUsed":true,', ""))
    expect(text).toContain("✗ event contactConnected: $.contact.contactUsed: required")
    expect(code).toBe(1)
  })
})

describe("run by Node", () => {
  const main = fileURLToPath(new URL("../demo/main.ts", import.meta.url))
  const runMain = (env: Record<string, string>) =>
    execFileSync(process.execPath, [main], { encoding: "utf8", env: { ...env } })
  const colour = "\u001b["

  test("it is plain when its output is not a terminal", () => {
    expect(runMain({})).not.toContain(colour)
  })

  test("it has colours when they are asked for, and none with NO_COLOR", () => {
    expect(runMain({ FORCE_COLOR: "1" })).toContain(colour)
    expect(runMain({ NO_COLOR: "1" })).not.toContain(colour)
  })
})
