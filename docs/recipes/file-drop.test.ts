import { testBot } from "@simplex-chat/bot/testing"
import { writeFile } from "node:fs/promises"
import { test } from "vitest"
import { inEmptyFolder } from "../test/empty-folder.ts"

test("takes files, and asks for one", async () => {
  await using _ = await inEmptyFolder()
  await testBot(new URL("file-drop.ts", import.meta.url).pathname, async ({ alice }) => {
    await alice.expectMessage("Send me files of up to 50 MB.")
    await alice.say("hello")
    await alice.expectMessage("Send me a file.")
    await writeFile("report.txt", "all is well")
    await alice.sendFile("report.txt")
    await alice.expectMessage(/^Received: .*report\.txt$/)
  })
})
