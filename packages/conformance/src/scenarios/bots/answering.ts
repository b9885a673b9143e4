import { expect } from "../../people/expect.ts"
import { echo } from "../../programs/echo.ts"
import { botScenario } from "../scenario.ts"

/** What `Bot` promises while it runs. */
export const answering = [
  botScenario("a bot answers, and welcomes who connects", {}, async (stage) => {
    const robot = await stage.bot(
      (bot) => bot.onMessage((message) => message.reply(`echo ${message.text}`)),
      { welcome: "Hello!" },
    )
    const { chat } = await stage.meet("alice", robot)
    await chat.sees("Hello!")
    await chat.say("one")
    const answer = await chat.sees("echo one")
    expect(answer.quote === "one", "the answer quotes what it is about")
  }),

  botScenario("a bot answers each message of a burst once, in order", {}, async (stage) => {
    const robot = await stage.made(echo)
    const { chat } = await stage.meet("alice", robot)
    const texts = Array.from({ length: 10 }, (_, i) => `message ${i}`)
    for (const text of texts) await chat.say(text)
    await chat.sees("echo message 9")
    await stage.world.quiet()
    const expected = texts.map((text) => `echo ${text}`)
    expect(chat.texts().join() === expected.join(), `each once, not ${chat.texts().join()}`)
  }),

  botScenario("a slow chat does not hold up another", {}, async (stage) => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const robot = await stage.bot((bot) => {
      bot.onMessage({ text: "slow" }, async (message) => {
        await held
        await message.send("at last")
      })
      bot.onMessage((message) => message.send(`quick ${message.text}`))
    })
    const [slow, quick] = [await stage.meet("alice", robot), await stage.meet("bob", robot)]
    await slow.chat.say("slow")
    await slow.chat.say("after")
    await quick.chat.say("hello")
    await quick.chat.sees("quick hello")
    expect(slow.chat.texts().length === 0, "the slow chat keeps its order")
    release()
    await slow.chat.sees("at last")
    await slow.chat.sees("quick after")
  }),

  botScenario("a conversation waits for its own person", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onCommand("register", async (message) => {
        const name = await message.ask("What is your name?")
        await message.reply(`Welcome, ${name.text}`)
      })
    })
    const [one, two] = [await stage.meet("alice", robot), await stage.meet("bob", robot)]
    await one.chat.say("/register")
    await one.chat.sees("What is your name?")
    await two.chat.say("/register")
    await two.chat.sees("What is your name?")
    await two.chat.say("Robert")
    await two.chat.sees("Welcome, Robert")
    await one.chat.say("Alice")
    await one.chat.sees("Welcome, Alice")
  }),

  botScenario("a choice is made by its words, and by its number", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onCommand("tea", async (message) => {
        const kind = await message.choose("Which tea?", ["black", "Earl Grey"])
        await message.send(`${kind} it is`)
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("/tea")
    await chat.sees(/^Which tea\?/)
    await chat.say("earl grey")
    await chat.sees("Earl Grey it is")
    await chat.say("/tea")
    await chat.sees(/^Which tea\?/)
    await chat.say("1")
    await chat.sees("black it is")
  }),

  botScenario("a handler that throws stops nothing", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onMessage({ text: "break" }, () => {
        throw new Error("broken on purpose")
      })
      bot.onMessage((message) => message.send(`echo ${message.text}`))
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("break")
    await chat.say("go on")
    await chat.sees("echo go on")
    expect((await robot.bot.health()).ok, "the bot is well")
  }),

  botScenario("a live message is handled once, when it is complete", {}, async (stage) => {
    const seen: string[] = []
    const robot = await stage.bot((bot) => {
      bot.onMessage(async (message) => {
        seen.push(message.text)
        await message.send(`got ${message.text}`)
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.sayLive("thin", "thinking", "thinking done")
    await chat.sees("got thinking done")
    await chat.say("next")
    await chat.sees("got next")
    expect(seen.join() === "thinking done,next", `each once, not ${seen.join()}`)
  }),

  botScenario("a bot changes and takes back what it said", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onMessage({ text: "edit" }, async (message) => {
        const sent = await message.send("one moment")
        await sent.edit("done")
      })
      bot.onMessage({ text: "delete" }, async (message) => {
        const sent = await message.send("a secret")
        await sent.delete()
      })
      bot.onMessage((message) => message.react("👍"))
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("edit")
    const moment = await chat.sees(/^(one moment|done)$/)
    await chat.seesEdit(moment, "done")
    await chat.say("delete")
    const secret = await chat.sees(/./)
    await chat.seesDeletion(secret)
    const liked = await chat.say("like this")
    await chat.seesReaction(liked, "👍")
  }),

  botScenario("the sender learns that the other side has the message", {}, async (stage) => {
    let delivered = false
    const robot = await stage.bot((bot) => {
      bot.onMessage(async (message) => {
        const sent = await message.send("did you get this?")
        await sent.delivered({ timeoutMs: stage.world.timeoutMs })
        delivered = true
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("hello")
    await chat.sees("did you get this?")
    await stage.until("the delivery is reported", () => delivered)
  }),

  botScenario("the menu and /help show the commands", {}, async (stage) => {
    const robot = await stage.bot((bot) => {
      bot.onCommand("brew", { description: "Brews a tea" }, (message) => message.send("Tea!"))
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("/help")
    await chat.sees(/\/brew.*Brews a tea/)
    const { preferences } = robot.bot.user.profile
    const labels = preferences?.commands?.map((one) => one.label) ?? []
    expect(labels.length > 0, "the profile carries a menu")
  }),
]
