import { mkdirSync } from "node:fs"
import { Clock } from "../src/simulation/clock.ts"
import { openStore } from "../src/store/store.ts"

/** Writes a core's folder with many contacts and messages, as the core itself would keep them. */
export function fill(folder: string, size: { contacts: number; messages: number }): void {
  mkdirSync(folder, { recursive: true })
  const { state, store } = openStore(folder, new Clock(Date.UTC(2026, 0, 1)))
  const at = "2026-01-01T00:00:00.000000000Z"
  const profile = { profileId: 1, displayName: "large", fullName: "", localAlias: "" }
  state.users.insert({
    agentUserId: "1",
    userContactId: 1,
    localDisplayName: "large",
    profile,
    active: true,
    activeOrder: 1,
    autoAcceptMemberContacts: false,
  })
  for (let i = 0; i < size.contacts; i++) {
    const contact = state.contacts.insert({
      userId: 1,
      localDisplayName: `contact ${i}`,
      profile: { ...profile, profileId: i + 2, displayName: `contact ${i}` },
      contactUsed: true,
      contactStatus: "active",
      userPreferences: {},
      createdAt: at,
      updatedAt: at,
      chatTs: at,
      contactGrpInvSent: false,
    })
    const conn = state.conns.insert({
      userId: 1,
      entity: { type: "contact", contactId: contact.id },
      queue: `queue ${i}`,
      agentConnId: `conn ${i}`,
      status: "ready",
      initiated: false,
      level: 0,
      viaGroupLink: false,
      connType: "contact",
      pqSupport: true,
      pqEncryption: true,
      localAlias: "",
      createdAt: at,
      updatedAt: at,
      sent: 0,
      received: 0,
    })
    state.contacts.update(contact, { connId: conn.id })
  }
  for (let i = 0; i < size.messages; i++) {
    state.items.insert({
      userId: 1,
      chat: `@${(i % size.contacts) + 1}`,
      dir: { type: "directRcv" },
      itemTs: at,
      text: `message ${i}`,
      status: { type: "rcvRead" },
      sharedMsgId: `shared ${i}`,
      edited: false,
      userMention: false,
      showGroupAsSender: false,
      createdAt: at,
      updatedAt: at,
      content: { type: "rcvMsgContent", msgContent: { type: "text", text: `message ${i}` } },
      mentions: {},
      reactions: [],
    })
  }
  store.save()
  store.close()
}
