import { LimitError } from "@simplex-chat/api"
import { arg, type Message, WaitError } from "@simplex-chat/bot"
import { expect } from "../../people/expect.ts"
import { botScenario } from "../scenario.ts"

/** What people and their phones write, correct, and take back. */
export const phones = [
  botScenario("a command runs however a phone writes it", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onCommand("help", (message, { text }) => message.send(`help(${text})`))
      bot.onMessage((message) => message.send(`not a command: ${message.text}`))
    })
    const { chat } = await stage.meet("alice", robot)
    for (const typed of [
      "/help",
      "/Help",
      "/HELP.",
      " /help",
      "／ｈｅｌｐ",
      "/help\u200b",
      "\u00a0/help",
    ]) {
      await chat.say(typed)
      await chat.sees("help()")
    }
    await chat.say("/helpless")
    await chat.sees("not a command: /helpless")
  }),

  botScenario("arguments may have the quotes of any keyboard", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onCommand("say", { args: { what: arg.word() } }, (message, { args }) =>
        message.send(`<${args.what}>`),
      )
    })
    const { chat } = await stage.meet("alice", robot)
    for (const [open, close] of ["„“", "„”", "””", "“”", "»«", "«»", "「」", "‘’", '""']) {
      await chat.say(`/say ${open}two words${close}`)
      await chat.sees("<two words>")
    }
  }),

  botScenario("in a group, this bot ignores a command for another bot", {}, async (stage) => {
    const robot = await stage.bot(
      (bot) => {
        bot.onCommand("help", (message) => message.send("the help"))
        bot.onMessage((message) => message.send(`heard ${message.text}`))
      },
      { joinGroups: true },
    )
    const { person: ann } = await stage.meet("ann", robot)
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot")
    await atAnn.seesMember("robot")
    for (const typed of ["/help", "/help@robot", "/Help@ROBOT"]) {
      await atAnn.say(typed)
      await atAnn.sees("the help")
    }
    await atAnn.say("/help@other")
    await atAnn.sees("heard /help@other")
  }),

  botScenario("a typo that is corrected into a command runs it once", {}, async (stage) => {
    const seen: string[] = []
    const robot = await stage.bot((bot) => {
      bot.onCommand("help", async (message) => {
        seen.push("help")
        await message.send("the help")
      })
      bot.onMessage(async (message) => {
        seen.push(message.text)
        await message.send(`what is ${message.text}?`)
      })
    })
    const { chat } = await stage.meet("alice", robot)
    const typed = await chat.say("/hlep")
    await chat.sees("what is /hlep?")
    await chat.edit(typed, "/help")
    await chat.sees("the help")
    await chat.edit(typed, "/help me")
    await chat.say("done")
    await chat.sees("what is done?")
    expect(seen.join() === "/hlep,help,done", `once: ${seen.join()}`)
  }),

  botScenario("edits are handled, those of while the bot was down, too", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onMessage((message) => message.send(`new ${message.text}`))
      bot.onEdit((message) => message.send(`edited ${message.text}`))
    })
    const { chat } = await stage.meet("alice", robot)
    const said = await chat.say("one")
    await chat.sees("new one")
    await chat.edit(said, "two")
    await chat.sees("edited two")
    await robot.stop()
    await chat.edit(said, "three")
    await robot.start()
    await chat.sees("edited three")
  }),

  botScenario(
    "a question ends by a command, an answer, or the end of the contact",
    {},
    async (stage) => {
      const ends: string[] = []
      const robot = await stage.bot((bot) => {
        bot.onCommand("ask", async (message) => {
          try {
            const { text } = await message.ask("Your name?")
            await message.send(`Hello, ${text}`)
          } catch (error) {
            ends.push(error instanceof WaitError ? error.code : String(error))
            throw error
          }
        })
        bot.onMessage((message) => message.send(`said ${message.text}`))
      })
      const { person, chat } = await stage.meet("alice", robot)
      await chat.say("/ask")
      await chat.sees("Your name?")
      await chat.say("Alice")
      await chat.sees("Hello, Alice")
      await chat.say("/ask")
      await chat.sees("Your name?")
      await chat.say("/cancel")
      await chat.sees("said /cancel")
      await chat.say("/ask")
      await chat.sees("Your name?")
      await person.deleteContact(chat)
      await stage.until("both questions end", () => ends.length === 2)
      expect(ends.join() === "left,gone", `each for its reason: ${ends.join()}`)
      await stage.until("no handler works", async () => (await robot.bot.health()).working === 0)
    },
  ),

  botScenario("a question ends after its time", {}, async (stage) => {
    const ends: string[] = []
    const robot = await stage.bot((bot) => {
      bot.onCommand("ask", async (message) => {
        try {
          await message.ask("Your name?", { timeoutMs: 50 })
        } catch (error) {
          ends.push(error instanceof WaitError ? error.code : String(error))
          await message.send("Too late.")
        }
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("/ask")
    await chat.sees("Your name?")
    await chat.sees("Too late.")
    expect(ends.join() === "timeout", `it says why: ${ends.join()}`)
  }),

  botScenario("a corrected answer replaces the first", {}, async (stage) => {
    // As long as an edit may take on its way.
    const correctionMs = stage.world.timeoutMs / 10
    const robot = await stage.bot((bot) => {
      bot.onCommand("age", async (message) => {
        const { text } = await message.ask("How old are you?", { correctionMs })
        await message.send(`You are ${text}`)
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("/age")
    await chat.sees("How old are you?")
    const answer = await chat.say("4")
    await chat.edit(answer, "44")
    await chat.sees("You are 44")
  }),

  botScenario("a reply to what is gone goes without the quote", {}, async (stage) => {
    const kept: Message[] = []
    let go = () => {}
    const gone = new Promise<void>((resolve) => (go = resolve))
    const reactions: unknown[] = []
    const robot = await stage.bot((bot) => {
      bot.onMessage(async (message) => {
        kept.push(message)
        await gone
        reactions.push(await message.react("👍"))
        await message.reply(`about ${message.text}`)
      })
    })
    const { chat } = await stage.meet("alice", robot)
    const said = await chat.say("hello")
    await stage.until("the bot has it", () => kept.length === 1)
    await chat.deleteForAll(said)
    await stage.until("the bot knows that it is deleted", async () => {
      const [message] = kept
      if (message === undefined) return false
      const { chatItems } = await robot.bot.api.apiGetChat(message.chat, {
        type: "last",
        count: 20,
      })
      const item = chatItems.find(({ meta }) => meta.itemId === message.id)
      return item === undefined || item.meta.itemDeleted !== undefined
    })
    go()
    const answer = await chat.sees("about hello")
    expect(answer.quote === undefined, "there is no quote")
    expect(reactions.join() === "false", "nor a reaction")
  }),

  botScenario("a long answer arrives whole, in parts, in order", {}, async (stage) => {
    const long = Array.from({ length: 6000 }, (_, i) => `word${i}`).join(" ")
    const robot = await stage.bot((bot) => bot.onMessage((message) => message.send(long)))
    const { chat } = await stage.meet("alice", robot)
    await chat.say("tell me all")
    await chat.sees(/word5999$/)
    const whole = chat.texts().join(" ").replaceAll(/\s+/g, " ")
    expect(chat.texts().length > 1, "it takes several messages")
    expect(whole === long, "together they are the text")
  }),

  botScenario("formatting goes on in each part, and secrets stay secret", {}, async (stage) => {
    const secret = Array.from({ length: 4000 }, (_, i) => `secret${i}`).join(" ")
    const robot = await stage.bot((bot) => bot.onMessage((message) => message.send(`#${secret}#`)))
    const alice = await stage.world.person("alice")
    const chat = await alice.connect(robot.address)
    await chat.say("tell me all")
    await chat.sees(/secret3999/)
    for (const { item } of chat.messages()) {
      const clear = (item.formattedText ?? []).filter(({ format }) => format?.type !== "secret")
      expect(item.formattedText !== undefined, "the part is formatted")
      const shown = clear.map(({ text }) => text).join("")
      expect(!shown.includes("secret"), "nothing of it is in clear")
    }
  }),

  botScenario("a mention of a name with a blank works in every part", {}, async (stage) => {
    const words = "word ".repeat(4000)
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ chatType: "group" }, (message) => {
          const { sender } = message
          const id = sender.type === "member" ? sender.groupMemberId : 0
          const text = `@'ann lee' first. ${words} and @'ann lee' last`
          return message.send(text, { mentions: { "ann lee": id } })
        })
      },
      { joinGroups: true },
    )
    const ann = await stage.world.person("ann lee")
    await ann.connect(robot.address)
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot")
    await atAnn.seesMember("robot")
    await atAnn.say("hello")
    await atAnn.sees(/last$/)
    const mentioned = atAnn.messages().map(({ item }) => item.meta.userMention)
    const expected = [mentioned.at(0), mentioned.at(-1)]
    expect(
      mentioned.length > 1 && expected.every((is) => is),
      "the first and last part mention her",
    )
  }),

  botScenario(
    "what is too long to be split is an error before anything is sent",
    {},
    async (stage) => {
      const long = "word ".repeat(5000)
      const errors: unknown[] = []
      const robot = await stage.bot((bot) => {
        bot.onMessage(async (message) => {
          const keep = (error: unknown) => void errors.push(error)
          const sent = await message.send("short")
          await sent.edit(long).catch(keep)
          const preview = `data:image/png;base64,${"A".repeat(20_000)}`
          await message.replyImage("missing.png", { preview }).catch(keep)
          await message.send("done")
        })
      })
      const { chat } = await stage.meet("alice", robot)
      await chat.say("hello")
      await chat.sees("done")
      expect(errors.length === 2, "both fail")
      expect(
        errors.every((error) => error instanceof LimitError),
        "with an error that says so",
      )
      expect(chat.texts().join() === "short,done", "nothing else was sent")
    },
  ),

  botScenario("three mentions and three reactions are the most", {}, async (stage) => {
    const outcomes: string[] = []
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ text: "mention" }, async (message) => {
          const mentions = { a: 1, b: 2, c: 3, d: 4 }
          const sent = message.send("@a @b @c @d", { mentions })
          outcomes.push(await sent.then(() => "sent", nameOf))
        })
        bot.onMessage({ text: "react" }, async (message) => {
          for (const emoji of ["👍", "❤️", "🚀", "😀"] as const) {
            outcomes.push(await message.react(emoji).then(String, nameOf))
          }
        })
      },
      { joinGroups: true },
    )
    const { person: ann, chat } = await stage.meet("ann", robot)
    const liked = await chat.say("react")
    await stage.until("the fourth reaction is answered", () => outcomes.length === 4)
    const said = outcomes.splice(0).join()
    expect(said === "true,true,true,ChatCommandError", `the fourth is refused: ${said}`)
    await chat.seesReaction(liked, "❤")
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot")
    await atAnn.seesMember("robot")
    await atAnn.say("mention")
    await stage.until("the mention is answered", () => outcomes.length === 1)
    expect(outcomes.join() === "LimitError", `a fourth mention is refused: ${outcomes.join()}`)
  }),
]

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error)
}
