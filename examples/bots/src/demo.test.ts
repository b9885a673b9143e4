import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { picture } from "./picture.ts"

test("shows a conversation and ends", async () => {
  const demo = fileURLToPath(new URL("demo.ts", import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    demo,
  ])
  expect(stdout).toContain(
    [
      "squarer  Send me a number, and I square it.",
      "you      /help",
      "squarer  Send me a number, and I square it.",
      "you      7",
      "squarer  7 * 7 = 49",
      "you      -1.5",
      "squarer  -1.5 * -1.5 = 2.25",
      "you      seven",
      "squarer  This is not a number.",
      "",
      "The bot shut down gracefully.",
    ].join("\n"),
  )
  // `pnpm --filter @simplex-chat/example-bots picture` draws it anew.
  const drawn = readFileSync(new URL("../demo.svg", import.meta.url), "utf8")
  expect(drawn).toBe(picture("node examples/bots/src/demo.ts", stdout))
})
