import { testBot } from "@simplex-chat/bot/testing"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test, vi } from "vitest"
import assistantBot, { type Model } from "./assistant.ts"

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

interface Asked {
  readonly model: string
  readonly stream: boolean
  readonly messages: readonly { readonly role: string; readonly content: string }[]
}

/** An endpoint as those of language models are, on this machine. */
async function endpoint(
  answer: (asked: Asked, response: ServerResponse) => unknown,
): Promise<{ readonly model: Model; readonly asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (part: Buffer) => (body += part.toString()))
    request.on("end", () => {
      const given = JSON.parse(body) as Asked
      asked.push(given)
      void answer(given, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { model: { baseUrl: `http://127.0.0.1:${port}/v1`, name: "small" }, asked }
}

const event = (content?: string) =>
  `data: ${JSON.stringify({ choices: [{ delta: content === undefined ? {} : { content } }] })}\n\n`

/** Says the words in pieces that end anywhere, as a network cuts them. */
async function say(response: ServerResponse, words: readonly string[]): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" })
  const bytes = Buffer.from([event(), ...words.map(event), "data: [DONE]\n\n"].join(""))
  for (let at = 0; at < bytes.length; at += 37) {
    await new Promise((resolve) => response.write(bytes.subarray(at, at + 37), resolve))
  }
  response.end()
}

test("it streams an answer, and remembers the conversation of each person", async () => {
  const { model, asked } = await endpoint(({ messages }, response) =>
    say(response, ["You ", "said ", `*${messages.at(-1)?.content}*`, " жизнь", "."]),
  )
  await testBot(
    (given) => assistantBot(given, model),
    async ({ alice, bob, network }) => {
      const hears = async (person: typeof alice, text: string) => {
        await expect.poll(() => person.transcript().at(-1)?.text).toBe(text)
        await network.idle()
      }
      await alice.say("hello")
      await hears(alice, "You said *hello* жизнь.")
      await bob.say("good day")
      await hears(bob, "You said *good day* жизнь.")
      await alice.say("again")
      await hears(alice, "You said *again* жизнь.")
      expect(asked[0]).toMatchObject({ model: "small", stream: true })
      expect(asked.map(({ messages }) => messages.map(({ content }) => content))).toEqual([
        ["hello"],
        ["good day"],
        ["hello", "You said *hello* жизнь.", "again"],
      ])
    },
  )
})

test("when the endpoint fails or breaks off, the bot says so", async () => {
  const { model } = await endpoint(({ messages }, response) => {
    if (messages.length === 1 && messages[0]?.content === "fail") response.writeHead(500).end()
    else {
      response.writeHead(200)
      response.write(event("Half an"), () => setImmediate(() => response.destroy()))
    }
  })
  await testBot(
    (given) => assistantBot(given, model),
    async ({ alice }) => {
      const last = () => alice.transcript().map(({ text }) => text)
      await alice.say("fail")
      await expect.poll(() => last().at(-1)).toMatch(/^Something went wrong/)
      await alice.say("break")
      await expect
        .poll(() => last().slice(-2))
        .toEqual(["Half an …", "Something went wrong. Ask again later."])
    },
  )
})

test.each<[string, (response: ServerResponse) => unknown]>([
  ["ends without saying so", (response) => response.end(event("Half an"))],
  ["sends what is no JSON", (response) => response.end(`${event("Half an")}data: {oops}\n\n`)],
  ["reports an error", (response) => response.end(`${event("Half an")}data: {"error":{}}\n\n`)],
  ["falls silent", (response) => response.write(event("Half an"))],
])("when the endpoint %s, too, and the half answer is not remembered", async (_, answer) => {
  const { model, asked } = await endpoint(({ messages }, response) =>
    messages.at(-1)?.content === "first" ? answer(response) : say(response, ["Done"]),
  )
  /** For the first answer alone. */
  const impatient: Model = {
    ...model,
    get patienceMs() {
      return asked.length === 0 ? 200 : 60_000
    },
  }
  await testBot(
    (given) => assistantBot(given, impatient),
    async ({ alice }) => {
      const heard = () => alice.transcript().map(({ text }) => text)
      await alice.say("first")
      await alice.say("second")
      await expect.poll(() => heard().at(-1)).toBe("Done")
      expect(heard().slice(-3)).toEqual([
        "Half an …",
        "Something went wrong. Ask again later.",
        "Done",
      ])
      expect(asked.at(-1)?.messages.map(({ content }) => content)).toEqual(["second"])
    },
  )
})

test("when the endpoint keeps the connection open after an answer, the bot does not wait", async () => {
  const { model } = await endpoint((_, response) =>
    response.write(`${event("All of it")}data: [DONE]\n\n`),
  )
  await testBot(
    (given) => assistantBot(given, model),
    async ({ alice }) => {
      await alice.say("first")
      await expect
        .poll(() => alice.transcript().at(-1))
        .toMatchObject({
          text: "All of it",
          live: false,
        })
    },
  )
})

test("without a model the operator reads what to set, and nothing of the conversation", async () => {
  const said: unknown[][] = []
  const printed = vi.spyOn(console, "error").mockImplementation((...words) => void said.push(words))
  closers.push(() => printed.mockRestore())
  const unused = await endpoint(() => {})
  closers.pop()?.()
  await testBot(
    (given) => assistantBot(given, unused.model),
    async ({ alice }) => {
      await alice.expectMessage(/^Ask me something/)
      await alice.say("a secret")
      await alice.expectMessage("Something went wrong. Ask again later.")
    },
  )
  const { baseUrl } = unused.model
  expect(said).toEqual([["no answer:", `nothing answers at ${baseUrl}; set OPENAI_BASE_URL`]])
})
