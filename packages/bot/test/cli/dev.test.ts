import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, test } from "vitest"
import { simplexBot, temporaryFolder } from "./command-line.ts"

const fixture = (name: string) => join(import.meta.dirname, "..", "fixtures", name)

test("one talks to an exported bot, line by line", async () => {
  const input = "7\n\nmy name\nAlice\n"
  const { code, out, err } = await simplexBot(["dev", fixture("cli-bot.ts")], { input })
  expect(out.trimEnd().split("\n")).toEqual([
    "tested: Welcome.",
    "        Send a number.",
    "you: 7",
    "tested: 49",
    "you: my name",
    "tested: What is your name?",
    "you: Alice",
    "tested: Hello, Alice!",
  ])
  expect([code, err]).toEqual([0, ""])
})

test("at the end of the input it waits for what is at work, and not for an answer", async () => {
  const input = "slow\n8\nmy name\n"
  const { code, out } = await simplexBot(["dev", fixture("cli-bot.ts")], { input })
  const answers = out.split("\n").filter((line) => line.startsWith("tested:"))
  expect(answers.slice(1)).toEqual([
    "tested: slow, in chat 1",
    "tested: 64",
    "tested: What is your name?",
  ])
  expect(code).toBe(0)
})

test("it shows where a handler failed, and goes on", async () => {
  const input = "fail\n3\n"
  const { code, out, err } = await simplexBot(["dev", fixture("cli-bot.ts")], { input })
  expect(err).toContain("a handler failed (onMessage): TypeError: on purpose\n")
  expect(err).toMatch(/cli-bot\.ts:\d+/)
  expect(out).toContain("tested: 9")
  expect(code).toBe(0)
})

test("a function makes the bot, with the database and the logging it is given", async () => {
  const file = fixture("cli-make-bot.ts")
  const { code, out, err } = await simplexBot(["dev", file], { input: "hello\n" })
  expect([code, err]).toEqual([0, ""])
  expect(out).toBe("you: hello\nmade: hello\n")
})

test("a file without a bot is an error that says what to export", async () => {
  const folder = await temporaryFolder()
  const file = join(folder, "bot.mjs")
  expect(await simplexBot(["dev", file])).toMatchObject({
    code: 1,
    err: `${file}: there is no such file\n`,
  })
  await writeFile(file, "export const bot = {}")
  const { code, err } = await simplexBot(["dev", file])
  expect(code).toBe(1)
  expect(err).toContain("creates no bot: export default a Bot")
  await writeFile(file, "export default 5")
  expect((await simplexBot(["dev", file])).err).toContain("the default export is not a bot")
})

test("on a terminal it shows no code to scan: no phone is on that network", async () => {
  const terminal = "data:text/javascript,process.stdout.isTTY=true"
  const env = { NODE_OPTIONS: `--import=${terminal}` }
  const { out } = await simplexBot(["dev", fixture("cli-bot.ts")], { input: "7\n", env })
  expect(out).toContain("tested: 49")
  expect(out).not.toMatch(/▀|is at/)
})
