import { type BroadcastResult, ConfigurationError, optOut } from "@simplex-chat/bot"
import { LimitError } from "@simplex-chat/api"
import { lostInCore, sentBeforeKill } from "../../notes/tolerances.ts"
import { expect } from "../../people/expect.ts"
import type { Guest } from "../../stage/stage.ts"
import { botScenario } from "../scenario.ts"

/** What a bot sends by itself. */
export const sending = [
  botScenario("a script that sends and exits knows that a server has it", {}, async (stage) => {
    const robot = await stage.bot(() => {})
    const { chat } = await stage.meet("alice", robot)
    const { api, user } = robot.bot
    const [contact] = await api.apiListContacts(user.userId)
    expect(contact !== undefined, "alice is a contact")
    await robot.bot.sendAndWait(contact, "The backup is done.", {
      timeoutMs: stage.world.timeoutMs,
    })
    await chat.sees("The backup is done.")
    void robot.bot.send(contact, "And the other one.")
    const { unsent } = await robot.bot.stop({ flush: true })
    expect(unsent === 0, "nothing is left")
    await chat.sees("And the other one.")
  }),

  botScenario("thirty sends at once arrive in order", {}, async (stage) => {
    const texts = Array.from({ length: 30 }, (_, i) => `number ${i}`)
    const robot = await stage.bot((bot) => {
      bot.onMessage(async (message) => {
        await Promise.all(texts.map((text) => message.send(text)))
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("count")
    await chat.sees("number 29")
    expect(chat.texts().join() === texts.join(), `as they were sent: ${chat.texts().join()}`)
  }),

  botScenario("a broadcast reaches all but who opted out, and none twice", {}, async (stage) => {
    const robot = await stage.bot((bot) => bot.group({}, optOut(bot.subscriptions)))
    const [alice, bob] = [await stage.meet("alice", robot), await stage.meet("bob", robot)]
    const carol = await stage.meet("carol", robot)
    await bob.chat.say("/unsubscribe")
    await bob.chat.sees(/no more broadcasts/)
    const cancel = new AbortController()
    const results: BroadcastResult[] = []
    const options = { name: "news", perSecond: 100 }
    const first = await robot.bot.broadcast("News!", {
      ...options,
      signal: cancel.signal,
      onResult: (result) => {
        results.push(result)
        cancel.abort()
      },
    })
    expect(first.sent === 1 && !first.isComplete, "it was cancelled after the first")
    const second = await robot.bot.broadcast("News!", options)
    expect(second.isComplete && second.sent + first.sent === 2, "two have it in the end")
    expect(second.optedOut === 1, "one opted out")
    await alice.chat.sees("News!")
    await carol.chat.sees("News!")
    await stage.world.quiet()
    for (const { chat } of [alice, carol]) {
      expect(chat.texts().join() === "News!", `once: ${chat.texts().join()}`)
    }
    expect(!bob.chat.texts().includes("News!"), "bob does not get it")
  }),

  botScenario("a broadcast goes on past a contact who is gone", {}, async (stage) => {
    const robot = await stage.bot(() => {})
    const [alice, bob] = [await stage.meet("alice", robot), await stage.meet("bob", robot)]
    await alice.person.deleteContact(alice.chat)
    const { api, user } = robot.bot
    await stage.until("the bot knows that alice is gone", async () => {
      const contacts = await api.apiListContacts(user.userId)
      const alices = contacts.filter(({ profile }) => profile.displayName === "alice")
      return alices.every(({ contactStatus }) => contactStatus !== "active")
    })
    const { failed, sent } = await robot.bot.broadcast("News!", { perSecond: 100 })
    expect(sent === 1 && failed <= 1, `one has it, one fails at most: ${sent}, ${failed}`)
    await bob.chat.sees("News!")
  }),

  botScenario(
    "a broadcast that is killed is resumed, and reaches none twice but who was in flight",
    { needs: ["kill"], tolerates: [lostInCore, sentBeforeKill] },
    async (stage) => {
      const { notes } = stage.world
      const robot = await stage.program("crier", { isKilled: true })
      const guests: Guest[] = []
      for (let i = 0; i < 5; i++) guests.push(await stage.meet(`guest ${i}`, robot))
      const [first] = guests
      expect(first !== undefined, "there are guests")
      await first.chat.say("/cry")
      const heard = () => guests.filter(({ chat }) => chat.texts().includes("News!")).length
      await stage.until("some have the news", () => heard() >= 2)
      await robot.kill()
      await robot.start() // the command was in flight, and comes again
      await stage.until("the broadcast is complete", () => first.chat.texts().includes("done"))
      await stage.world.quiet()
      const twice = guests.filter(({ chat }) => times(chat.texts()) > 1).length
      const missed = guests.filter(({ chat }) => times(chat.texts()) === 0).length
      notes.figure("missed by a killed broadcast", `${missed} of ${guests.length}`)
      expect(missed <= 1, `only who was in flight is missed: ${missed}`)
      notes.tolerate(sentBeforeKill, twice === 0, `none gets it twice: ${twice}`)
    },
  ),

  botScenario(
    "a profile image that is too large is an error before it is sent",
    {},
    async (stage) => {
      const image = (length: number) => `data:image/png;base64,${"A".repeat(length)}`
      const profile = { displayName: "robot", image: image(12_001) }
      const refused = await stage.bot(() => {}, { profile }).catch((error: unknown) => error)
      expect(refused instanceof ConfigurationError, "the options are refused")
      const [alice, bob] = [await stage.world.person("alice"), await stage.world.person("bob")]
      await bob.connect(await alice.address())
      const toAlice = { displayName: "alice", fullName: "" }
      const tooLarge = alice.api.apiUpdateProfile(alice.userId, {
        ...toAlice,
        image: image(12_001),
      })
      const error = await tooLarge.catch((error: unknown) => error)
      expect(error instanceof LimitError, "so is the method of the api")
      await alice.api.apiUpdateProfile(alice.userId, { ...toAlice, image: image(11_000) })
      await bob.hears("contactUpdated", ({ toContact }) => toContact.profile.image !== undefined)
    },
  ),
]

function times(texts: readonly string[]): number {
  return texts.filter((text) => text === "News!").length
}
