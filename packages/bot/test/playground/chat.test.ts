import { fileURLToPath } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { hasChromium, launch, OpenPlayground } from "./open.ts"

const file = fileURLToPath(new URL("../fixtures/playground-bot.ts", import.meta.url))
const business = fileURLToPath(new URL("../fixtures/playground-business-bot.ts", import.meta.url))

describe.skipIf(!hasChromium)("people on the page", () => {
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
    return playground
  }

  test("several talk to the bot side by side", async () => {
    const on = await open()
    await on.sees("you", "Send me a number")
    await on.addPerson("alice")
    await on.say("you", "7")
    await on.say("alice", "8")
    await on.sees("you", "49")
    await on.sees("alice", "64")
    expect(await on.message("you", "64").count()).toBe(0)
    // The bot has received it.
    expect(await on.message("you", /^7/).getByRole("img", { name: "received" }).count()).toBe(1)
  })

  test("texts have their formats, secrets open when tapped, commands are sent when tapped", async () => {
    const on = await open()
    const welcome = await on.sees("you", "Or try")
    await welcome.getByRole("button", { name: "/help" }).click()
    const answer = await on.sees("you", "I square numbers")
    expect(await answer.locator("strong").textContent()).toBe("square")
    expect(await answer.locator("em").textContent()).toBe("quickly")
    expect(await answer.locator("code").textContent()).toBe("types")
    const secret = answer.getByRole("button", { name: "Show the secret" })
    const color = "getComputedStyle(document.querySelector('.secret')).color"
    expect(await on.page.evaluate(color)).toBe("rgba(0, 0, 0, 0)")
    await secret.click()
    await answer.getByRole("button", { name: "Hide the secret" }).waitFor()
  })

  test("the menu of the bot sends a command, or begins one that takes a text", async () => {
    const on = await open()
    await on.button("Commands of the bot").click()
    await on.button(/Count with me/).click()
    await on.sees("you", "That makes 1.")
    await on.button("Commands of the bot").click()
    await on.button(/Say something/).click()
    expect(await on.field("you").inputValue()).toBe("/say ")
    await on.field("you").pressSequentially("hello there")
    await on.field("you").press("Enter")
    await on.sees("you", "hello there")
    await on.field("you").fill("/he")
    await on.page.getByRole("group", { name: "Commands that fit" }).getByRole("button").click()
    await on.sees("you", "I square numbers")
  })

  test("quotes, reactions, edits and deletions, both ways", async () => {
    const on = await open()
    await on.say("you", "7")
    const answer = await on.sees("you", "49")
    expect(await answer.locator("blockquote").textContent()).toContain("7")
    await on.at(answer, "React")
    await on.button("🚀").click()
    await answer.getByRole("button", { name: "🚀 1" }).waitFor()
    await on.at(answer, "Reply")
    await on.say("you", "thanks")
    const thanks = await on.sees("you", "thanks")
    expect(await thanks.locator("blockquote").textContent()).toContain("49")
    await thanks.getByRole("button", { name: "❤ 1" }).waitFor()
    await on.say("you", "/edit")
    expect(await (await on.sees("you", "Done.")).textContent()).toContain("edited")
    await on.say("you", "/forget")
    await on.sees("you", /^deleted/)
    // An own message, by the keyboard: the last one is edited with the arrow.
    await on.say("you", "sevn")
    await on.sees("you", "This is not a number.")
    await on.field("you").press("ArrowUp")
    await expect.poll(() => on.field("you").inputValue()).toBe("sevn")
    await on.field("you").fill("seven")
    await on.field("you").press("Enter")
    const edited = await on.sees("you", /^seven/)
    expect(await edited.textContent()).toContain("edited")
    await edited.focus()
    await on.page.keyboard.press("Delete")
    await expect.poll(() => on.message("you", /^seven/).count()).toBe(0)
  })

  test("pictures, files, voice and the previews of links", async () => {
    const on = await open()
    await on.addPerson("bob")
    await on.say("you", "/link")
    await (await on.sees("you", "SimpleX Chat")).locator(".link-preview").waitFor()
    await on.say("you", "/file")
    const offered = await on.sees("you", "Your report")
    await offered.getByRole("button", { name: /^Receive report/ }).click()
    const [download] = await Promise.all([
      on.page.waitForEvent("download"),
      offered.getByTitle("Save the file").click(),
    ])
    expect(await streamText(await download.createReadStream())).toBe("all is well\n")

    // bob and you talk to each other: what one sends, the other sees.
    await on.button("More of bob").click()
    await on.button("you").click()
    await on.tab("bob", "you").waitFor()
    await on.tab("you", "bob").click()
    await on
      .column("you")
      .getByLabel("Files of you")
      .setInputFiles([
        { name: "dot.svg", mimeType: "image/svg+xml", buffer: Buffer.from(square) },
        { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("some notes") },
      ])
    await on.sees("bob", "notes.txt")
    const picture = on.column("bob").getByRole("img", { name: "dot.svg" })
    await expect.poll(() => picture.getAttribute("src")).toMatch(/^blob:/) // all of it
    await on.column("you").getByRole("button", { name: "Record a voice message" }).click()
    await on.column("you").getByRole("button", { name: "Send the voice message" }).click()
    await on.column("bob").getByLabel("Voice message").waitFor()
  })

  test("a live message is seen while it is typed", async () => {
    const on = await open()
    await on.addPerson("bob")
    await on.button("More of bob").click()
    await on.button("you").click()
    await on.tab("bob", "you").waitFor()
    await on.tab("you", "bob").click()
    await on
      .column("you")
      .getByRole("button", { name: /^Live message/ })
      .click()
    await on.field("you").pressSequentially("on my")
    const live = await on.sees("bob", "on my")
    await live.getByRole("img", { name: "still typing" }).waitFor()
    await on.field("you").pressSequentially(" way")
    await on.field("you").press("Enter")
    const whole = await on.sees("bob", "on my way")
    await expect.poll(() => whole.getByRole("img", { name: "still typing" }).count()).toBe(0)
  })

  test("groups: created, joined, with mentions and roles; channels too", async () => {
    const on = await open()
    await on.addPerson("bob")
    await on.button("More of you").click()
    await on.page.getByRole("textbox", { name: "New group" }).fill("team")
    await on.page.getByRole("textbox", { name: "New group" }).press("Enter")
    await on.button("About team").click()
    await on.button("bob").click()
    await on.button("About team").first().waitFor()
    await expect.poll(() => on.button("About team").count()).toBe(2) // bob's, too
    await on.say("bob", "hello @you")
    const said = await on.sees("you", "hello @you")
    expect(await said.locator(".mention").textContent()).toBe("@you")
    expect(await said.locator(".sender").first().textContent()).toBe("bob")
    // The bot is invited, joins by itself, and answers there.
    await on.column("you").getByRole("button", { name: "About team" }).click()
    await on.page
      .getByRole("group", { name: "Invite" })
      .getByRole("button", { name: "squarer" })
      .click()
    await on
      .column("bob")
      .getByText(/squarer/)
      .first()
      .waitFor()
    // To the bot, what is said before it has joined is history, and bob sees it come before it has.
    const answers = () => on.message("you", "81").count()
    const asked = async () => {
      await on.say("bob", "9")
      return answers()
    }
    await expect.poll(asked, { interval: 500 }).toBeGreaterThan(0)

    await on.button("More of you").click()
    await on.page.getByRole("textbox", { name: "New channel" }).fill("news")
    await on.page.getByRole("textbox", { name: "New channel" }).press("Enter")
    await on.button("About news").click()
    await on.button("bob").click()
    await expect.poll(() => on.button("About news").count()).toBe(2)
    await on.say("you", "first post")
    await on.sees("bob", "first post")
  })

  test("a business address opens a group for each customer", async () => {
    const on = await open(business)
    await on.addPerson("bob")
    for (const name of ["you", "bob"]) {
      await on.say(name, `I am ${name}`)
      await on.sees(name, "An agent will be with you.")
      await on.column(name).getByText("business", { exact: true }).waitFor()
    }
    expect(await on.message("bob", "I am you").count()).toBe(0)
  })

  test("people are renamed and removed", async () => {
    const on = await open()
    await on.addPerson("bob")
    await on.button("More of bob").click()
    await on.page.getByRole("textbox", { name: "Name" }).fill("robert")
    await on.button("Rename").click()
    await on.say("robert", "3")
    await on.sees("robert", "9")
    await on.button("More of robert").click()
    await on.button("Remove robert").click()
    await expect.poll(() => on.column("robert").count()).toBe(0)
  })
})

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="red"/></svg>'

async function streamText(stream: AsyncIterable<unknown>): Promise<string> {
  let text = ""
  for await (const part of stream) text += String(part)
  return text
}
