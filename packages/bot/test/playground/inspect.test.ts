import { execFile } from "node:child_process"
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { hasChromium, launch, OpenPlayground } from "./open.ts"

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url))
const file = join(fixtures, "playground-bot.ts")

describe.skipIf(!hasChromium)("behind what people see", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(path = file): Promise<OpenPlayground> {
    const playground = await OpenPlayground.open(browser, path)
    onTestFinished(async () => {
      await playground[Symbol.asyncDispose]()
      expect(playground.errors).toEqual([])
    })
    await playground.sees("you", "Send me a number")
    return playground
  }

  /** A switch shows what the server has: it changes once the server has answered. */
  async function turn(on: OpenPlayground, name: string, checked: boolean): Promise<void> {
    const named = (checked: boolean) => on.page.getByRole("switch", { name, exact: true, checked })
    await named(!checked).click()
    await named(checked).waitFor()
  }

  const panel = (on: OpenPlayground) => on.page.getByRole("complementary", { name: "Inspector" })

  test("the inspector shows the handler of a message, its session, its checkpoint, its commands", async () => {
    const on = await open()
    await on.say("you", "/count")
    await on.sees("you", "That makes 1.")
    await on.say("you", "/count")
    await on.at(await on.sees("you", "That makes 2."), "Inspect")
    const run = panel(on).locator(".record.run")
    await run.getByText("onCommand count", { exact: true }).waitFor()
    expect(await run.locator(".handler").textContent()).toMatch(/onCommand count \d+(\.\d)? ms/)
    const session = run.getByRole("table").filter({ hasText: "Session" })
    expect(await session.textContent()).toMatch(/before.*"count": 1.*after.*"count": 2/s)
    const checkpoint = run.getByRole("table").filter({ hasText: "Checkpoint" })
    const [before, after] = [...((await checkpoint.textContent()) ?? "").matchAll(/item (\d+)/g)]
    expect(Number(after?.[1])).toBeGreaterThan(Number(before?.[1]))
    // What the handler did, with the documentation of the API.
    const command = panel(on).locator(".record.command")
    await command.locator("summary").first().click()
    await command.getByText("/_send ").first().waitFor()
    const event = panel(on).locator(".record.event").filter({ hasText: "newChatItems" }).first()
    await event.locator("summary").first().click()
    await event.locator(".json-tree summary").first().focus()
    await expect.poll(() => event.locator(".doc").textContent()).toMatch(/CEvt newChatItems/)
  })

  test("what a handler threw is shown with its stack, at the message that it was about", async () => {
    const on = await open()
    await on.say("you", "/fail")
    const message = await on.sees("you", "/fail")
    await on.at(message, "Inspect")
    const run = panel(on).locator(".record.run.failed")
    await run.getByText(/TypeError: x is undefined/).waitFor()
    expect(await run.locator(".error").textContent()).toMatch(/playground-bot\.ts/)
    await panel(on).getByRole("button", { name: "Log" }).click()
    await panel(on).getByRole("searchbox").fill("failed onCommand fail")
    await expect.poll(() => panel(on).locator(".record").count()).toBe(1)
  })

  test("deliveries are paused, and made one by one", async () => {
    const on = await open()
    await on.page.keyboard.press("Alt+KeyP")
    await on.button("Let deliveries go on").waitFor()
    await on.say("you", "7")
    const seven = await on.sees("you", /^7/)
    await on.button(/^Steps:/).click()
    await panel(on).getByText("you → bot").first().waitFor()
    expect(await on.message("you", "49").count()).toBe(0)
    expect(await seven.getByRole("img", { name: "received" }).count()).toBe(0)
    for (let n = 0; n < 20 && (await on.message("you", "49").count()) === 0; n++) {
      if (await on.button("Deliver one").isEnabled()) await on.button("Deliver one").click()
      await on.page.waitForTimeout(100) // for the bot, which works in its own time
    }
    await on.sees("you", "49")
  })

  test("a run goes back to any step, and on from there in another way", async () => {
    const on = await open()
    await on.say("you", "/count")
    await on.sees("you", "That makes 1.")
    await on.say("you", "/count")
    await on.sees("you", "That makes 2.")
    await on.say("you", "7")
    await on.sees("you", "49")
    await on.button(/^Steps:/).click()
    await panel(on).getByRole("button", { name: 'Back to: says "/count"' }).last().click()
    await expect.poll(() => on.message("you", "49").count()).toBe(0)
    await on.sees("you", "That makes 2.")
    // The bot was started anew, and its session is what it was then.
    await on.say("you", "/count")
    await on.sees("you", "That makes 3.")
    expect(await on.message("you", "49").count()).toBe(0)
  })

  test("messages disappear when the clock is moved", async () => {
    const on = await open()
    await on.button("About squarer").click()
    await on.button("30 s").first().click()
    await on.page.getByText("messages disappear after 30 s").waitFor()
    await on.say("you", "11")
    await on.sees("you", "121")
    await on.button("The network's clock").click()
    await on.button("5 min").last().click()
    await expect.poll(() => on.message("you", "121").count()).toBe(0)
    await expect.poll(() => on.message("you", /^11/).count()).toBe(0)
    await on.sees("you", "Send me a number") // that was before
  })

  test("faults: people and the bot offline, servers down", async () => {
    const on = await open()
    await on.button("Take you offline").click()
    await on.say("you", "2")
    await on.sees("you", /^2/)
    await on.button("Bring you online").click()
    await on.sees("you", "4")
    const fault = async (name: string, checked: boolean) => {
      await on.button("Faults").click()
      await turn(on, name, checked)
      await on.close()
    }
    for (const [name, text, answer] of [
      ["Bot offline", "12", "144"],
      ["Servers down", "13", "169"],
    ] as const) {
      await fault(name, true)
      await on.say("you", text)
      await on.button(/^Steps:/).click()
      await panel(on).getByText("waits").first().waitFor()
      expect(await on.message("you", answer).count()).toBe(0)
      await fault(name, false)
      await on.sees("you", answer)
      await on.button(/^Steps:/).click()
    }
  })

  test.each(["Delayed", "Lost", "Doubled", "Out of order"])(
    "faults: what is %s comes in the end, and once",
    async (name) => {
      const on = await open()
      await on.button("Faults").click()
      await turn(on, name, true)
      await on.page.getByRole("slider").fill("60")
      await on.close()
      for (const n of [2, 3, 4]) await on.say("you", String(n))
      if (name === "Delayed") {
        await on.button("The network's clock").click()
        for (let moves = 0; moves < 3; moves++) await on.button("30 s").click()
        await on.close()
      }
      for (const answer of [/^You2.*4/, /^You3.*9/, /^You4.*16/]) {
        await on.sees("you", answer)
        expect(await on.message("you", answer).count()).toBe(1)
      }
    },
  )

  test("the bot is killed in the middle of a message, and handles it when it is started again", async () => {
    const on = await open()
    await on.button("Faults").click()
    await turn(on, "Kill the bot in its next message", true)
    await on.close()
    await on.say("you", "12")
    await on.button("Start the bot").waitFor()
    expect(await on.message("you", "144").count()).toBe(0)
    await on.button("Start the bot").click()
    await on.sees("you", "144")
    expect(await on.message("you", "144").count()).toBe(1)
    await on.button("Kill the bot").click()
    await on.button("Start the bot").click()
    await on.say("you", "3")
    await on.sees("you", /^You3.*9/)
  })

  test("an action that is refused says why", async () => {
    const on = await open()
    await on.button("Add a person").click()
    await on.page.getByRole("textbox", { name: "Add a person" }).fill("you")
    await on.button("Add").click()
    const alert = on.page.getByRole("alert")
    await alert.waitFor()
    expect(await alert.textContent()).toBe("you: the name is taken")
  })

  test.each(["node", "vitest"] as const)(
    "what was said is saved as a test that passes: %s",
    async (runner) => {
      // Within the package, so that the file finds it; ignored by git, should the test be interrupted.
      const folder = await mkdtemp(join(fixtures, "..", "..", ".saved-test-"))
      onTestFinished(() => rm(folder, { recursive: true }))
      await cp(file, join(folder, "bot.ts"))
      const on = await open(join(folder, "bot.ts"))
      await on.say("you", "7")
      const answer = await on.sees("you", "49")
      await on.at(answer, "React")
      await on.button("👍").click()
      await on.addPerson("alice")
      await on.sees("alice", "Send me a number")
      await on.say("alice", "/edit")
      await on.sees("alice", "Done.")
      await on.say("you", "/name")
      await on.sees("you", "What is your name?")
      await on.say("you", "Ada")
      await on.sees("you", "Hello, Ada!")
      await on.say("alice", "/file")
      await on.sees("alice", "Your report")
      await on
        .column("alice")
        .getByLabel("Files of alice")
        .setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hi") }])
      await on.sees("alice", "This is not a number.")
      await on.button("Save as a test").click()
      await on.button(runner === "node" ? "For node:test" : "For vitest").click()
      const saved = join(folder, "bot.test.ts")
      await on.page.getByText(saved).waitFor()
      const source = await readFile(saved, "utf8")
      expect(source).toContain(
        `import { test } from "${runner === "node" ? "node:test" : "vitest"}"`,
      )
      expect(source).toContain('await you.say("7")')
      expect(source).toContain('await alice.expectEdit("Done.")')
      await passes(runner, folder)
      // It is a test: with another answer it fails.
      const bot = await readFile(join(folder, "bot.ts"), "utf8")
      await writeFile(join(folder, "bot.ts"), bot.replace("** 2", "** 3"))
      await expect(passes(runner, folder)).rejects.toThrow(/expected/)
    },
  )
})

/** Runs the test of a folder; rejects with what the runner wrote when it fails. */
async function passes(runner: "node" | "vitest", folder: string): Promise<void> {
  const args =
    runner === "node"
      ? ["--disable-warning=ExperimentalWarning", "--test", join(folder, "bot.test.ts")]
      : [vitest, "run", "--root", folder, "--testTimeout", "120000"]
  const env = { ...process.env }
  // A test that runs in a test reports to it otherwise.
  for (const name of ["NODE_TEST_CONTEXT", "VITEST", "NODE_OPTIONS"]) delete env[name]
  try {
    await promisify(execFile)(process.execPath, args, { env })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${stdout}\n${stderr}`, { cause: error })
  }
}

const vitest = fileURLToPath(new URL("../../../../node_modules/vitest/vitest.mjs", import.meta.url))
