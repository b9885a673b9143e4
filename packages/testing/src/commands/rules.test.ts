import { expect, test } from "vitest"
import { createNetwork, type Person } from "../index.ts"

// Rules of the core that several commands share: each is tried on more than one of them.

/** How a command fails: the tags of its error, from the outside in. */
async function failureOf({ core }: Person, command: string): Promise<string> {
  const { error } = JSON.parse(await core.sendCommand(command)) as {
    error?: { errorType?: { type: string }; storeError?: { type: string } }
  }
  return error?.errorType?.type ?? error?.storeError?.type ?? "none"
}

const message = (text: string, more: object = {}) =>
  `json ${JSON.stringify([{ msgContent: { type: "text", text }, mentions: {}, ...more }])}`

async function aliceAndBob() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await network.idle()
  return { network, alice, bob }
}

/** A group of alice's that bob is in. */
async function team(alice: Person, bob: Person, network: ReturnType<typeof createNetwork>) {
  const preferences = { directMessages: { enable: "on" }, fullDelete: { enable: "off" } }
  const profile = { displayName: "team", fullName: "", groupPreferences: preferences }
  await alice.command(`/_group 1 ${JSON.stringify(profile)}`, "groupCreated")
  await alice.command("/_add #1 4 member", "sentGroupInvitation")
  await network.idle()
  await bob.command("/_join #1", "userAcceptedGroupSent")
  await network.idle()
}

/** Sends a message and returns its id. */
async function sent(person: Person, ref: string, text: string): Promise<number> {
  const { chatItems } = await person.command(`/_send ${ref} ${message(text)}`, "newChatItems")
  return chatItems[0]?.chatItem.meta.itemId ?? 0
}

test("what was deleted or moderated, or is no message, cannot be quoted", async () => {
  const { network, alice, bob } = await aliceAndBob()
  await team(alice, bob, network)
  const quote = (ref: string, quotedItemId: number) =>
    `/_send ${ref} ${message("reply", { quotedItemId })}`
  const marked = await sent(alice, "@4", "marked")
  await alice.command(`/_delete item @4 ${marked} internalMark`, "chatItemsDeleted")
  expect(await failureOf(alice, quote("@4", marked))).toBe("invalidQuote")
  const banner = await alice.command("/_get chat @4 count=100", "apiChat")
  const event = banner.chat.chatItems.find(({ content }) => content.type === "rcvDirectE2EEInfo")
  expect(await failureOf(alice, quote("@4", event?.meta.itemId ?? 0))).toBe("invalidQuote")
  await sent(bob, "#1", "spam")
  await network.idle()
  const { chat } = await alice.command("/_get chat #1 count=1", "apiChat")
  const spam = chat.chatItems[0]?.meta.itemId ?? 0
  await alice.command(`/_delete member item #1 ${spam}`, "chatItemsDeleted")
  expect(await failureOf(alice, quote("#1", spam))).toBe("invalidQuote")
  expect(await failureOf(alice, quote("#1", 9999))).toBe("chatItemNotFound")
  const kept = await sent(alice, "@4", "kept")
  expect(await failureOf(alice, quote("@4", kept))).toBe("none")
})

test.each(["", " blank", "a#b", "a/b", "@a", "'a'", "x".repeat(51)])(
  "%j is no name, whoever or whatever is to have it",
  async (displayName) => {
    const alice = await createNetwork().person("alice")
    await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
    const profile = JSON.stringify({ displayName, fullName: "" })
    for (const command of [
      `/_create user {"profile":${profile},"pastTimestamp":false}`,
      `/_profile 1 ${profile}`,
      `/_group 1 ${profile}`,
      `/_group_profile #1 ${profile}`,
    ])
      expect(await failureOf(alice, command)).toBe("invalidDisplayName")
  },
)

test("a name that a contact, a group or another user has is not free", async () => {
  const { alice } = await aliceAndBob()
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  for (const name of ["bob", "team"]) {
    expect(await failureOf(alice, `/_profile 1 {"displayName":"${name}","fullName":""}`)).toBe(
      "duplicateName",
    )
    expect(await failureOf(alice, `/p ${name}`)).toBe("duplicateName")
  }
  const same = '{"profile":{"displayName":"alice","fullName":""},"pastTimestamp":false}'
  expect(await failureOf(alice, `/_create user ${same}`)).toBe("userExists")
  // Groups and contacts get a number instead.
  const { groupInfo } = await alice.command(
    '/_group 1 {"displayName":"bob","fullName":""}',
    "groupCreated",
  )
  expect(groupInfo.localDisplayName).toBe("bob_1")
})

