import { completeMarkup } from "@simplex-chat/api"
import type { Frame } from "@simplex-chat/testing"
import { afterEach, describe, expect, test, vi } from "vitest"
import type { Bot, StreamedMessage, StreamOptions } from "../../src/index.ts"
import { world } from "../fixtures/world.ts"

afterEach(() => void vi.useRealTimers())

/** The host's timers: those of the test move only when it moves them. */
const { setTimeout: realTimeout } = globalThis

async function later(holds: () => boolean): Promise<void> {
  const end = performance.now() + 60_000
  while (!holds()) {
    if (performance.now() > end) throw new Error("not yet")
    await new Promise((resolve) => realTimeout(resolve, 2))
  }
}

/** A source that says what a test has it say, and knows whether it was ended. */
function source() {
  const texts: string[] = []
  let wake = () => {}
  let end: { readonly error?: unknown } | undefined
  const state = { isEnded: false }
  async function* say(signal: AbortSignal): AsyncGenerator<string> {
    signal.addEventListener("abort", () => {
      end = {}
      wake()
    })
    try {
      for (;;) {
        const [text] = texts.splice(0, 1)
        if (text !== undefined) yield text
        else if (end !== undefined) {
          if ("error" in end) throw end.error
          return
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      state.isEnded = true
    }
  }
  return {
    texts: say,
    state,
    write: (...more: string[]) => {
      texts.push(...more)
      wake()
    },
    end: (how: { readonly error?: unknown } = {}) => {
      end = how
      wake()
    },
  }
}

/** A bot that streams what the test writes, and what it sends. */
function streaming(options: StreamOptions = {}) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const made = world()
  const sources: ReturnType<typeof source>[] = []
  const results: (StreamedMessage | Error)[] = []
  /** What is shown, and whether it is live. */
  const states: { readonly text: string; readonly isLive: boolean }[] = []
  made.network.observe((frame: Frame) => {
    if (frame.core !== "bot" || !("command" in frame)) return
    const { command } = frame
    if (!/^\/_(send|update item) /.test(command)) return
    const json = JSON.parse(command.slice(command.indexOf(" json ") + 6)) as unknown
    const [message] = [json].flat() as { readonly msgContent: { readonly text: string } }[]
    states.push({ text: message?.msgContent.text ?? "", isLive: command.includes("live=on") })
  })
  const declare = (bot: Bot) =>
    bot.onMessage(async (message) => {
      const given = source()
      sources.push(given)
      try {
        results.push(await message.stream(given.texts, options))
      } catch (error) {
        results.push(error as Error)
        throw error
      }
    })
  const writes = async (at: number, ...texts: string[]) => {
    await later(() => sources.length > at)
    sources[at]?.write(...texts)
  }
  /** Lets the pause between two updates pass, once the one before is sent. */
  const grown = async (count: number) => {
    await later(() => states.length >= count)
    await vi.advanceTimersByTimeAsync(1000)
  }
  return { ...made, sources, results, states, declare, writes, grown }
}

test("the message grows once a second, and ends with all of the text", async () => {
  const { live, declare, connected, states, writes, grown, sources, results, network } = streaming()
  const alice = await connected("alice", await live(declare))
  await alice.say("hi")
  await writes(0, "Hel", "lo")
  await later(() => states.length === 1)
  await writes(0, ", Ali", "ce")
  await vi.advanceTimersByTimeAsync(999)
  expect(states).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  await later(() => states.length === 2)
  await writes(0, "! How ")
  await grown(2)
  await grown(3)
  await writes(0, "are you?")
  sources[0]?.end()
  await later(() => results.length === 1)
  expect(states.at(-1)).toEqual({ text: "Hello, Alice! How are you?", isLive: false })
  expect(states.slice(0, -1).every(({ isLive }) => isLive)).toBe(true)
  expect(results[0]).toMatchObject({ isComplete: true, sends: states.length })
  await network.idle()
  const heard = alice.transcript().filter(({ own }) => !own)
  expect(heard.map(({ text }) => text)).toEqual(["Hello, Alice! How are you?"])
})

test("formatted parts are never half open, and half a link is not shown", async () => {
  const { live, declare, connected, states, writes, grown, sources, results } = streaming()
  const alice = await connected("alice", await live(declare))
  await alice.say("hi")
  const pieces = [
    "The *bo",
    "ld* and the #sec",
    "ret# are at [the do",
    "cs](https://a.exam",
    "ple) .",
  ]
  for (const [at, piece] of pieces.entries()) {
    await writes(0, piece)
    await grown(at === 3 ? 3 : at === 4 ? 4 : at + 1)
  }
  await later(() => states.length === 4)
  sources[0]?.end()
  await later(() => results.length === 1)
  expect(states.map(({ text }) => text)).toEqual([
    "The *bo*",
    "The *bold* and the #sec#",
    "The *bold* and the #secret# are at ",
    // Nothing more could be shown, and nothing was sent.
    "The *bold* and the #secret# are at [the docs](https://a.example) .",
    // The same, and no longer live.
    "The *bold* and the #secret# are at [the docs](https://a.example) .",
  ])
})

test("a message that is full is followed by the next, and code goes on in a block of its own", async () => {
  const { live, declare, connected, states, writes, sources, results, network } = streaming()
  const alice = await connected("alice", await live(declare))
  await alice.say("hi")
  const lines = Array.from({ length: 900 }, (_, n) => `const line${n} = "*${n}" // of code\n`)
  await writes(0, "Here it is:\n```ts\n")
  for (let at = 0; at < lines.length; at += 100) {
    await writes(0, ...lines.slice(at, at + 100))
    const before = states.length
    await vi.advanceTimersByTimeAsync(1000)
    await later(() => states.length > before)
  }
  await writes(0, "```\nThat *is")
  sources[0]?.write(" all*.")
  sources[0]?.end()
  await later(() => results.length === 1)
  for (const { text } of states) {
    const complete = { length: text.length, closer: "" }
    expect(completeMarkup(text)).toEqual(complete)
  }
  await network.idle()
  const heard = alice.transcript().filter(({ own }) => !own)
  expect(heard.length).toBeGreaterThan(1)
  expect((results[0] as StreamedMessage).items).toHaveLength(heard.length)
  for (const { text } of heard) expect(text.match(/^```/gm)).toHaveLength(2)
  const code = heard
    .flatMap(({ text }) => text.split("\n"))
    .filter((line) => line.startsWith("const"))
  expect(code.map((line) => `${line}\n`)).toEqual(lines)
  expect(heard.at(-1)?.text.endsWith("```\nThat *is all*.")).toBe(true)
})

test("two people get their own answers, side by side", async () => {
  const { live, declare, connected, writes, sources, results } = streaming()
  const made = await live(declare)
  const alice = await connected("alice", made)
  const bob = await connected("bob", made)
  await alice.say("hi")
  await writes(0, "for Alice")
  await bob.say("hi")
  await writes(1, "for Bob")
  sources[1]?.end()
  await later(() => results.length === 1)
  await bob.expectMessage("for Bob")
  sources[0]?.end()
  await alice.expectMessage("for Alice")
  await later(() => results.length === 2)
  expect(results).toMatchObject([{ isComplete: true }, { isComplete: true }])
})

describe("it ends properly", () => {
  test("when the source throws, which the handler gets", async () => {
    const { live, declare, connected, states, writes, sources, results } = streaming()
    const made = await live(declare)
    const alice = await connected("alice", made)
    await alice.say("hi")
    await writes(0, "The answer is *very")
    await later(() => states.length === 1)
    const error = new Error("the model is gone")
    sources[0]?.end({ error })
    await later(() => results.length === 1)
    expect(results).toEqual([error])
    expect(states.at(-1)).toEqual({ text: "The answer is *very* …", isLive: false })
    expect(made.said("error")).toEqual(["error a handler failed"])
  })

  test("in a block of code, too", async () => {
    const { live, declare, connected, states, writes, sources, results } = streaming()
    const alice = await connected("alice", await live(declare))
    await alice.say("hi")
    await writes(0, "```\nlet a")
    await later(() => states.length === 1)
    sources[0]?.end({ error: new Error("gone") })
    await later(() => results.length === 1)
    expect(states.at(-1)?.text).toBe("```\nlet a\n```\n…")
  })

  test("when the bot stops; after the restart the question is answered anew", async () => {
    const { live, declare, connected, states, writes, sources, results, network } = streaming()
    const made = await live(declare)
    const alice = await connected("alice", made)
    await alice.say("hi")
    await writes(0, "Once upon")
    await later(() => states.length === 1)
    const { unfinished } = await made.bot.stop()
    expect(unfinished).toBe(0)
    expect(results).toMatchObject([{ code: "stopping" }])
    expect(states.at(-1)).toEqual({ text: "Once upon …", isLive: false })
    expect(sources[0]?.state.isEnded).toBe(true)
    await live(declare)
    await writes(1, "Once upon a time")
    sources[1]?.end()
    await later(() => results.length === 2)
    await network.idle()
    const heard = alice.transcript().filter(({ own }) => !own)
    expect(heard.map(({ text }) => text)).toEqual(["Once upon …", "Once upon a time"])
  })

  test("when the person deletes the chat: the source is ended, and nothing is logged", async () => {
    const { live, declare, connected, states, writes, sources, results, network } = streaming()
    const made = await live(declare)
    const alice = await connected("alice", made)
    await alice.say("hi")
    await writes(0, "Once upon")
    await later(() => states.length === 1)
    await alice.command("/_delete @4 full notify=on", "contactDeleted")
    await network.idle()
    await writes(0, " a time")
    await vi.advanceTimersByTimeAsync(1000)
    await later(() => results.length === 1)
    expect(results).toMatchObject([{ isComplete: false }])
    await later(() => sources[0]?.state.isEnded === true)
    expect(made.said("error")).toEqual([])
  })

  test("when the bot's message is deleted meanwhile", async () => {
    const { live, declare, connected, states, writes, results } = streaming()
    const made = await live(declare)
    const alice = await connected("alice", made)
    await alice.say("hi")
    await writes(0, "Once upon")
    await later(() => states.length === 1)
    const chat = { chatType: "direct", chatId: 4 } as const
    const { chatItems } = await made.bot.api.apiGetChat(chat, { type: "last", count: 1 })
    await made.bot.api.apiDeleteChatItems(chat, [chatItems[0]?.meta.itemId ?? 0], "internal")
    await writes(0, " a time")
    await vi.advanceTimersByTimeAsync(1000)
    await later(() => results.length === 1)
    expect(results).toMatchObject([{ isComplete: false }])
  })

  test("when the source never ends: it is ended, and the rest is not sent", async () => {
    const { live, connected, network } = world()
    const results: StreamedMessage[] = []
    let isEnded = false
    async function* forever() {
      try {
        for (let n = 0; ; n++) {
          yield `number ${n}, `
          if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
        }
      } finally {
        isEnded = true
      }
    }
    const made = await live((bot) =>
      bot.onMessage(async (message) => void results.push(await message.stream(forever))),
    )
    const alice = await connected("alice", made)
    await alice.say("count")
    await later(() => results.length === 1)
    expect(results).toMatchObject([{ isComplete: false }])
    await later(() => isEnded)
    await network.idle()
    const heard = alice.transcript().filter(({ own }) => !own)
    expect(heard.length).toBeLessThan(10)
    expect(heard.map(({ text }) => text).join("").length).toBeLessThan(101_000)
    expect(heard.at(-1)?.text).toMatch(/ …$/)
    expect(heard.at(-1)?.live).not.toBe(true)
    expect(made.said("error")).toEqual([])
  })

  test("when the source says more than it may", async () => {
    const { live, connected } = world()
    const results: StreamedMessage[] = []
    const made = await live((bot) =>
      bot.onMessage(async (message) => {
        const source = ["Hello, ", "dear ", "reader"]
        results.push(await message.stream(source, { maxLength: 9, cut: " (more)" }))
      }),
    )
    const alice = await connected("alice", made)
    await alice.say("hi")
    await alice.expectMessage("Hello, de (more)")
    await later(() => results.length === 1)
    expect(results).toMatchObject([{ isComplete: false }])
  })

  test("when the signal is aborted", async () => {
    const abort = new AbortController()
    const { live, declare, connected, states, writes, results } = streaming({
      signal: abort.signal,
      cut: " (stopped)",
    })
    const alice = await connected("alice", await live(declare))
    await alice.say("hi")
    await writes(0, "Once")
    await later(() => states.length === 1)
    abort.abort()
    await later(() => results.length === 1)
    expect(results).toMatchObject([{ code: "aborted" }])
    expect(states.at(-1)).toEqual({ text: "Once (stopped)", isLive: false })
  })
})

test("in a group it costs a send for each member, and no more than it may", async () => {
  const { live, declare, states, writes, sources, results, network } = streaming({ maxSends: 9 })
  const { bot } = await live(declare)
  const group = await bot.api.apiNewGroup(bot.user.userId, { displayName: "team", fullName: "" })
  const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
  const [alice, bob, carol] = [
    await network.person("alice"),
    await network.person("bob"),
    await network.person("carol"),
  ]
  for (const person of [alice, bob, carol]) await person.joinGroup(link)
  await alice.say("hi")
  for (let at = 0; at < 6; at++) {
    await writes(0, `word${at} `)
    await network.idle()
    await vi.advanceTimersByTimeAsync(1000)
  }
  sources[0]?.end()
  await later(() => results.length === 1)
  // Nine sends are three states for three members: the last of them is the end.
  expect(states.map(({ isLive }) => isLive)).toEqual([true, true, false])
  expect(results).toMatchObject([{ isComplete: true, sends: 9 }])
  await network.idle()
  expect(carol.transcript().at(-1)?.text.trim()).toBe("word0 word1 word2 word3 word4 word5")
})

test("what is whole at once is one message, with a quote where that is wanted", async () => {
  const { live, connected } = world()
  const made = await live((bot) =>
    bot.onMessage((message) => message.stream(["Hello, ", "you"], { quote: true })),
  )
  const alice = await connected("alice", made)
  await alice.say("hi")
  const line = await alice.expectLine("Hello, you")
  expect(line.quote).toBe("hi")
})

test.each<[string, (bot: Bot) => unknown, RegExp]>([
  ["no source", (bot) => stream(bot, undefined), /stream: takes the texts one after the other/],
  ["a text", (bot) => stream(bot, "hello"), /stream: takes the texts one after the other/],
  [
    "texts that are none",
    (bot) => stream(bot, [1, 2]),
    /stream: the source gave no text, but number/,
  ],
  ["no text", (bot) => stream(bot, ["", " "]), /stream: the source had no text/],
  ["too often", (bot) => stream(bot, ["a"], { everyMs: 10 }), /everyMs: must be at least 1000/],
  ["no length", (bot) => stream(bot, ["a"], { maxLength: 0 }), /maxLength: must be/],
  ["a wrong limit", (bot) => stream(bot, ["a"], { maxSends: -1 }), /maxSends: must be/],
])("wrong calls say so: %s", async (_, declare, problem) => {
  const { live, connected } = world()
  const errors: Error[] = []
  const made = await live((bot) => {
    declare(bot)
    bot.catch((error) => void errors.push(error as Error))
  })
  const alice = await connected("alice", made)
  await alice.say("hi")
  await later(() => errors.length === 1)
  expect(errors[0]?.message).toMatch(problem)
  await alice.expectSilence()
})

const stream = (bot: Bot, texts: unknown, options?: StreamOptions) =>
  bot.onMessage((message) => message.stream(texts as string[], options))
