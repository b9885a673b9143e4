import { readFileSync } from "node:fs"
import { basename, dirname } from "node:path"
import { expect } from "../../people/expect.ts"
import { botScenario } from "../scenario.ts"

const bytes = (size: number, first = 7) =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + first) % 256)

/** Files from others, and what a bot keeps of what it receives. */
export const filesAndPrivacy = [
  botScenario("a file that is asked for twice at once is one download", {}, async (stage) => {
    const paths: string[] = []
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ hasFile: true }, async (message) => {
          const options = { timeoutMs: stage.world.timeoutMs }
          const both = await Promise.all([message.download(options), message.download(options)])
          const later = await message.download(options)
          paths.push(...both.map(({ filePath }) => filePath), later.filePath)
          await message.send("got it")
        })
      },
      { allowFiles: true },
    )
    const { chat } = await stage.meet("alice", robot)
    await chat.sendFile("note.bin", bytes(50_000))
    await chat.sees("got it")
    const [path = ""] = paths
    expect(paths.length === 3 && paths.every((one) => one === path), "all have the same file")
    expect(Buffer.compare(readFileSync(path), bytes(50_000)) === 0, "the bytes are the same")
  }),

  botScenario("names of files from others lead nowhere else", {}, async (stage) => {
    const filesFolder = stage.world.folder("robot", "received")
    const paths: string[] = []
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ hasFile: true }, async (message) => {
          const { filePath } = await message.download({ timeoutMs: stage.world.timeoutMs })
          paths.push(filePath)
          await message.send(`got ${paths.length}`)
        })
      },
      { allowFiles: true, filesFolder },
    )
    const { chat } = await stage.meet("alice", robot)
    const names = [
      "same.txt",
      "same.txt",
      "..hidden",
      "CON.txt",
      "a:b?.txt",
      `${"x".repeat(190)}.txt`,
    ]
    for (const [i, name] of names.entries()) {
      await chat.sendFile(name, bytes(1000, i))
      await chat.sees(`got ${i + 1}`)
    }
    for (const [i, path] of paths.entries()) {
      expect(dirname(path) === filesFolder, `${basename(path)} is in the folder`)
      expect(Buffer.compare(readFileSync(path), bytes(1000, i)) === 0, "and is what was sent")
    }
    expect(new Set(paths).size === names.length, "no file takes the place of another")
  }),

  botScenario(
    "a download that a stop interrupts is completed after the next start",
    {},
    async (stage) => {
      let starts = 0
      let begun = () => {}
      const begins = new Promise<void>((resolve) => (begun = resolve))
      const robot = await stage.bot(
        (bot) => {
          bot.onMessage({ hasFile: true }, async (message) => {
            starts++
            const downloading = message.download({ timeoutMs: stage.world.timeoutMs })
            downloading.catch(() => {})
            begun()
            if (starts === 1) await new Promise(() => {})
            const { filePath } = await downloading
            await message.send(`${readFileSync(filePath).length} bytes`)
          })
        },
        { allowFiles: true, stopTimeoutMs: 200 },
      )
      const { chat } = await stage.meet("alice", robot)
      await chat.sendFile("large.bin", bytes(1_500_000))
      await begins
      await robot.stop()
      await robot.start()
      await chat.sees("1500000 bytes")
    },
  ),

  botScenario(
    "handled messages are read, and stay unread where that is wanted",
    {},
    async (stage) => {
      for (const [name, markRead, status] of [
        ["reading", true, "rcvRead"],
        ["leaving", false, "rcvNew"],
      ] as const) {
        const robot = await stage.bot(
          (bot) => bot.onMessage((message) => message.send("handled")),
          { markRead },
          name,
        )
        const { chat } = await stage.meet(`guest of ${name}`, robot)
        await chat.say("hello")
        await chat.sees("handled")
        await stage.world.quiet()
        const { api, user } = robot.bot
        const [contact] = await api.apiListContacts(user.userId)
        expect(contact !== undefined, "the guest is a contact")
        await stage.until(`the message is ${status}`, async () => {
          const { chatItems } = await api.apiGetChat(contact, { type: "last", count: 10 })
          const hello = chatItems.find(({ meta }) => meta.itemText === "hello")
          return hello?.meta.itemStatus.type === status
        })
      }
    },
  ),

  botScenario(
    "a disappearing message disappears at the bot as well",
    { needs: ["clock"] },
    async (stage) => {
      const robot = await stage.bot((bot) => bot.onMessage((message) => message.send("handled")))
      const { chat } = await stage.meet("alice", robot)
      await chat.say("for a minute", { ttl: 60 })
      await chat.sees("handled")
      const { api, user } = robot.bot
      const [contact] = await api.apiListContacts(user.userId)
      expect(contact !== undefined, "alice is a contact")
      const texts = async () => {
        const { chatItems } = await api.apiGetChat(contact, { type: "last", count: 20 })
        return chatItems.filter(({ meta }) => meta.itemText === "for a minute")
      }
      await stage.until("it is read", async () => {
        return (await texts())[0]?.meta.itemStatus.type === "rcvRead"
      })
      await stage.world.advance(61_000)
      await stage.until("it is gone", async () => (await texts()).length === 0)
    },
  ),

  botScenario("the core is told how long to keep messages", {}, async (stage) => {
    const robot = await stage.bot(() => {}, { retention: { seconds: 86_400 } })
    const { api, user } = robot.bot
    expect((await api.apiGetChatItemTTL(user.userId)) === 86_400, "a day")
  }),

  botScenario("texts stay out of the state file", {}, async (stage) => {
    const stateFile = `${stage.world.folder("robot", "state")}/state.db`
    const robot = await stage.bot((bot) => bot.onMessage((message) => message.send("handled")), {
      stateFile,
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("a very secret text")
    await chat.sees("handled")
    await robot.bot.broadcast("a very secret broadcast", { name: "x" })
    await robot.stop()
    expect(!readFileSync(stateFile).includes("secret"), "nothing of it is there")
  }),
]
