import { testBot } from "@simplex-chat/bot/testing"
import type { ServerResponse } from "node:http"
import { beforeEach, describe, expect, test } from "vitest"
import { serve } from "../test/serve.ts"

const piece = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`

const done = "data: [DONE]\n\n"
const gaveUp = "The model gave up. Please ask again."

beforeEach(() => {
  process.env["MODEL_PATIENCE"] = "60000"
})

/** What alice has read once the bot has answered her next question, too. */
async function conversation(reply: (response: ServerResponse) => unknown): Promise<string[]> {
  let asked = 0
  await using server = await serve((_, response) => {
    asked++
    if (asked === 1) void reply(response)
    else response.end(piece("Here I am.") + done)
  })
  process.env["MODEL_URL"] = server.url
  let heard: string[] = []
  await testBot("recipes/language-model.ts", async ({ alice, network }) => {
    await alice.expectMessage("Ask me something.")
    await alice.say("What is six times seven?")
    // It waits for its turn: the chat goes on once the answer before has ended.
    await alice.say("Are you there?")
    const lines = () => alice.transcript().filter(({ own }) => !own)
    await expect.poll(() => lines().at(-1)?.text, { timeout: 20_000 }).toBe("Here I am.")
    await network.idle()
    expect(lines().filter(({ live }) => live)).toEqual([])
    heard = lines().map(({ text }) => text)
  })
  return heard.slice(1, -1)
}

/** Writes, and lets it arrive. */
const write = (response: ServerResponse, data: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => void response.write(data, () => setTimeout(resolve, 20)))

test("streams what the model says", async () => {
  const heard = await conversation((response) =>
    response.end(["It is ", "*42*", "."].map(piece).join("") + done),
  )
  expect(heard).toEqual(["It is *42*."])
})

test("puts a letter together that comes in two halves", async () => {
  const bytes = Buffer.from(piece("жизнь") + done)
  const middle = bytes.indexOf(Buffer.from("ж")) + 1
  const heard = await conversation(async (response) => {
    await write(response, bytes.subarray(0, middle))
    response.end(bytes.subarray(middle))
  })
  expect(heard).toEqual(["жизнь"])
})

test("does not wait for the end of a connection after that of the answer", async () => {
  const heard = await conversation((response) => write(response, piece("It is 42.") + done))
  expect(heard).toEqual(["It is 42."])
})

describe("says that the model gave up, and goes on, when the endpoint", () => {
  test.each([429, 500])("answers with the status %i", async (status) => {
    const heard = await conversation((response) => response.writeHead(status).end("{}"))
    expect(heard).toEqual([gaveUp])
  })

  test("says nothing at all", async () => {
    expect(await conversation((response) => response.end(done))).toEqual([gaveUp])
    expect(await conversation((response) => response.end())).toEqual([gaveUp])
  })

  test("closes the connection", async () => {
    expect(await conversation((response) => response.destroy())).toEqual([gaveUp])
  })

  test("never answers", async () => {
    process.env["MODEL_PATIENCE"] = "2000"
    expect(await conversation(() => {})).toEqual([gaveUp])
  })
})

describe("ends what it has said, says that the model gave up, and goes on, when the endpoint", () => {
  const beginning = piece("It is ")

  test.each<[string, (response: ServerResponse) => unknown]>([
    ["closes the connection in a piece", (response) => response.destroy()],
    ["ends in a piece", (response) => response.end('data: {"choices":[{"del')],
    ["ends in a letter", (response) => response.end(Buffer.from(piece("ж")).subarray(0, 39))],
    ["ends without saying so", (response) => response.end()],
    ["sends a line that is no JSON", (response) => response.end(`data: {oops}\n\n${done}`)],
    ["reports an error", (response) => response.end('data: {"error":{"message":"busy"}}\n\n')],
    [
      "sends a line that does not end",
      (response) => response.end(`data: ${"x".repeat(1_500_000)}`),
    ],
  ])("%s", async (_, end) => {
    const heard = await conversation(async (response) => {
      await write(response, beginning)
      await end(response)
    })
    expect(heard).toEqual(["It is …", gaveUp])
  })

  test("falls silent", async () => {
    process.env["MODEL_PATIENCE"] = "2000"
    const heard = await conversation((response) => write(response, beginning))
    expect(heard).toEqual(["It is …", gaveUp])
  })
})

test("ends an answer that never ends", async () => {
  const heard = await conversation(async (response) => {
    while (!response.destroyed) await write(response, piece("and so on, ".repeat(1000)))
  })
  expect(heard.length).toBeLessThan(15)
  expect(heard.at(-1)).toMatch(/ …$/)
})
