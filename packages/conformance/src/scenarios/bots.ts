import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Bot, type BotOptions } from "@simplex-chat/bot"
import type { Chat } from "../people/chat.ts"
import type { Person } from "../people/person.ts"
import { expect } from "../people/expect.ts"
import type { World } from "../worlds/world.ts"
import { scenario } from "./scenario.ts"

/** What `Bot` promises, with one person to notice. */
export const bots = [
  scenario("a bot answers", {}, async (world) => {
    await withBot(world, { welcome: "Hello!" }, echo, async ({ meet }) => {
      const { chat } = await meet("alice")
      await chat.sees("Hello!")
      await chat.say("one")
      await chat.sees("echo one")
    })
  }),

  scenario("a bot answers each message of a burst once, in order", {}, async (world) => {
    await withBot(world, {}, echo, async ({ meet }) => {
      const { chat } = await meet("alice")
      const texts = Array.from({ length: 10 }, (_, i) => `message ${i}`)
      for (const text of texts) await chat.say(text)
      await chat.sees("echo message 9")
      await world.quiet()
      const answers = chat.messages().map(({ item }) => item.meta.itemText)
      const expected = texts.map((text) => `echo ${text}`)
      expect(answers.join() === expected.join(), `each is answered once: ${answers.join()}`)
    })
  }),

  scenario("what came while the bot was down is answered at its next start", {}, async (world) => {
    await withBot(world, {}, echo, async ({ meet, stop, start }) => {
      const { chat } = await meet("alice")
      await chat.say("before")
      await chat.sees("echo before")
      await stop()
      await chat.say("meanwhile")
      await start()
      await chat.sees("echo meanwhile")
      await world.quiet()
      const answers = chat.messages().map(({ item }) => item.meta.itemText)
      expect(answers.join() === "echo before,echo meanwhile", `once each: ${answers.join()}`)
    })
  }),

  scenario("a killed bot goes on where it was", { needs: ["kill"] }, async (world) => {
    await withBot(world, {}, echo, async ({ meet, kill, start }) => {
      const { chat } = await meet("alice")
      await chat.say("before")
      await chat.sees("echo before")
      await kill()
      await chat.say("after the kill")
      await start()
      await chat.sees("echo after the kill")
    })
  }),

  scenario("a conversation waits for its own person", {}, async (world) => {
    const register = (bot: Bot) => {
      bot.onCommand("register", async (message) => {
        const name = await message.ask("What is your name?")
        await message.reply(`Welcome, ${name.text ?? ""}`)
      })
    }
    await withBot(world, {}, register, async ({ meet }) => {
      const [one, two] = [await meet("alice"), await meet("bob")]
      await one.chat.say("/register")
      await one.chat.sees("What is your name?")
      await two.chat.say("/register")
      await two.chat.sees("What is your name?")
      await two.chat.say("Robert")
      await two.chat.sees("Welcome, Robert")
      await one.chat.say("Alice")
      await one.chat.sees("Welcome, Alice")
    })
  }),

  scenario("a long answer arrives in parts", {}, async (world) => {
    const long = (bot: Bot) => {
      bot.onMessage((message) => message.reply("word ".repeat(7000)))
    }
    await withBot(world, {}, long, async ({ meet }) => {
      const { chat } = await meet("alice")
      await chat.say("tell me all")
      await chat.sees(/^word/)
      await chat.sees(/^word/)
      await chat.sees(/^word/)
    })
  }),

  scenario("a handler that throws stops nothing", {}, async (world) => {
    const faulty = (bot: Bot) => {
      bot.onMessage({ text: "break" }, () => {
        throw new Error("broken on purpose")
      })
      echo(bot)
    }
    await withBot(world, { logging: "silent" }, faulty, async ({ meet }) => {
      const { chat } = await meet("alice")
      await chat.say("break")
      await chat.say("go on")
      await chat.sees("echo go on")
    })
  }),

  scenario("a graceful stop finishes what it has begun", {}, async (world) => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let begun = () => {}
    const begins = new Promise<void>((resolve) => (begun = resolve))
    const slow = (bot: Bot) => {
      bot.onMessage(async (message) => {
        begun()
        await held
        await message.reply("done")
      })
    }
    await withBot(world, {}, slow, async ({ meet, stop }) => {
      const { chat } = await meet("alice")
      await chat.say("work")
      await begins
      const stopped = stop()
      release()
      await stopped
      await chat.sees("done")
    })
  }),
]

interface Stage {
  /** A person who connects to the bot, and their chat with it. */
  readonly meet: (name: string) => Promise<{ readonly person: Person; readonly chat: Chat }>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

function echo(bot: Bot): void {
  bot.onMessage((message) => message.reply(`echo ${message.text ?? ""}`))
}

/** Runs a bot with these handlers, and people around it. */
async function withBot(
  world: World,
  options: Partial<BotOptions>,
  handlers: (bot: Bot) => void,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-bot-"))
  let bot: Bot | undefined
  const start = async () => {
    bot = new Bot({
      profile: { displayName: "robot" },
      logging: "silent",
      showAddress: false,
      stateFile: join(folder, "state.db"),
      ...options,
      db: await world.openCore("robot"),
    })
    handlers(bot)
    await bot.start()
  }
  const stop = async () => {
    await bot?.stop()
    bot = undefined
  }
  const kill = async () => {
    await world.kill("robot")
    await bot?.stop().catch(() => {}) // its core is gone, and that is what it says
    bot = undefined
  }
  try {
    await start()
    await play({
      start,
      stop,
      kill,
      meet: async (name) => {
        const person = await world.person(name)
        if (bot === undefined) throw new Error("the bot is not running")
        await person.open(await addressOf(bot))
        return { person, chat: await person.friend("robot") }
      },
    })
  } finally {
    await bot?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function addressOf({ api }: Bot): Promise<string> {
  const user = await api.apiGetActiveUser()
  expect(user !== undefined, "the bot has a user")
  const address = await api.apiGetUserAddress(user.userId)
  expect(address !== undefined, "the bot has an address")
  const { connShortLink, connFullLink } = address.connLinkContact
  return connShortLink ?? connFullLink
}
