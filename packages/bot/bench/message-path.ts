// What the main thread does for one message, stage by stage: each row does what the row before does and
// one thing more. Processor time of the main thread, so that a busy machine changes little.
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ChatApi } from "@simplex-chat/api"
import type { CallOptions } from "@simplex-chat/core"
import { Bot, type BotOptions } from "../src/index.ts"
import { contact, directItem } from "../test/fixtures/items.ts"
import { SmallCore } from "../test/fixtures/small-core.ts"

const messages = 2000
const people = 100
const batch = 20

/** Answers what each message costs with texts made beforehand, so that none of its own time counts. */
class ReadyCore extends SmallCore {
  #next = 1_000_000
  readonly #sent = contactsAnswer(directItem(contact(1), "hi", { sent: true }))

  override sendCommand(command: string, options?: CallOptions): Promise<string> {
    if (command.startsWith("/_send ")) return Promise.resolve(this.#sent(this.#next++))
    return super.sendCommand(command, options)
  }
}

/** The event or answer of one item, as a function of its id. */
function contactsAnswer(item: ReturnType<typeof directItem>): (itemId: number) => string {
  const text = JSON.stringify({ result: { type: "newChatItems", chatItems: [item] } })
  const [before = "", after = ""] = text.split(/(?<="itemId":)\d+/)
  return (itemId) => `${before}${itemId}${after}`
}

const events = Array.from({ length: people }, (_, n) =>
  contactsAnswer(directItem(contact(n + 1), "hello")),
)
const eventTexts = (from: number): string[] =>
  Array.from({ length: messages }, (_, n) => events[n % people]?.(from + n) ?? "")

const threadTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** Microseconds of the main thread a message, after three runs that warm up. */
async function measure(run: (texts: readonly string[]) => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 8; round++) {
    const texts = eventTexts(1000 + round * messages)
    const start = threadTime()
    await run(texts)
    if (round > 2) times.push((threadTime() - start) / messages)
  }
  return times.toSorted((a, b) => a - b)[2] ?? 0
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Delivers the events in batches, each when all before it are done. */
async function deliver(core: SmallCore, texts: readonly string[], done: () => number) {
  const start = done()
  for (let n = 0; n < texts.length; n += batch) {
    core.emitRaw(...texts.slice(n, n + batch))
    while (done() - start < Math.min(n + batch, texts.length)) await nextTurn()
  }
}

async function parsing(): Promise<number> {
  return measure(async (texts) => {
    for (const text of texts) JSON.parse(text)
  })
}

async function chatApi(): Promise<number> {
  const core = new ReadyCore()
  const api = await ChatApi.init(core)
  let seen = 0
  api.on("newChatItems", () => void seen++)
  await api.startChat()
  const time = await measure((texts) => deliver(core, texts, () => seen))
  await api.close()
  return time
}

async function bot(options: Partial<BotOptions>, replies: boolean): Promise<number> {
  const core = new ReadyCore()
  let handled = 0
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: core,
    logging: "silent",
    markRead: false,
    maxRepeats: Number.MAX_SAFE_INTEGER,
    ...options,
  })
  bot.onMessage(async (message) => {
    if (replies) await message.reply("hi")
    handled++
  })
  await bot.start()
  const time = await measure((texts) => deliver(core, texts, () => handled))
  await bot.stop()
  return time
}

const stateFile = join(tmpdir(), `bot-message-path-${process.pid}.db`)
const rows: [string, number][] = [
  ["parsing its event", await parsing()],
  ["through ChatApi to a listener", await chatApi()],
  ["through Bot to a handler", await bot({}, false)],
  ["with a checkpoint in SQLite", await bot({ stateFile }, false)],
  ["with a reply", await bot({ stateFile }, true)],
]
await rm(stateFile, { force: true })
console.log("one message, microseconds of the main thread (median of 5), and what each stage adds:")
let before = 0
for (const [name, time] of rows) {
  console.log(
    `  ${name.padEnd(30)} ${time.toFixed(1).padStart(6)} ${(time - before).toFixed(1).padStart(7)}`,
  )
  before = time
}
