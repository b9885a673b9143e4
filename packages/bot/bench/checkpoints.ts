// Completions in one chat while its first message is in flight, on SQLite: the time must be linear.
import { performance } from "node:perf_hooks"
import { DatabaseSync } from "node:sqlite"
import { ChatCheckpoint } from "../src/checkpoints/chat-checkpoint.ts"
import { SqliteCheckpoints } from "../src/checkpoints/sqlite-checkpoints.ts"

function perSecond(count: number): number {
  const store = new SqliteCheckpoints(new DatabaseSync(":memory:"), (error) => {
    throw error
  })
  const chat = new ChatCheckpoint(store, "group:1")
  chat.begin(1)
  const start = performance.now()
  for (let id = 2; id <= count; id++) {
    chat.begin(id)
    chat.complete(id)
  }
  const seconds = (performance.now() - start) / 1000
  if (store.read("group:1")?.ranges.length !== 1) throw new Error("the range is not one")
  return count / seconds
}

perSecond(10_000) // warming up
const [few, many] = [perSecond(40_000), perSecond(200_000)]
const shown = (n: number) => Math.round(n).toLocaleString("en")
console.log("completions while a message of the chat is in flight:")
console.log(`  40,000   ${shown(few)}/s`)
console.log(`  200,000  ${shown(many)}/s, ratio ${(many / few).toFixed(2)} (linear: about 1)`)
