import { createNetwork } from "@simplex-chat/testing"
import jsqr from "jsqr"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { Bot } from "./bot.ts"
import type { BotOptions } from "./options.ts"

const wasTerminal = process.stdout.isTTY
let written = ""
beforeEach(() => {
  written = ""
  process.stdout.isTTY = true
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  process.stdout.isTTY = wasTerminal
})

/** Starts a bot and stops it; gives its address. */
async function started(options: Partial<BotOptions> = {}): Promise<string | undefined> {
  const bot = new Bot({
    profile: { displayName: "squarer" },
    db: createNetwork().openCore(),
    logging: "silent",
    ...options,
  })
  await bot.start()
  const { address } = bot
  await bot.stop()
  return address
}

/** What a camera reads on the terminal: each letter is two pixels, one over the other. */
function scanned(text: string): string | undefined {
  const rows = text.split("\n").filter((row) => /^[ █▀▄]+$/.test(row))
  const scale = 4
  const [width, height] = [(rows[0]?.length ?? 0) * scale, rows.length * 2 * scale]
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const letter = rows[Math.floor(y / (2 * scale))]?.[Math.floor(x / scale)]
      const isUpper = y % (2 * scale) < scale
      const isLight = letter === "█" || letter === (isUpper ? "▀" : "▄")
      pixels.set(
        [0, 0, 0, 255].map((dark, i) => (isLight || i === 3 ? 255 : dark)),
        (y * width + x) * 4,
      )
    }
  }
  return jsqr.default(pixels, width, height)?.data
}

describe("at the start", () => {
  test("a terminal shows the address, as a text and as a code that a camera reads", async () => {
    const address = await started()
    expect(address).toMatch(/^https:|^simplex:/)
    expect(written).toContain(`squarer is at ${address}\n`)
    expect(scanned(written)).toBe(address)
  })

  test.each<[string, Partial<BotOptions>]>([
    ["when that is not wanted", { showAddress: false }],
    ["when there is no address", { createAddress: false }],
  ])("nothing is shown %s", async (_, options) => {
    await started(options)
    expect(written).toBe("")
  })

  test("nothing is shown where it would be kept: not on a terminal", async () => {
    process.stdout.isTTY = false
    await started()
    expect(written).toBe("")
  })
})
