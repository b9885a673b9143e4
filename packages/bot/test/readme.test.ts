import { execFile } from "node:child_process"
import { createNetwork, dialogue } from "@simplex-chat/testing"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { Bot } from "../src/index.ts"
import type { BotOptions } from "../src/index.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code)
const [tenLines = "", ...others] = blocks

// Inside the package, so that its imports are found and its types are checked as a user's would be.
const folder = join(import.meta.dirname, "readme-code")
beforeAll(() => mkdirSync(folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function runCode(name: string, code: string): Promise<Record<string, unknown>> {
  const file = join(folder, `${name}.ts`)
  writeFileSync(file, fromSources(code))
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>
}

const fromSources = (code: string): string =>
  code
    .replaceAll('"@simplex-chat/bot"', '"../../src/index.ts"')
    .replaceAll(
      'declare module "../../src/index.ts"',
      'declare module "../../src/composer/handlers.ts"',
    )
    .replaceAll('"@simplex-chat/bot/format"', '"../../src/format/index.ts"')
    .replaceAll('"@simplex-chat/bot/testing"', '"../../src/testing/index.ts"')

test("the ten lines square, but for their database", async () => {
  const code = tenLines
    .replace(
      'import { Bot } from "@simplex-chat/bot"',
      "export const make = (Bot: any, db: any) => {",
    )
    .replace('db: { filePrefix: "data/squarer" }', 'db, logging: "silent"')
    .replace("await bot.run()", "return bot }")
  expect(code).not.toContain("data/squarer")
  const { make } = (await runCode("ten-lines", code)) as {
    make: (bot: typeof Bot, db: BotOptions["db"]) => Bot
  }
  const network = createNetwork()
  const bot = await make(Bot, network.openCore({ name: "bot" })).start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  await dialogue(alice, [
    ["squarer", "Send me a number, and I square it."],
    ["alice", "-7"],
    ["squarer", "49"],
    ["alice", "seven"],
    ["squarer", "This is not a number."],
  ])
  await bot.stop()
  expect(tenLines.trim().split("\n").length).toBeLessThanOrEqual(10)
})

test("the repository's README shows the same ten lines", () => {
  const root = readFileSync(new URL("../../../README.md", import.meta.url), "utf8")
  expect(root).toContain(tenLines)
})

/** What the reader has from the quick start. */
const preamble = 'import { Bot } from "@simplex-chat/bot"'

test("all other code runs as one program", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue()
  await runCode("others", [preamble, ...others].join("\n"))
  expect(log).toHaveBeenCalledWith('bob: count\ntested: 1 (in reply to "count")')
  expect(others.length).toBeGreaterThan(2)
})

test("and all of it compiles", async () => {
  writeFileSync(join(folder, "first.ts"), fromSources(tenLines))
  writeFileSync(join(folder, "second.ts"), fromSources([preamble, ...others].join("\n")))
  const config = { extends: "../../tsconfig.json", include: ["first.ts", "second.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  const tsc = fileURLToPath(new URL("../../../node_modules/typescript-7/bin/tsc", import.meta.url))
  const compiled = promisify(execFile)(process.execPath, [tsc, "-p", folder, "--noEmit"])
  const output = await compiled.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
  expect(output).toBe("")
})

test("names every option", async () => {
  const source = readFileSync(new URL("../src/bot/options.ts", import.meta.url), "utf8")
  const options = [
    ...(/interface BotOptions \{(.*?)\n\}/s.exec(source)?.[1] ?? "").matchAll(
      /^ {2}readonly (\w+)/gm,
    ),
  ]
  expect(options.length).toBeGreaterThan(15)
  for (const [, name] of options) expect(readme).toContain(`\`${name}\``)
})
