/*
# Answers of a language model

How do I show the answer of a language model while it is written? `message.stream` sends a message that grows once a second, and closes formatting that is half open. This bot works with every endpoint that speaks OpenAI's protocol, a local one too.
*/
import { Bot } from "@simplex-chat/bot"

const { MODEL_URL = "http://localhost:11434/v1", MODEL = "llama3.2", MODEL_KEY = "" } = process.env
/** How long the model may say nothing, in milliseconds. */
const { MODEL_PATIENCE = "60000" } = process.env

const bot = new Bot({
  profile: { displayName: "assistant" },
  db: { filePrefix: "data/assistant" },
  welcome: "Ask me something.",
})
bot.onMessage({ contentType: "text" }, (message) =>
  message.stream((signal) => answer(message.text, signal)),
)
bot.catch(async (error, update) => {
  if (update.type === "message") await update.message.send("The model gave up. Please ask again.")
  // The bot logs it.
  throw error
})

async function* answer(question: string, signal: AbortSignal): AsyncGenerator<string> {
  const silence = new AbortController()
  const tooLong = () => silence.abort(new Error("the model said nothing for too long"))
  const timer = setTimeout(tooLong, Number(MODEL_PATIENCE))
  try {
    const response = await fetch(`${MODEL_URL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${MODEL_KEY}` },
      body: JSON.stringify({
        model: MODEL,
        messages: [{ role: "user", content: question }],
        stream: true,
      }),
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok || response.body === null)
      throw new Error(`the model answered with the status ${response.status}`)
    for await (const line of linesOf(response.body)) {
      timer.refresh()
      if (!line.startsWith("data:")) continue
      const data = line.slice("data:".length).trim()
      if (data === "[DONE]") return
      yield wordsIn(data)
    }
    throw new Error("the model stopped in the middle of its answer")
  } finally {
    clearTimeout(timer)
  }
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = ""
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    if (rest.length > 1_000_000) throw new Error("the model sent a line that does not end")
    yield* lines
  }
  yield rest
}

function wordsIn(data: string): string {
  let chunk: Chunk
  try {
    chunk = JSON.parse(data) as Chunk
  } catch {
    // The parser's own error quotes what was said, and would be in the log.
    throw new Error("the model sent a line that is no JSON")
  }
  if (chunk.error !== undefined) throw new Error("the model failed in the middle of its answer")
  return chunk.choices?.[0]?.delta?.content ?? ""
}

interface Chunk {
  choices?: { delta?: { content?: string | null } }[]
  error?: unknown
}

await bot.run()
