import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import type { AxeResults } from "axe-core"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { hasChromium, launch, OpenPlayground } from "./open.ts"

const file = fileURLToPath(new URL("../fixtures/playground-bot.ts", import.meta.url))
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js")

describe.skipIf(!hasChromium)("a page for everyone", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(width = 1280): Promise<OpenPlayground> {
    const playground = await OpenPlayground.open(browser, file, { width, height: 800 })
    onTestFinished(() => playground[Symbol.asyncDispose]())
    await playground.sees("you", "Send me a number")
    return playground
  }

  /** What breaks the rules of WCAG, by axe. */
  async function violations({ page }: OpenPlayground): Promise<string[]> {
    // The page's own policy lets no other script in: this one comes through the debugger.
    await page.evaluate(await readFile(axe, "utf8"))
    const { violations: found } = (await page.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })",
    )) as AxeResults
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
  }

  test.each(["dark", "light"])("the %s theme breaks no rule of accessibility", async (theme) => {
    const on = await open()
    if (theme === "light") await on.button("Switch to the light theme").click()
    await on.say("you", "/help")
    await on.at(await on.sees("you", "I square numbers"), "Inspect")
    await on.page.locator(".record.run .handler").waitFor()
    await on.page.mouse.move(0, 0)
    await on.isStill()
    expect(await violations(on)).toEqual([])
    await on.button("Faults").click()
    await on.isStill()
    expect(await violations(on)).toEqual([])
  })

  test("everything is reached with the keyboard alone", async () => {
    const on = await open()
    const { keyboard } = on.page
    const focused = () =>
      on.page.evaluate(
        "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent",
      )
    const tabTo = async (label: string) => {
      for (let n = 0; n < 60 && (await focused()) !== label; n++) await keyboard.press("Tab")
      expect(await focused()).toBe(label)
    }
    await keyboard.press("Alt+Digit1")
    await expect.poll(focused).toBe("Message as you")
    await keyboard.type("7")
    await keyboard.press("Enter")
    await on.sees("you", "49")
    // Up from the field: the last message, its buttons, a reaction.
    await keyboard.press("Shift+Tab")
    await keyboard.press("Shift+Tab")
    await tabTo("React")
    await keyboard.press("Enter")
    await expect.poll(focused).toBe("👍")
    await keyboard.press("ArrowDown")
    await expect.poll(focused).toBe("👎")
    await keyboard.press("Enter")
    await on.button("👎 1").waitFor()
    // A new person, by the bar at the top.
    await tabTo("Add a person")
    await keyboard.press("Enter")
    await keyboard.press("Enter")
    await on.field("alice").waitFor()
    await keyboard.press("Alt+Digit2")
    await expect.poll(focused).toBe("Message as alice")
    await keyboard.press("Alt+KeyI")
    await on.page.getByRole("complementary", { name: "Inspector" }).waitFor()
  })

  test("a narrow window shows one person at a time, and nothing is cut off", async () => {
    const on = await open(360)
    await on.addPerson("alice")
    expect(await on.column("you").isVisible()).toBe(false)
    await on.say("alice", "/help")
    await on.sees("alice", "I square numbers")
    await on.page
      .getByRole("navigation", { name: "People" })
      .getByRole("button", { name: "you" })
      .click()
    await on.field("you").waitFor()
    const width = "document.documentElement.scrollWidth"
    expect(await on.page.evaluate(width)).toBe(360)
    // The bar takes two lines, not one more for a button that finds no room.
    expect((await on.page.getByRole("banner").boundingBox())?.height).toBeLessThan(90)
    await on.button("Faults").click()
    const box = await on.page.getByRole("dialog").boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360)
    await on.close()
    await on.button("Inspector").click()
    await on.page.getByRole("searchbox", { name: "Filter the log" }).waitFor()
    expect(await on.page.evaluate(width)).toBe(360)
  })
})