test("nothing is sent to a contact whose request is not answered yet", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const { connLinkContact } = await alice.command("/_address 1", "userContactLinkCreated")
  await bob.command(`/_connect 1 ${connLinkContact.connFullLink}`, "sentInvitation")
  await network.idle()
  for (const command of [
    `/_send @4 ${message("too early")}`,
    `/_send @4 live=on ${message("too early")}`,
    "/_send @4 text too early",
    `/_send @4 json ${JSON.stringify([{ msgContent: { type: "file", text: "" }, fileSource: { filePath: import.meta.filename }, mentions: {} }])}`,
  ])
    expect(await failureOf(alice, command)).toBe("contactNotReady")
  await alice.command("/_accept 1", "acceptingContactRequest")
  await network.idle()
  expect(await failureOf(alice, `/_send @4 ${message("now")}`)).toBe("none")
})

test("a member who is invited to talk in private accepts once", async () => {
  const { network, alice, bob } = await aliceAndBob()
  await team(alice, bob, network)
  const carol = await network.person("carol")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  await carol.command(`/_connect 1 ${groupLink.connLinkContact.connFullLink}`, "sentInvitation")
  await network.idle()
  const { group } = await carol.command("/_members #1", "groupMembers")
  const member = group.members.find(({ memberProfile }) => memberProfile.displayName === "bob")
  const created = await carol.command(
    `/_create member contact #1 ${member?.groupMemberId}`,
    "newMemberContact",
  )
  const id = created.contact.contactId
  await carol.command(`/_invite member contact @${id} text hi`, "newMemberContactSentInv")
  await network.idle()
  const { chats } = await bob.command("/_get chats 1 count=1", "apiChats")
  const [last] = chats
  if (last?.chatInfo.type !== "direct") throw new Error("bob sees no contact")
  const { contactId } = last.chatInfo.contact
  await bob.command(`/_accept member contact @${contactId}`, "memberContactAccepted")
  await network.idle()
  expect(await failureOf(bob, "/_accept member contact @4")).toBe("commandError")
  expect(await failureOf(bob, "/_accept member contact @99")).toBe("contactNotFound")
  expect(await failureOf(bob, `/_send @${contactId} ${message("hello")}`)).toBe("none")
})

test("a text longer than a message is refused, also as a welcome", async () => {
  const { alice } = await aliceAndBob()
  await alice.command("/_address 1", "userContactLinkCreated")
  const welcome = (length: number) =>
    `/_address_settings 1 ${JSON.stringify({ businessAddress: false, autoReply: { type: "text", text: "x".repeat(length) } })}`
  expect(await failureOf(alice, welcome(15_488))).toBe("none")
  expect(await failureOf(alice, welcome(15_489))).toBe("largeMsg")
  expect(await failureOf(alice, `/_send @4 ${message("x".repeat(15_488))}`)).toBe("none")
  expect(await failureOf(alice, `/_send @4 ${message("x".repeat(15_489))}`)).toBe("largeMsg")
  const id = await sent(alice, "@4", "short")
  const edited = { msgContent: { type: "text", text: "x".repeat(15_451) }, mentions: {} }
  expect(await failureOf(alice, `/_update item @4 ${id} json ${JSON.stringify(edited)}`)).toBe(
    "largeMsg",
  )
})

test("a link may have a slash before its #, short or long", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const { connLinkContact } = await alice.command("/_address 1", "userContactLinkCreated")
  const { connLinkInvitation } = await alice.command("/_connect 1", "invitation")
  for (const { connFullLink, connShortLink = "" } of [connLinkContact, connLinkInvitation]) {
    for (const link of [connFullLink, connShortLink]) {
      const slashed = link.replace(/([a-z])#/, "$1/#")
      expect(slashed).not.toBe(link)
      const { connectionPlan } = await bob.command(`/_connect plan 1 ${slashed}`, "connectionPlan")
      const plan = await bob.command(`/_connect plan 1 ${link}`, "connectionPlan")
      expect(connectionPlan.type).toBe(plan.connectionPlan.type)
    }
  }
})

test("files that a user allows to no contact are still sent, in direct chats", async () => {
  const { alice } = await aliceAndBob()
  const profile = { displayName: "alice", fullName: "", preferences: { files: { allow: "no" } } }
  await alice.command(`/_profile 1 ${JSON.stringify(profile)}`, "userProfileUpdated")
  await alice.command('/_set prefs @4 {"files":{"allow":"no"}}', "contactPrefsUpdated")
  const file = { fileSource: { filePath: import.meta.filename } }
  const named = { msgContent: { type: "file", text: "" }, mentions: {}, ...file }
  expect(await failureOf(alice, `/_send @4 json ${JSON.stringify([named])}`)).toBe("none")
})
