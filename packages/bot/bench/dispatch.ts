// Dispatch through filters, middleware and handlers, against the composer of grammY: the same number
// of each, the same share of matches, in one run, in turns. Prints ratios; times differ by machine.
import { Composer as Grammy } from "grammy"
import { performance } from "node:perf_hooks"
import { importRatio } from "./import-time.ts"
import { contact, directItem } from "../test/fixtures/items.ts"
import { message } from "../test/fixtures/update.ts"
import { Composer } from "../src/index.ts"

const filters = 20
const middleware = 5
const updates = 100_000
const rounds = 5

// Both go through five middleware and past nineteen filters of their own kind to the handler that
// matches.
let handled = 0

const ours = new Composer()
for (let n = 0; n < middleware; n++) ours.use((_, next) => next())
for (let n = 0; n < filters; n++) {
  ours.onMessage({ contentType: "text", text: new RegExp(`^word${n}$`) }, () => void handled++)
}

const theirs = new Grammy()
for (let n = 0; n < middleware; n++) theirs.use((_, next) => next())
for (let n = 0; n < filters; n++) {
  theirs.on("message:text").hears(new RegExp(`^word${n}$`), () => void handled++)
}

const text = `word${filters - 1}`
const item = directItem(contact(4), text)
const { signal } = new AbortController()
const noTools = {} as Parameters<typeof message>[1]

async function runOurs() {
  for (let n = 0; n < updates; n++) {
    const update = {
      type: "message",
      message: message(item, noTools),
      command: undefined,
      state: {},
      signal,
    } as const
    await ours.dispatch(update)
  }
}

const { Context } = await import("grammy")
const me = { id: 1, is_bot: true, first_name: "b", username: "b" } as never

async function runTheirs() {
  const handle = theirs.middleware()
  const chat = { id: 4, type: "private", first_name: "a" } as const
  for (let n = 0; n < updates; n++) {
    const update = { update_id: n, message: { message_id: 1, date: 0, chat, text } }
    const context = new Context(update as never, {} as never, me)
    await handle(context, () => Promise.resolve())
  }
}

async function perSecond(run: () => Promise<void>): Promise<number> {
  handled = 0
  const start = performance.now()
  await run()
  const seconds = (performance.now() - start) / 1000
  if (handled !== updates) throw new Error(`${handled} of ${updates} were handled`)
  return updates / seconds
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const results = { ours: [] as number[], theirs: [] as number[] }
for (let round = 0; round <= rounds; round++) {
  const [one, other] = [await perSecond(runOurs), await perSecond(runTheirs)]
  if (round === 0) continue // warming up
  results.ours.push(one)
  results.theirs.push(other)
}
const [a, b] = [median(results.ours), median(results.theirs)]
console.log(
  `dispatch, ${middleware} middleware, ${filters} filters, the last matches (median of ${rounds}):`,
)
console.log(`  @simplex-chat/bot  ${Math.round(a).toLocaleString("en")} updates/s`)
console.log(`  grammY             ${Math.round(b).toLocaleString("en")} updates/s`)
console.log(`  ratio              ${(a / b).toFixed(2)} (goal: at least 2)`)
console.log(
  `import, in a new process, against grammY: ${importRatio().toFixed(2)} (goal: at most 1)`,
)
