import { Chat } from "../people/driven/chat.ts"
import { expect } from "../people/expect.ts"
import { friends, connect } from "./friends.ts"
import { scenario } from "./scenario.ts"

/** Connecting, and messages between two people. */
export const direct = [
  scenario(
    "texts reach the other side, both ways",
    { covers: ["b-direct/text"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.say("hello bob")
      await toAlice.sees("hello bob")
      await toAlice.say("hi alice *bold* https://simplex.chat")
      const seen = await toBob.sees("hi alice *bold* https://simplex.chat")
      expect(
        seen.item.formattedText?.some(({ format }) => format?.type === "bold") === true,
        "the bold word arrives as bold",
      )
    },
  ),

  scenario("a reply quotes what it replies to", { covers: ["b-direct/quote"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    await toBob.say("shall we?")
    const question = await toAlice.sees("shall we?")
    await toAlice.say("yes", { quoting: question })
    const answer = await toBob.sees("yes")
    expect(answer.item.quotedItem?.content.text === "shall we?", "the quote shows the question")
  }),

  scenario(
    "messages of one command arrive in order",
    { covers: ["b-direct/batch"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      const texts = ["one", "two", "three"] as const
      const message = (text: string) => ({
        msgContent: { type: "text" as const, text },
        mentions: {},
      })
      await alice.api.apiSendMessages(toBob.target, [
        message(texts[0]),
        message(texts[1]),
        message(texts[2]),
      ])
      for (const text of texts) await toAlice.sees(text)
      const order = toAlice.messages().map(({ item }) => item.meta.itemText)
      expect(order.join() === texts.join(), `the order of sending is kept, not ${order.join()}`)
    },
  ),

  scenario("twenty sends at once arrive in order", {}, async (world) => {
    const { toBob, toAlice } = await friends(world)
    const texts = Array.from({ length: 20 }, (_, i) => `message ${i}`)
    await Promise.all(texts.map((text) => toBob.say(text)))
    await toAlice.sees("message 19")
    const order = toAlice.messages().map(({ item }) => item.meta.itemText)
    expect(order.join() === texts.join(), `the order of sending is kept, not ${order.join()}`)
  }),

  scenario("an edit is seen by both", { covers: ["b-direct/edit"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    const sent = await toBob.say("hello bbo")
    const received = await toAlice.sees("hello bbo")
    await toBob.edit(sent, "hello bob")
    const edited = await toAlice.seesEdit(received, "hello bob")
    expect(edited.item.meta.itemEdited, "the message is marked as edited")
  }),

  scenario(
    "an edit that changes nothing is no error",
    { covers: ["b-direct/edit"] },
    async (world) => {
      const { toBob } = await friends(world)
      const sent = await toBob.say("same")
      await toBob.edit(sent, "same")
    },
  ),

  scenario("reactions come and go", { covers: ["b-direct/reaction"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    const sent = await toBob.say("good news")
    const received = await toAlice.sees("good news")
    await toAlice.react(received, "👍")
    await toBob.seesReaction(sent, "👍", 1)
    await toAlice.react(received, "👍", false)
    await toBob.seesReaction(sent, "👍", 0)
  }),

  scenario(
    "a message deleted for everyone is marked",
    { covers: ["b-direct/delete"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      const sent = await toBob.say("oops")
      const received = await toAlice.sees("oops")
      await toBob.delete(sent, "broadcast")
      await toAlice.seesDeleted(received, "marked")
    },
  ),

  scenario(
    "with full deletion agreed, it is gone",
    { covers: ["j-extra/contact preferences"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      const allow = { fullDelete: { allow: "yes" as const } }
      await alice.api.apiSetContactPrefs(toBob.target.chatId, allow)
      await bob.api.apiSetContactPrefs(toAlice.target.chatId, allow)
      await alice.hears("contactUpdated", ({ toContact }) => {
        return toContact.mergedPreferences.fullDelete.enabled.forUser
      })
      const sent = await toBob.say("oops")
      const received = await toAlice.sees("oops")
      await toBob.delete(sent, "broadcast")
      await toAlice.seesDeleted(received, "gone")
    },
  ),

  scenario(
    "deleting here only leaves it with the other",
    { covers: ["b-direct/delete"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      const sent = await toBob.say("keep this")
      const received = await toAlice.sees("keep this")
      await toBob.delete(sent, "internal")
      await world.quiet()
      expect(
        bob.view.find(toAlice.ref, received.item.meta.itemId)?.deleted === "no",
        "bob keeps it",
      )
    },
  ),

  scenario(
    "a live message grows until it is done",
    { covers: ["b-direct/live"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      const sent = await toBob.say("thin", { live: true })
      const received = await toAlice.sees(/^thin/)
      const content = (text: string) => ({ type: "text" as const, text })
      const { itemId } = sent.item.meta
      await alice.api.apiUpdateChatItem(toBob.target, itemId, content("thinking"), {
        liveMessage: true,
      })
      await toAlice.seesEdit(received, "thinking")
      await alice.api.apiUpdateChatItem(toBob.target, itemId, content("thinking done"))
      const done = await toAlice.seesEdit(received, "thinking done")
      expect(done.item.meta.itemLive !== true, "the message is no longer live")
    },
  ),

  scenario("delivery is reported to the sender", { covers: ["b-direct/text"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    const sent = await toBob.say("are you there?")
    await toAlice.sees("are you there?")
    await toBob.seesItem(sent, "received by bob", ({ item }) => {
      return item.meta.itemStatus.type === "sndRcvd"
    })
  }),

  scenario(
    "a one-time link connects one person",
    { covers: ["b-direct/one-time links"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      await bob.open(await alice.oneTimeLink())
      const toBob = await alice.friend("bob")
      const toAlice = await bob.friend("alice")
      await toBob.say("welcome")
      await toAlice.sees("welcome")
    },
  ),

  scenario(
    "a request waits until it is accepted",
    { covers: ["b-direct/accept and reject"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const link = await alice.address({ autoAccept: undefined })
      await bob.open(link)
      const { contactRequest } = await alice.hears("receivedContactRequest")
      await alice.api.apiAcceptContactRequest(contactRequest.contactRequestId)
      const toBob = await alice.friend("bob")
      const toAlice = await bob.friend("alice")
      await toAlice.say("thanks")
      await toBob.sees("thanks")
    },
  ),

  scenario(
    "a rejected request makes no connection",
    { covers: ["b-direct/accept and reject"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      await bob.open(await alice.address({ autoAccept: undefined }))
      const { contactRequest } = await alice.hears("receivedContactRequest")
      await alice.api.apiRejectContactRequest(contactRequest.contactRequestId)
      await world.quiet()
      const connected = bob.view.events.some(({ type }) => type === "contactConnected")
      expect(!connected, "bob is not connected")
    },
  ),

  scenario(
    "the address replies by itself",
    { covers: ["b-direct/connecting by address"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const autoReply = { type: "text" as const, text: "Hello, this is alice" }
      await bob.open(await alice.address({ autoReply }))
      const toAlice = await bob.friend("alice")
      await toAlice.sees("Hello, this is alice")
    },
  ),

  scenario(
    "opening the address again finds the contact",
    { covers: ["b-direct/connecting by address"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      await bob.open(await alice.address())
      await toAlice.say("still me")
      await toBob.sees("still me")
      await world.quiet()
      expect((await alice.api.apiListContacts(alice.userId)).length === 1, "alice has one contact")
    },
  ),

  scenario(
    "the other side learns that it was deleted",
    { covers: ["b-direct/deletion of a contact"] },
    async (world) => {
      const { alice, bob, toBob } = await friends(world)
      await alice.api.apiDeleteChat(toBob.target, { type: "full", notify: true })
      await bob.hears("contactDeletedByContact")
      expect((await alice.api.apiListContacts(alice.userId)).length === 0, "alice has no contact")
    },
  ),

  scenario(
    "two people of one name stay apart",
    { covers: ["o-users/two contacts with the same name"] },
    async (world) => {
      const alice = await world.person("alice")
      const one = await world.person("bob")
      const { toBob, toAlice } = await connect(alice, one)
      const other = await world.person("other")
      await other.api.apiUpdateProfile(other.userId, { displayName: "bob", fullName: "" })
      await other.open(await alice.address())
      const fromOther = await other.friend("alice")
      await fromOther.say("I am another bob")
      await alice.view.until("no message of the other bob", () => {
        return alice.view.items.find(({ item }) => item.meta.itemText === "I am another bob")
      })
      await toAlice.say("I am bob")
      await toBob.sees("I am bob")
      const names = (await alice.api.apiListContacts(alice.userId)).map((c) => c.localDisplayName)
      expect(new Set(names).size === 2, "each has a name of its own here")
    },
  ),

  scenario(
    "what is sent while the other is closed arrives later",
    { covers: ["b-direct/text"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await bob.close()
      await toBob.say("for later")
      const again = await world.person("bob")
      await new Chat(again, toAlice.target).sees("for later")
    },
  ),

  scenario(
    "a disappearing message disappears",
    { covers: ["m-history/disappearing messages, direct"], needs: ["clock"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      const prefs = { timedMessages: { allow: "yes" as const, ttl: 60 } }
      // Bob takes the time over: setting the same again would be no change, and no event.
      await alice.api.apiSetContactPrefs(toBob.target.chatId, prefs)
      await bob.hears("contactUpdated")
      await toBob.say("soon gone", { ttl: 60 })
      const received = await toAlice.sees("soon gone")
      await bob.api.sendChatCmd(`/_read chat ${toAlice.ref}`)
      await world.advance(61_000)
      await toAlice.seesDeleted(received, "gone")
    },
  ),
]
