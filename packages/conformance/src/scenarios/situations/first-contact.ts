import { Owners, memoryStorage, type Bot } from "@simplex-chat/bot"
import { expect } from "../../people/expect.ts"
import { prepare } from "../prepared.ts"
import { refuses } from "../refuses.ts"
import { botScenario } from "../scenario.ts"

const answer = (bot: Bot) => {
  bot.onMessage({ chatType: "direct" }, (message) => message.reply(`echo ${message.text}`))
}

/** Whom a bot meets, and who is who. */
export const firstContact = [
  botScenario("a message that comes with the request is answered once", {}, async (stage) => {
    const robot = await stage.bot(answer)
    const alice = await stage.world.person("alice")
    const chat = await prepare(alice, robot.address)
    await alice.api.apiConnectPreparedContact(chat.target.chatId, {
      message: { type: "text", text: "hello" },
    })
    await chat.sees("echo hello")
    await chat.say("again")
    await chat.sees("echo again")
    await stage.world.quiet()
    expect(chat.texts().join() === "echo hello,echo again", "each is answered once")
  }),

  botScenario(
    "a message that came with a request while the bot was down is answered",
    {},
    async (stage) => {
      const robot = await stage.bot(answer)
      const { address } = robot
      await robot.stop()
      const alice = await stage.world.person("alice")
      const chat = await prepare(alice, address)
      await alice.api.apiConnectPreparedContact(chat.target.chatId, {
        message: { type: "text", text: "hello" },
      })
      await robot.start()
      await chat.sees("echo hello")
    },
  ),

  botScenario(
    "a request that came while the bot was down is accepted at its next start",
    {},
    async (stage) => {
      const robot = await stage.program("echo")
      await robot.stop()
      const meeting = stage.meet("alice", robot)
      await stage.world.quiet()
      await robot.start()
      const { chat } = await meeting
      await chat.say("at last")
      await chat.sees("echo at last")
    },
  ),

  botScenario("a member's private message is answered once", {}, async (stage) => {
    const robot = await stage.bot(answer, { joinGroups: true })
    const { person: ann } = await stage.meet("ann", robot)
    const atAnn = await ann.createGroup("club", { directMessages: true })
    await atAnn.invite("robot")
    await atAnn.seesMember("robot")
    const bob = await stage.person("bob")
    const atBob = await bob.joinGroup(await atAnn.link(), "club")
    await atBob.seesMember("robot")
    const chat = await atBob.whisper("robot", "psst")
    await chat.sees("echo psst")
    await chat.say("once more")
    await chat.sees("echo once more")
    await stage.world.quiet()
    expect(chat.texts().length === 2, `each is answered once: ${chat.texts().join()}`)
  }),

  botScenario("each link resolves to the contact that used it", {}, async (stage) => {
    const robot = await stage.bot(() => {})
    const { api } = robot.bot
    const { timeoutMs } = stage.world
    const [first, second] = [await api.invite(), await api.invite()]
    const [alice, bob] = [await stage.person("alice"), await stage.person("bob")]
    const [one, two] = [first.connected({ timeoutMs }), second.connected({ timeoutMs })]
    await bob.connect(second.link)
    await alice.connect(first.link)
    expect((await one).profile.displayName === "alice", "the first link was alice's")
    expect((await two).profile.displayName === "bob", "the second link was bob's")
  }),

  botScenario("connecting to an address resolves to who is behind it", {}, async (stage) => {
    const robot = await stage.bot(() => {})
    const carol = await stage.person("carol")
    const address = await carol.address()
    const [contact] = await Promise.all([
      robot.bot.api.connectTo(address, { timeoutMs: stage.world.timeoutMs }),
      stage.meet("alice", robot),
      stage.meet("bob", robot),
    ])
    expect(contact.profile.displayName === "carol", "it is carol, whoever else connects")
    await robot.bot.send(contact, "Hello, carol")
    await (await carol.friend("robot")).sees("Hello, carol")
  }),

  botScenario("an owner of one bot is a stranger to another", {}, async (stage) => {
    const storage = memoryStorage()
    const owned = (owners: Owners) => (bot: Bot) => {
      bot.group({}, owners.pairing())
      bot.group({ when: owners.only }, (group) => {
        group.onCommand("secret", (message) => message.send("42"))
      })
      bot.onMessage((message) => message.send("no"))
    }
    const owners = new Owners(storage, { codeFile: `${stage.world.folder("robot", "state")}/code` })
    const robot = await stage.bot(owned(owners))
    const { chat } = await stage.meet("alice", robot)
    await chat.say(`/pair ${owners.code}`)
    await chat.sees("You own this bot now.")
    await robot.stop()
    await robot.start()
    await chat.say("/secret")
    await chat.sees("42")
    await robot.stop()
    // The same storage, and another database: its first contact has the same id.
    const others = new Owners(storage, { codeFile: `${stage.world.folder("other", "state")}/code` })
    const other = await stage.bot(owned(others), {}, "other")
    const { chat: stranger } = await stage.meet("mallory", other)
    await stranger.say("/secret")
    await stranger.sees("no")
  }),

  botScenario("a name that the core refuses is refused before it is sent", {}, async (stage) => {
    const alice = await stage.world.person("alice")
    const refused = ["Bob's bot", "Really????", "(bot)", "x".repeat(51), "bo\u200bt", " blank"]
    for (const [i, displayName] of refused.entries()) {
      const made = await stage
        .bot(() => {}, { profile: { displayName } }, `refused ${i}`)
        .catch(nameOf)
      expect(made === "ConfigurationError", `the bot refuses ${JSON.stringify(displayName)}`)
      const profile = { displayName, fullName: "" }
      await refuses(alice.api.apiUpdateProfile(alice.userId, profile), "invalidDisplayName")
    }
    for (const displayName of ["Square Bot", "Really???", "a (b)", "v1.0"]) {
      await alice.api.apiUpdateProfile(alice.userId, { displayName, fullName: "" })
    }
  }),

  botScenario("a name that a contact has is refused with what to do", {}, async (stage) => {
    const first = await stage.bot(() => {})
    await stage.meet("alice", first)
    await first.stop()
    const profile = { displayName: "alice" }
    const error = await stage.bot(() => {}, { profile }).catch((error: unknown) => error)
    expect(
      nameOf(error) === "ConfigurationError",
      `it is an error of the options: ${String(error)}`,
    )
    expect(String(error).includes("has this name"), "it says that a contact has the name")
  }),
]

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "no error"
}
