import { afterEach, expect, test, vi } from "vitest"
import { memoryStorage, rateLimit } from "../../src/index.ts"
import { systemClock } from "../../src/schedule/clock.ts"
import { later, world } from "../fixtures/world.ts"

const year = 365 * 86_400_000

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The clock of the machine is set; timers go on as they did. */
function setClock(byMs: number): void {
  const now = Date.now.bind(Date)
  vi.spyOn(Date, "now").mockImplementation(() => now() + byMs)
}

test.each([
  ["forwards", year],
  ["back", -year],
])("a question and a delivery wait on when the clock goes %s", async (_, byMs) => {
  const { live, connected } = world()
  const outcomes: unknown[] = []
  const made = await live((bot) => {
    bot.onCommand("ask", async (message) => {
      outcomes.push((await message.ask("Your name?", { timeoutMs: 60_000 })).text)
    })
    bot.onCommand("tell", async (message) => {
      const sent = await message.send("delivered?")
      await sent.delivered({ timeoutMs: 60_000 })
      outcomes.push("delivered")
    })
  })
  const alice = await connected("alice", made)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  setClock(byMs)
  await alice.say("Alice")
  await alice.say("/tell")
  await alice.expectMessage("delivered?")
  await later(() => outcomes.length === 2)
  expect(outcomes).toEqual(["Alice", "delivered"])
  expect(made.said("error")).toEqual([])
})

test.each([
  ["forwards", year],
  ["back", -year],
])(
  "nothing is handled twice or lost when the clock goes %s between two starts",
  async (_, byMs) => {
    const { live, connected, network } = world()
    const seen: string[] = []
    const declare = (bot: Parameters<Parameters<typeof live>[0]>[0]) =>
      bot.onMessage(({ text }) => void seen.push(text))
    const first = await live(declare)
    const alice = await connected("alice", first)
    await alice.say("one")
    await later(() => seen.length === 1)
    await first.bot.stop()
    await alice.say("two")
    setClock(byMs)
    await live(declare)
    await alice.say("three")
    await network.idle()
    await later(() => seen.length === 3)
    expect(seen).toEqual(["one", "two", "three"])
  },
)

test("a limit in a storage that was filled by a clock a year ahead ends after its window", async () => {
  let now = 1_800_000_000_000
  const { live, connected } = world()
  const passed: string[] = []
  const options = { limit: 1, windowMs: 60_000, storage: memoryStorage() }
  const made = await live((bot) => {
    bot.use(rateLimit(options, () => now))
    bot.onMessage(({ text }) => void passed.push(text))
  })
  const alice = await connected("alice", made)
  const say = async (text: string) => {
    await alice.say(text)
    await alice.expectSilence()
  }
  now += year
  await say("ahead")
  await say("too many")
  now -= year
  await say("right again")
  await say("too many again")
  expect(passed).toEqual(["ahead", "right again"])
})

test("scheduled work is done within a minute of a clock that goes forwards", () => {
  vi.useFakeTimers({ now: 0 })
  let done = 0
  systemClock.at(86_400_000, () => done++)
  vi.advanceTimersByTime(60_000)
  vi.setSystemTime(86_400_001)
  vi.advanceTimersByTime(60_000)
  expect(done).toBe(1)
})

test("and is not done early when the clock goes back", () => {
  vi.useFakeTimers({ now: 3_600_000 })
  let done = 0
  systemClock.at(3_700_000, () => done++)
  vi.setSystemTime(0)
  vi.advanceTimersByTime(3_600_000)
  expect(done).toBe(0)
  vi.advanceTimersByTime(200_000)
  expect(done).toBe(1)
})
