import { ChatApi } from "@simplex-chat/api"
import { CC } from "@simplex-chat/types"
import { expect, test } from "vitest"
import type { Bot } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

test("what is sent to a contact that is still connecting arrives once it is ready", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onEvent("acceptingContactRequest", ({ contact }) => bot.send(contact, "Welcome!"))
  })
  const alice = await connected("alice", made)
  await alice.expectMessage("Welcome!")
  await alice.expectSilence()
  expect(made.said("error")).toEqual([])
})

test("but not for ever, and at once where that is asked for", async () => {
  const { network, live } = world()
  const failures: unknown[] = []
  const made = await live((bot) => {
    bot.onEvent("acceptingContactRequest", async ({ contact }) => {
      for (const connectTimeoutMs of [0, 20]) {
        await bot
          .send(contact, "Welcome!", { connectTimeoutMs })
          .catch((error) => failures.push(error))
      }
    })
  })
  const alice = await network.person("alice")
  network.observe((frame) => {
    // The network is gone once she has asked.
    if ("event" in frame && frame.event.includes("acceptingContactRequest")) {
      network.faults.serversDown = true
    }
  })
  const asking = alice.connectTo(made.bot.address ?? "", { timeoutMs: 100 })
  await expect(asking).rejects.toThrow("alice did not connect in time")
  await later(() => failures.length === 2)
  expect(failures).toMatchObject([{ code: "contactNotReady" }, { code: "contactNotReady" }])
})

test("requests that came while the bot was down, or did not accept, are accepted at start", async () => {
  const { network, live } = world()
  let asked = false
  const declare = (bot: Bot) => bot.onEvent("receivedContactRequest", () => void (asked = true))
  const first = await live(declare, { autoAccept: false })
  const { address = "" } = first.bot
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const early = alice.connectTo(address, { timeoutMs: 60_000 })
  await later(() => asked)
  const requests = await first.bot.api.apiListContactRequests(first.bot.user.userId)
  expect(requests).toEqual([
    { contactRequestId: 1, contactId: expect.any(Number) as number, displayName: "alice" },
  ])
  await first.bot.stop()
  const meanwhile = bob.connectTo(address, { timeoutMs: 60_000 })
  const second = await live((bot) => bot.onMessage((message) => message.send("hello")))
  await Promise.all([early, meanwhile])
  for (const person of [alice, bob]) {
    await person.say("hi")
    await person.expectMessage("hello")
  }
  expect((await second.bot.health()).pending).toBeUndefined()
})

test("a group member's private message is accepted and answered once", async () => {
  const { network, live } = world()
  const made = await live((bot) => {
    bot.onMessage({ chatType: "direct" }, (message) => message.reply(`private ${message.text}`))
  })
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, {
    displayName: "team",
    fullName: "",
    groupPreferences: { directMessages: { enable: "on" } },
  })
  const bob = await network.person("bob")
  await bob.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  const { group } = await bob.command(CC.APIListMembers.cmdString({ groupId: 1 }), "groupMembers")
  const groupMemberId = group.members[0]?.groupMemberId ?? 0
  const { contact } = await bob.command(
    CC.APICreateMemberContact.cmdString({ groupId: 1, groupMemberId }),
    "newMemberContact",
  )
  const { contactId } = contact
  const invitation = { contactId, msgContent_: { type: "text", text: "hello" } } as const
  await bob.command(
    CC.APISendMemberContactInvitation.cmdString(invitation),
    "newMemberContactSentInv",
  )
  bob.in(`@${contactId}`)
  await bob.expectMessage("private hello")
  await bob.say("again")
  await bob.expectMessage("private again")
  await bob.expectSilence()
  expect(made.said("error")).toEqual([])
})

/** A person who looks at the bot's link in the app, and sends a message together with the request. */
async function asksWithMessage(
  { network }: ReturnType<typeof world>,
  address: string,
  { name = "alice", text = "hello" } = {},
) {
  const api = await ChatApi.init(network.openCore({ name }))
  const { userId } = await api.apiCreateActiveUser({ displayName: name, fullName: "" })
  await api.startChat()
  const heard: string[] = []
  api.on("newChatItems", ({ chatItems }) => {
    for (const { chatItem } of chatItems) {
      if (chatItem.content.type === "rcvMsgContent") heard.push(chatItem.meta.itemText)
    }
  })
  const { connectionPlan, connLink } = await api.apiConnectPlan(userId, address)
  if (connectionPlan.type !== "contactAddress" || connectionPlan.contactAddressPlan.type !== "ok")
    throw new Error("the address of the bot is open")
  const { contactSLinkData_ } = connectionPlan.contactAddressPlan
  if (contactSLinkData_ === undefined) throw new Error("its short link has data")
  const chat = await api.apiPrepareContact(userId, connLink, contactSLinkData_)
  const { chatInfo } = chat
  if (chatInfo.type !== "direct") throw new Error("it prepares a contact")
  await api.apiConnectPreparedContact(chatInfo.contact.contactId, {
    message: { type: "text", text },
  })
  return { api, heard, contact: chatInfo.contact }
}

test("a message that comes together with the request is answered, once the contact is ready", async () => {
  const situation = world()
  const made = await situation.live((bot) => {
    bot.onCommand("help", (message) => message.reply("This is the help."))
    bot.onMessage(async (message) => {
      await message.react("👍")
      await message.reply(`You said ${message.text}`)
    })
  })
  const { address = "" } = made.bot
  const alice = await asksWithMessage(situation, address)
  await later(() => alice.heard.length > 0)
  const bob = await asksWithMessage(situation, address, { name: "bob", text: "/help" })
  await later(() => bob.heard.length > 0)
  await situation.network.idle()
  expect([alice.heard, bob.heard]).toEqual([["You said hello"], ["This is the help."]])
  expect(made.said("error")).toEqual([])
})

test("also when it came while the bot was down, and when the bot asks back", async () => {
  const situation = world()
  const { live } = situation
  const declare = (bot: Bot) => {
    bot.onMessage(async (message) => {
      const { text } = await message.ask("Your name?", { timeoutMs: 5000 })
      await message.send(`Hello, ${text}`)
    })
  }
  const first = await live(declare)
  const { address = "" } = first.bot
  await first.bot.stop()
  const alice = await asksWithMessage(situation, address)
  await live(declare)
  await later(() => alice.heard.length === 1)
  await alice.api.apiSendTextMessage(alice.contact, "Alice")
  await later(() => alice.heard.length === 2)
  expect(alice.heard).toEqual(["Your name?", "Hello, Alice"])
})
