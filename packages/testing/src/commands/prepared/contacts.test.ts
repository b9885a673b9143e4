import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { createNetwork, type Person } from "../../index.ts"

type ContactPlan = Extract<T.ConnectionPlan, { type: "contactAddress" }>["contactAddressPlan"]

const welcome = '{"type":"text","text":"Welcome!"}'

/** What looking up an address shows. */
async function planOf(person: Person, address: string) {
  const { connectionPlan, connLink } = await person.command(
    `/_connect plan 1 ${address}`,
    "connectionPlan",
  )
  if (connectionPlan.type !== "contactAddress") throw new Error(connectionPlan.type)
  return { plan: connectionPlan.contactAddressPlan, link: connLink }
}

/** Prepares a chat with whoever is at an address, and answers with the id of the contact. */
async function prepare(person: Person, address: string): Promise<number> {
  const { plan, link } = await planOf(person, address)
  const data = JSON.stringify((plan as { contactSLinkData_?: object }).contactSLinkData_)
  const { chat } = await person.command(
    `/_prepare contact 1 ${link.connFullLink} ${link.connShortLink ?? ""} ${data}`,
    "newPreparedChat",
  )
  if (chat.chatInfo.type !== "direct") throw new Error(chat.chatInfo.type)
  return chat.chatInfo.contact.contactId
}

async function aliceAndBob(settings: string) {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const { connLinkContact } = await alice.command("/_address 1", "userContactLinkCreated")
  await alice.command(`/_address_settings 1 ${settings}`, "userContactLinkUpdated")
  return { network, alice, bob, address: connLinkContact.connShortLink ?? "" }
}

/** What a chat shows of messages. */
async function messages(person: Person, contactId: number): Promise<string[]> {
  const { chat } = await person.command(`/_get chat @${contactId} count=100`, "apiChat")
  return chat.chatItems
    .filter(({ content }) => content.type.endsWith("MsgContent"))
    .map(({ meta }) => meta.itemText)
}

test("a chat is shown with its welcome before anything is sent", async () => {
  const { network, alice, bob, address } = await aliceAndBob(
    `{"businessAddress":false,"autoAccept":{"acceptIncognito":false},"autoReply":${welcome}}`,
  )
  const id = await prepare(bob, address)
  expect(await messages(bob, id)).toEqual(["Welcome!"])
  const known: ContactPlan = (await planOf(bob, address)).plan
  expect(known.type).toBe("known")
  const early = `/_send @${id} json [{"msgContent":{"type":"text","text":"hi"},"mentions":{}}]`
  expect(await bob.core.sendCommand(early)).toContain("contactNotReady")
  await bob.command(`/_connect contact @${id} text a first message`, "startedConnectionToContact")
  await network.idle()
  expect(await messages(bob, id)).toEqual(["Welcome!", "a first message"])
  expect(await messages(alice, id)).toEqual(["Welcome!", "a first message"])
  await bob.in(`@${id}`).say("hello again")
  await alice.expectMessage("a first message")
  await alice.expectMessage("hello again")
  const again = await bob.core.sendCommand(`/_connect contact @${id}`)
  expect(again).toContain("UNIQUE constraint failed: connections.contact_id")
})

test("what comes with a request is there before it is accepted, and no answer is possible", async () => {
  const { network, alice, bob, address } = await aliceAndBob('{"businessAddress":false}')
  const id = await prepare(bob, address)
  await bob.command(`/_connect contact @${id} text please`, "startedConnectionToContact")
  await network.idle()
  expect(await messages(alice, id)).toEqual(["please"])
  const answer = `/_send @${id} json [{"msgContent":{"type":"text","text":"no"},"mentions":{}}]`
  expect(await alice.core.sendCommand(answer)).toContain("contactNotReady")
  await alice.command("/_reject 1", "contactRequestRejected")
  expect(await alice.core.sendCommand(`/_get chat @${id} count=1`)).toContain("contactNotFound")
  expect(await messages(bob, id)).toEqual(["please"])
})

test("a prepared contact may be asked under another name, or by another user", async () => {
  const { network, alice, bob, address } = await aliceAndBob(
    '{"businessAddress":false,"autoAccept":{"acceptIncognito":false}}',
  )
  const id = await prepare(bob, address)
  const profile = '{"profile":{"displayName":"robert","fullName":""},"pastTimestamp":false}'
  const { user } = await bob.command(`/_create user ${profile}`, "activeUser")
  await bob.command("/_user 1", "activeUser")
  const moved = await bob.command(`/_set contact user @${id} ${user.userId}`, "contactUserChanged")
  expect(moved.toContact.contactId).toBe(id)
  await bob.command(`/_user ${user.userId}`, "activeUser")
  const { customUserProfile } = await bob.command(
    `/_connect contact @${id} incognito=on`,
    "startedConnectionToContact",
  )
  await network.idle()
  const { contacts } = await alice.command("/_contacts 1", "contactsList")
  expect(contacts.map(({ localDisplayName }) => localDisplayName)).toEqual([
    customUserProfile?.displayName,
  ])
})
