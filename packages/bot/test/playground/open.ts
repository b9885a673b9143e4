import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Browser, chromium, type Locator, type Page } from "playwright-core"

/** As `tools/setup` looks for it. */
const candidates = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

const executablePath = candidates.find((path) => path !== "" && existsSync(path))

/** Whether the tests can run: where there is no Chromium they are skipped, but never in CI. */
export const hasChromium: boolean = executablePath !== undefined || (process.env["CI"] ?? "") !== ""

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
]

/** @throws {Error} when there is no Chromium */
export function launch(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error(`There is no Chromium: looked for ${candidates.slice(1).join(", ")}`)
  return chromium.launch({ executablePath, args, timeout: 120_000 })
}

/** The page of a bot's playground, and what people do on it. */
export class OpenPlayground implements AsyncDisposable {
  readonly page: Page
  readonly url: string
  /** What the page itself reported as errors. */
  readonly errors: string[] = []
  readonly #process: ChildProcess

  private constructor(page: Page, url: string, child: ChildProcess) {
    this.page = page
    this.url = url
    this.#process = child
    page.on("pageerror", (error) => this.errors.push(String(error)))
    page.setDefaultTimeout(60_000)
  }

  /** @param size of the window, in pixels */
  static async open(
    browser: Browser,
    file: string,
    size: { readonly width: number; readonly height: number } = { width: 1280, height: 800 },
  ): Promise<OpenPlayground> {
    const bin = fileURLToPath(new URL("../../bin/simplex-bot.js", import.meta.url))
    const child = spawn(process.execPath, [bin, "dev", file, "--web"], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let said = ""
    child.stdout.on("data", (text) => (said += String(text)))
    while (!/http\S+\s/.test(said)) await once(child.stdout, "data")
    const [url = ""] = /http\S+/.exec(said) ?? []
    const page = await browser.newPage({ viewport: size, colorScheme: "dark" })
    const opened = new OpenPlayground(page, url, child)
    await page.goto(url)
    await opened.field("you").waitFor()
    return opened
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close()
    this.#process.kill("SIGTERM")
    if (this.#process.exitCode === null) await once(this.#process, "exit")
  }

  /** The column of a person. */
  column(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true })
  }

  /** One of a person's chats. */
  tab(name: string, chat: string): Locator {
    const chats = this.column(name).getByRole("navigation", { name: "Chats" })
    return chats.getByRole("button", { name: chat, exact: true })
  }

  /** Where a person writes. */
  field(name: string): Locator {
    return this.page.getByRole("textbox", { name: `Message as ${name}`, exact: true })
  }

  async say(name: string, text: string): Promise<void> {
    await this.field(name).fill(text)
    await this.field(name).press("Enter")
  }

  /** The messages with this text that a person sees. */
  message(name: string, text: string | RegExp): Locator {
    const bubble = this.page.locator(".bubble").filter({ hasText: text })
    return this.column(name).locator("li.message").filter({ has: bubble })
  }

  /** Waits until a person sees a message with this text. */
  async sees(name: string, text: string | RegExp): Promise<Locator> {
    const found = this.message(name, text).last()
    await found.waitFor()
    return found
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" })
  }

  async addPerson(name: string): Promise<void> {
    await this.button("Add a person").click()
    await this.page.getByRole("textbox", { name: "Add a person" }).fill(name)
    await this.button("Add").click()
    await this.field(name).waitFor()
  }

  /** Opens what is done to a message with its own buttons. */
  async at(message: Locator, button: string): Promise<void> {
    // A message that comes just now moves this one away from under the pointer, which hides its buttons.
    for (let tries = 1; ; tries++) {
      await message.hover()
      try {
        return await message
          .getByRole("button", { name: button, exact: true })
          .click({ timeout: 1000 })
      } catch (error) {
        if (tries === 60) throw error
      }
    }
  }

  /** Waits until nothing moves any more. */
  async isStill(): Promise<void> {
    const moving = () => this.page.evaluate("document.getAnimations().length")
    while ((await moving()) !== 0) await this.page.waitForTimeout(20)
  }

  async close(): Promise<void> {
    await this.page.keyboard.press("Escape")
  }
}
