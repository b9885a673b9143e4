// Answers with a language model, word by word, from any endpoint that speaks OpenAI's protocol.
import { Bot, type BotOptions, memoryStorage, Sessions, type Storage } from "@simplex-chat/bot"

/** Where the model is. */
export interface Model {
  /** `https://api.openai.com/v1`, `http://localhost:11434/v1` for Ollama. */
  readonly baseUrl: string
  readonly name: string
  readonly apiKey?: string | undefined
  /** How long it may say nothing, in milliseconds; 60,000 when absent. */
  readonly patienceMs?: number | undefined
}

interface Turn {
  readonly role: "user" | "assistant"
  readonly content: string
}

export default function assistantBot(
  options: Omit<BotOptions, "profile" | "welcome">,
  model: Model = modelOf(process.env),
  storage: Storage = memoryStorage(),
): Bot {
  const bot = new Bot({
    profile: { displayName: "assistant", shortDescr: "Answers questions" },
    welcome: "Ask me something. /new begins a new conversation.",
    ...options,
  })
  const conversations = new Sessions<readonly Turn[]>({ initial: () => [], storage })
  bot.onCommand("new", { description: "Begins a new conversation" }, async (message) => {
    await conversations.clear(message)
    await message.send("I have forgotten what we said.")
  })
  bot.onMessage({ contentType: "text" }, async (message) => {
    const before = await conversations.read(message)
    const turns = [...before, { role: "user", content: message.text } as const]
    let answer = ""
    const { isComplete } = await message.stream(async function* (signal) {
      for await (const words of complete(model, turns, signal)) {
        answer += words
        yield words
      }
    })
    if (!isComplete) return
    const grown = [...turns, { role: "assistant", content: answer } as const]
    await conversations.update(message, () => grown.slice(-20))
  })
  bot.catch(async (error, update) => {
    // Other errors can quote what people wrote.
    console.error("no answer:", error instanceof ModelError ? error.message : (error as Error).name)
    if (update.type === "message")
      await update.message.send("Something went wrong. Ask again later.")
  })
  return bot
}

/** The model does not answer. The message is for the operator, and has nothing of a conversation. */
class ModelError extends Error {
  override readonly name = "ModelError"
}

/** What the model says, as it says it. */
async function* complete(
  { baseUrl, name, apiKey = "", patienceMs = 60_000 }: Model,
  messages: readonly Turn[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const silence = new AbortController()
  const tooLong = () => silence.abort(new ModelError("the model said nothing for too long"))
  const timer = setTimeout(tooLong, patienceMs)
  const either = AbortSignal.any([signal, silence.signal])
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ model: name, messages, stream: true }),
      signal: either,
    }).catch((error: unknown) => {
      if (either.aborted) throw error
      throw new ModelError(`nothing answers at ${baseUrl}; set OPENAI_BASE_URL`, { cause: error })
    })
    if (!response.ok || response.body === null)
      throw new ModelError(`${baseUrl} answered with the status ${response.status}`)
    for await (const line of linesOf(response.body)) {
      timer.refresh()
      if (!line.startsWith("data:")) continue
      const data = line.slice("data:".length).trim()
      if (data === "[DONE]") return
      yield wordsIn(data)
    }
    throw new ModelError("the model stopped in the middle of its answer")
  } finally {
    clearTimeout(timer)
  }
}

const longestLine = 1_000_000

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = ""
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    if (rest.length > longestLine) throw new ModelError("the model sent a line that does not end")
    yield* lines
  }
  yield rest
}

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[]
  readonly error?: unknown
}

function wordsIn(data: string): string {
  let chunk: Chunk
  try {
    chunk = JSON.parse(data) as Chunk
  } catch {
    // The parser's own error quotes what was said.
    throw new ModelError("the model sent a line that is no JSON")
  }
  if (chunk.error !== undefined)
    throw new ModelError("the model failed in the middle of its answer")
  return chunk.choices?.[0]?.delta?.content ?? ""
}

const modelOf = (env: NodeJS.ProcessEnv): Model => ({
  baseUrl: env["OPENAI_BASE_URL"] ?? "http://localhost:11434/v1",
  name: env["OPENAI_MODEL"] ?? "llama3.2",
  apiKey: env["OPENAI_API_KEY"],
})
