import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { expect, test } from "vitest"

const folder = join(import.meta.dirname, "..")
const readme = readFileSync(join(folder, "README.md"), "utf8")
const bin = join(folder, "node_modules", "@simplex-chat", "bot", "bin", "simplex-bot.js")

const files = [...readme.matchAll(/^\| \[[\w-]+\.ts\]\((src\/[\w-]+\.ts)\)/gm)].map(
  ([, file = ""]) => file,
)
const bots = files.filter((file) => file !== "src/demo.ts")

test("the table names the bots", () => {
  expect(bots.length).toBeGreaterThanOrEqual(6)
})

test.each(bots)("dev takes %s, as the README says, and the bot answers", async (file) => {
  // An endpoint where no model is.
  const env = { ...process.env, OPENAI_BASE_URL: "http://127.0.0.1:9/v1" }
  const child = spawn(process.execPath, [bin, "dev", file], { cwd: folder, env })
  child.stdin.end("hello\n")
  const [out, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on("close", resolve)),
  ])
  expect(code).toBe(0)
  const [, answer] = out.split("you: hello\n")
  expect(answer).toMatch(/^(#1 )?\w+: \S/m)
})
