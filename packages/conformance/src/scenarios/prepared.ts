import type { T } from "@simplex-chat/types"
import { Chat } from "../people/driven/chat.ts"
import type { DrivenPerson } from "../people/driven/driven-person.ts"
import { expect } from "../people/expect.ts"
import { scenario } from "./scenario.ts"

/** Contacts that are prepared from a link first, as apps do, and connected later. */
export const prepared = [
  scenario(
    "a message comes with the connection",
    { covers: ["p-links/prepared contact from a one-time link"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const chat = await prepare(bob, await alice.oneTimeLink())
      const early = await chat.say("too early").catch((error: unknown) => error)
      expect(early instanceof Error, "before connecting, the contact is not ready")
      await bob.api.sendChatCmd(`/_connect contact ${chat.ref} incognito=off text hello from bob`)
      await alice.view.until("no message with the connection", () => {
        return alice.view.items.find(({ item }) => item.meta.itemText === "hello from bob")
      })
      const toBob = await alice.friend("bob")
      await toBob.say("hello bob")
      await chat.sees("hello bob")
    },
  ),

  scenario(
    "a message comes with a request that is rejected",
    { covers: ["p-links/a prepared contact that sends a message, and is rejected"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const chat = await prepare(bob, await alice.address({ autoAccept: undefined }))
      await bob.api.sendChatCmd(`/_connect contact ${chat.ref} incognito=off text please`)
      const { contactRequest } = await alice.hears("receivedContactRequest")
      await alice.api.apiRejectContactRequest(contactRequest.contactRequestId)
      await world.quiet()
      const connected = bob.view.events.some(({ type }) => type === "contactConnected")
      expect(!connected, "bob is not connected")
    },
  ),
]

/** The contact that the link leads to, as an app shows it before connecting. */
export async function prepare(person: DrivenPerson, link: string): Promise<Chat> {
  const { connLink, connectionPlan } = await person.api.apiConnectPlan(person.userId, link)
  const data = dataOf(connectionPlan)
  expect(data !== undefined, "the link carries a profile")
  const linkText = `${connLink.connFullLink} ${connLink.connShortLink ?? ""}`.trim()
  const command = `/_prepare contact ${person.userId} ${linkText} ${JSON.stringify(data)}`
  const answer = (await person.api.sendChatCmd(command)) as unknown as {
    readonly chat: { readonly chatInfo: T.ChatInfo.Direct }
  }
  const { contactId } = answer.chat.chatInfo.contact
  return new Chat(person, { chatType: "direct", chatId: contactId })
}

function dataOf(plan: T.ConnectionPlan): T.ContactShortLinkData | undefined {
  if (plan.type === "invitationLink" && plan.invitationLinkPlan.type === "ok")
    return plan.invitationLinkPlan.contactSLinkData_
  if (plan.type === "contactAddress" && plan.contactAddressPlan.type === "ok")
    return plan.contactAddressPlan.contactSLinkData_
  return undefined
}
