/*
# Answers of a language model

How do I show the answer of a language model while it is written? `message.stream` sends a message that grows once a second, and closes formatting that is half open. This bot works with every endpoint that speaks OpenAI's protocol, a local one too.
*/
import { Bot } from "@simplex-chat/bot"

const { MODEL_URL = "http://localhost:11434/v1", MODEL = "llama3.2", MODEL_KEY = "" } = process.env

const bot = new Bot({
  profile: { displayName: "assistant" },
  db: { filePrefix: "data/assistant" },
  welcome: "Ask me something.",
})
bot.onMessage({ contentType: "text" }, (message) =>
  message.stream((signal) => answer(message.text, signal)),
)

async function* answer(question: string, signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(`${MODEL_URL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${MODEL_KEY}` },
    body: JSON.stringify({
      model: MODEL,
      messages: [{ role: "user", content: question }],
      stream: true,
    }),
    signal,
  })
  if (!response.ok || response.body === null)
    throw new Error(`the model answered ${response.status}`)
  let rest = ""
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue
      const { choices } = JSON.parse(line.slice(6)) as Chunk
      yield choices[0]?.delta.content ?? ""
    }
  }
}

interface Chunk {
  choices: { delta: { content?: string } }[]
}

await bot.run()
