import { testBot } from "@simplex-chat/bot/testing"
import { expect, test } from "vitest"
import { serve } from "../test/serve.ts"

test("streams what the model says", async () => {
  await using server = await serve((_, response) => {
    for (const content of ["It is ", "*42*", "."]) {
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
    }
    response.end("data: [DONE]\n\n")
  })
  process.env["MODEL_URL"] = server.url
  await testBot("recipes/language-model.ts", async ({ alice }) => {
    await alice.expectMessage("Ask me something.")
    await alice.say("What is six times seven?")
    await expect.poll(() => alice.transcript().at(-1)?.text).toBe("It is *42*.")
  })
})
