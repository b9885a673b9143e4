/** How fast the network is: `pnpm bench`. Figures are of the machine; ratios say whether it holds. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createNetwork } from "../src/index.ts"
import { fill } from "./fill.ts"

const seconds = (startMs: number) => (performance.now() - startMs) / 1000

/** Messages through two cores, each of them sent, delivered and acknowledged. */
async function messages(count: number): Promise<number> {
  const network = createNetwork({ delivery: "manual" })
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    await alice.core.sendCommand(`/_send @4 text message ${i}`)
    if (i % 100 === 99) network.settle()
  }
  network.settle()
  return count / seconds(start)
}

const few = await messages(2_000)
const many = await messages(10_000)
console.log(`messages through two cores: ${Math.round(many)} a second`)
console.log(`10,000 against 2,000 of them: ${(many / few).toFixed(2)} times as fast (bound: 0.5)`)

const folder = mkdtempSync(join(tmpdir(), "testing-bench-"))
try {
  fill(join(folder, "large"), { contacts: 10_000, messages: 100_000 })
  const start = performance.now()
  const core = createNetwork().openCore({ name: "large", folder: join(folder, "large") })
  const opened = seconds(start)
  const listing = performance.now()
  await core.sendCommand("/_start")
  const contacts = (await core.sendCommand("/_contacts 1")).length
  const chats = (await core.sendCommand("/_get chats 1 count=100")).length
  await core.sendCommand("/_get chat @4 count=50")
  const listed = seconds(listing)
  await core.close()
  console.log(`10,000 contacts, 100,000 messages: opened in ${opened.toFixed(2)} s (bound: 5 s)`)
  console.log(`listed in ${listed.toFixed(2)} s (bound: 2 s), ${contacts + chats} characters`)
  const held = many / few >= 0.5 && many >= 1_000 && opened < 5 && listed < 2
  if (!held) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
