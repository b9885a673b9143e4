import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { receiveAtStart } from "./files.ts"
import type { Handlers } from "./handlers.ts"
import { deleteConn } from "../connections/connections.ts"
import { validName } from "../views/valid-name.ts"
import { failed, notStored } from "../simulation/failure.ts"
import { serverText } from "../simulation/links.ts"
import { addContact } from "../receive/handshake.ts"
import presets from "./presets.json" with { type: "json" }
import { changedFeatures } from "../items/feature-items.ts"
import { announce } from "../items/items.ts"
import { incognitoProfile, shownProfile } from "../recipients/incognito.ts"
import type { ConnRow, ContactRow, UserRow } from "../store/rows.ts"
import { isTooLarge, sendMessages } from "../recipients/outbox.ts"
import { scheduleDeletions } from "../items/timed.ts"
import { byActivity, contactView, onceRead } from "../views/views.ts"
import { checkPassword, knownUser } from "./user-privacy.ts"

export const userCommands = {
  ShowActiveUser: (chat) => active(chat, chat.activeUser()),

  CreateActiveUser(chat, { newUser }) {
    const { profile, clientService, userChatRelay } = newUser
    if (userChatRelay && chat.state.users.find((one) => one.userChatRelay === true) !== undefined)
      throw failed({ type: "chatRelayExists" })
    const more = {
      ...(clientService && { clientService }),
      ...(userChatRelay && { userChatRelay }),
    }
    // Without a profile the core makes one up (o-users 69).
    if (profile === undefined || profile === null) {
      const made = incognitoProfile(chat, true).incognito
      const { displayName = "" } = made ?? {}
      if (made !== undefined) chat.state.profiles.delete(made.profileId)
      return active(chat, activate(chat, addUser(chat, { displayName, fullName: "" }, more)))
    }
    checkName(profile.displayName)
    const { users } = chat.state
    const exists = users.find(({ profile: { displayName } }) => displayName === profile.displayName)
    if (exists !== undefined) throw failed({ type: "userExists", contactName: profile.displayName })
    return active(chat, activate(chat, addUser(chat, profile, more)))
  },

  ListUsers: (chat) => ({
    type: "usersList",
    users: [...chat.state.users.values()].map((user) => ({
      // Read anew (o-users 805): all other answers show what was read when the user became active (779).
      user: { ...chat.wire(user), ...onceRead(user) },
      unreadCount: unread(chat, user),
    })),
  }),

  APISetActiveUser(chat, { userId, viewPwd }) {
    if (!chat.started) throw failed({ type: "chatNotStarted" })
    const user = knownUser(chat, userId)
    // A wrong password is answered with `userUnknown`, as if the hidden user did not exist (o-users 163).
    if (!user.active) checkPassword(user, viewPwd)
    return active(chat, activate(chat, user))
  },

  APIDeleteUser(chat, { userId, delSMPQueues, viewPwd }) {
    chat.activeUser()
    const user = knownUser(chat, userId)
    checkPassword(user, viewPwd)
    const visible = chat.state.users.filter((one) => one.viewPwdHash === undefined)
    // The active user can be deleted when it is the last: `noActiveUser` is the state then (o-users 818
    // to 830).
    if (visible.length > 1 && user.active) throw failed({ type: "cantDeleteActiveUser", userId })
    deleteUser(chat, user)
    if (delSMPQueues)
      chat.hub.soon(chat, "agent", () =>
        chat.tell({ type: "agentUserDeleted", agentUserId: Number(user.agentUserId) }),
      )
    return { type: "cmdOk" }
  },

  APIUpdateProfile(chat, { userId, profile }) {
    return changeProfile(chat, chat.runningUserWith(userId), profile)
  },

  APISetUserAutoAcceptMemberContacts(chat, { userId, onOff }) {
    const user = knownUser(chat, userId)
    const { shown = onceRead(user) } = user
    chat.state.users.update(user, { autoAcceptMemberContacts: onOff, shown })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  StartChat(chat, { mainApp }) {
    chat.activeUser()
    // Starting twice is no error, and changes nothing (a-first-run 28, 29).
    if (chat.started) return { type: "chatRunning" }
    // Started for another app first: it runs, and receives from here on (r-errors 148 to 154).
    const type = chat.running ? "chatRunning" : "chatStarted"
    chat.running = true
    chat.started = mainApp
    const { conns } = chat.state
    if (!mainApp) return { type }
    // At the first start of a database the core compares its connections with the agent's, and reports it
    // before its answer (a-first-run 26, 27).
    const none = { missingIds: [], extraIds: [] }
    if (chat.state.count("starts") === 1)
      chat.tell({ type: "connectionsDiff", userIds: none, connIds: none })
    receiveAtStart(chat)
    // It subscribes to its queues: the first word with a server is an event.
    for (const user of chat.state.users.values()) {
      const own = conns.filter(({ userId, status }) => userId === user.id && status !== "deleted")
      if (own.length > 0) chat.hub.soon(chat, "agent", () => subscribed(chat, user, own))
    }
    scheduleDeletions(chat)
    return { type }
  },

  APIStopChat(chat) {
    chat.started = false
    chat.running = false
    chat.disconnect()
    return { type: "chatStopped" }
  },
} satisfies Partial<Handlers>

/** The server of some connections is there, and they receive. */
function subscribed(chat: Chat, user: UserRow, conns: readonly ConnRow[]): void {
  chat.reach(user, chat.hub.server.host)
  chat.tell({
    type: "subscriptionStatus",
    server: serverText(chat.hub.server),
    subscriptionStatus: { type: "active" },
    connections: conns.map(({ agentConnId }) => agentConnId),
  })
}

function active(chat: Chat, user: UserRow) {
  return { type: "activeUser" as const, user: chat.wire(user) }
}

/** Names begin with a letter, a digit or a mark of their own, and have no blanks at their ends. */
export function checkName(displayName: string): void {
  const valid = validName(displayName)
  if (displayName !== "" && valid === displayName) return
  throw failed({ type: "invalidDisplayName", displayName, validName: valid })
}

/** The relays of the operators, which are not on this network; the user's own are counted after them. */
const presetRelays = [
  {
    name: "SimpleX Chat Relay 1",
    address: "https://smp5.simplex.im/r#Fp5RWXkiRFg-hgcDwC2v-MWnPfvEf42RgCqREntW0mw",
  },
  {
    name: "SimpleX Chat Relay 2",
    address: "https://smp6.simplex.im/r#_qlQfogHGDJ8MAF2wKmkglRBM-xHR142gDJstKiGRQQ",
  },
  {
    name: "SimpleX Chat Relay 3",
    address: "https://smp4.simplex.im/r#yxNOMJcry5jMTRPEBVtGBATYaKeoRIsZRBPIDLx7x6M",
  },
]

function addUser(chat: Chat, profile: T.Profile, more: Partial<UserRow>): UserRow {
  const { users, contacts, notes } = chat.state
  const user = users.insert({
    agentUserId: String(chat.state.count("agentUser")),
    userContactId: 0,
    localDisplayName: profile.displayName,
    profile: chat.profile(profile),
    active: false,
    activeOrder: 0,
    autoAcceptMemberContacts: false,
    ...more,
  })
  const at = chat.now()
  const own = contacts.insert({
    userId: user.id,
    localDisplayName: profile.displayName,
    profile: user.profile,
    contactUsed: false,
    contactStatus: "active",
    userPreferences: {},
    createdAt: at,
    updatedAt: at,
    chatTs: at,
    contactGrpInvSent: false,
    own: true,
  })
  // Every user has a contact row of its own, a folder of notes, and preset contacts: ids of the first
  // real contact begin after them: the first one is 4 (b-direct 37).
  users.update(user, { userContactId: own.id })
  notes.insert({ userId: user.id, createdAt: at, updatedAt: at, chatTs: at })
  for (const relay of presetRelays)
    chat.state.chatRelays.insert({ userId: user.id, ...relay, preset: true })
  for (const preset of presets) addContact(chat, user, preset as T.Profile)
  return user
}

function activate(chat: Chat, user: UserRow): UserRow {
  for (const other of chat.state.users.values()) {
    if (other.active) chat.state.users.update(other, { active: false })
  }
  const orders = [...chat.state.users.values()].map((one) => one.activeOrder)
  const activeOrder = Math.max(...orders) + 1
  delete user.shown
  return chat.state.users.update(user, { active: true, activeOrder })
}

function unread(chat: Chat, user: UserRow): number {
  const isUnread = ({ userId, status }: { userId: number; status: T.CIStatus }) =>
    userId === user.id && status.type === "rcvNew"
  return chat.state.items.filter(isUnread).length
}

function deleteUser(chat: Chat, user: UserRow): void {
  const { state } = chat
  const own = ({ userId }: { userId: number }) => userId === user.id
  for (const conn of state.conns.filter(own)) {
    if (conn.incognito !== undefined) state.profiles.delete(conn.incognito.profileId)
    deleteConn(chat, conn)
  }
  for (const link of state.links.filter(own)) chat.hub.links.remove(link.link)
  for (const row of [...state.contacts.filter(own), ...state.members.filter(own)].reverse()) {
    state.profiles.delete(row.profile.profileId)
  }
  const tables = [state.contacts, state.groups, state.members, state.items]
  for (const table of [...tables, state.links, state.requests, state.files, state.notes]) {
    for (const row of table.filter(own).reverse()) table.delete(row.id)
  }
  state.users.delete(user.id)
}

/** Changes the profile, and sends it to every contact. */
export function changeProfile(chat: Chat, user: UserRow, profile: T.Profile) {
  checkName(profile.displayName)
  // Badges are not simulated: nothing is issued that could be shown.
  const { badge: _, ...kept } = profile
  const { profileId, localAlias, ...fromProfile } = user.profile
  if (sameProfile(fromProfile, profile)) {
    return { type: "userProfileNoChange" as const, user: chat.wire(user) }
  }
  const { state } = chat
  if (profile.displayName !== fromProfile.displayName && isTaken(chat, user, profile.displayName))
    throw notStored({ type: "duplicateName" })
  const peers = state.contacts.filter((contact) => {
    const conn = chat.conn(contact.connId)
    return contact.userId === user.id && conn?.status === "ready" && conn.incognito === undefined
  })
  const before = new Map(peers.map((contact) => [contact, contactView(state, contact)]))
  const seen = [fromProfile, profile].map(({ displayName, fullName, shortDescr, image }) =>
    JSON.stringify([displayName, fullName, shortDescr, image]),
  )
  state.users.update(user, {
    profile: { profileId, ...kept, localAlias },
    localDisplayName: profile.displayName,
    ...(seen[0] !== seen[1] && { userMemberProfileUpdatedAt: chat.now() }),
  })
  const own = state.contacts.get(user.userContactId)
  if (own !== undefined)
    state.contacts.update(own, { profile: user.profile, localDisplayName: profile.displayName })
  for (const membership of state.members.values()) {
    if (membership.profile.profileId !== profileId || membership.memberCategory !== "user") continue
    const { localDisplayName } = user
    state.members.update(membership, { profile: user.profile, localDisplayName })
  }
  const updateFailures = sendProfile(chat, user, peers)
  const changed = showFeatures(chat, user, before)
  updateLinkData(chat, user)
  return {
    type: "userProfileUpdated" as const,
    user: chat.wire(user),
    fromProfile,
    toProfile: profile,
    updateSummary: {
      updateSuccesses: peers.length - updateFailures,
      updateFailures,
      changedContacts: byActivity(changed).map((contact) => contactView(state, contact)),
    },
  }
}

/** Sends the profile to contacts; returns to how many it could not be sent. */
function sendProfile(chat: Chat, user: UserRow, contacts: readonly ContactRow[]): number {
  let failures = 0
  for (const contact of contacts) {
    const conn = chat.conn(contact.connId)
    const sentProfile = profileFor(chat, user, contact.userPreferences)
    const message = { event: "x.info", profile: sentProfile } as const
    // A picture that no message carries is kept, and shown to no contact (q-text 734, 735).
    if (isTooLarge(message)) failures += 1
    else if (conn !== undefined) sendMessages(chat, conn, [message])
  }
  if (failures > 0) {
    const failure = { type: "errorStore", storeError: { type: "largeMsg" } } as const
    const chatErrors = Array.from({ length: failures }, () => failure)
    chat.afterAnswer(() => chat.emit({ type: "chatErrors", chatErrors }))
  }
  return failures
}

/** Shows in the chats with contacts what they allow now; returns those for whom anything changed. */
function showFeatures(
  chat: Chat,
  user: UserRow,
  before: ReadonlyMap<ContactRow, T.Contact>,
): ContactRow[] {
  const dir = { type: "directSnd" } as const
  const shown = [...before].map(([contact, was]) =>
    changedFeatures(chat, user, { contact, before: was, dir }),
  )
  for (const items of shown) chat.afterAnswer(() => announce(chat, items))
  // Where no chat shows anything, the core reports an empty list of items (o-users 416).
  if (before.size > 0 && shown.every((items) => items.length === 0)) {
    const none = { type: "newChatItems", user: chat.wire(user), chatItems: [] } as const
    chat.afterAnswer(() => chat.emit({ ...none, chatItems: [] }))
  }
  // A contact can be changed without an item in its chat: new preferences for files show none (o-users
  // 415, 416).
  const preferencesOf = ({ mergedPreferences }: T.Contact) => JSON.stringify(mergedPreferences)
  return [...before].flatMap(([contact, was]) =>
    preferencesOf(was) === preferencesOf(contactView(chat.state, contact)) ? [] : [contact],
  )
}

/** What a contact receives: the profile with what the user allows this contact. */
export function profileFor(
  chat: Chat,
  user: UserRow,
  own: T.Preferences,
  conn?: ConnRow,
): T.Profile {
  const profile = shownProfile(chat, user, conn)
  return { ...profile, preferences: { ...profile.preferences, ...own } }
}

/** Whether another user has this name, or anyone or any group that this user knows. */
function isTaken({ state }: Chat, user: UserRow, name: string): boolean {
  const { users, contacts, groups, members } = state
  const others = users.filter(({ id }) => id !== user.id)
  if (others.some(({ localDisplayName }) => localDisplayName === name)) return true
  // The user is called so themselves, also as a member that has another profile.
  const noUser = members.filter(({ memberCategory }) => memberCategory !== "user")
  const known = [...contacts.values(), ...groups.values(), ...noUser]
  const isOwn = ({ profile: { profileId } }: { profile: T.LocalProfile }) =>
    profileId === user.profile.profileId
  return known.some(
    (row) =>
      row.userId === user.id && row.localDisplayName === name && !("profile" in row && isOwn(row)),
  )
}

function sameProfile(one: T.Profile, other: T.Profile): boolean {
  const sorted = (profile: T.Profile) =>
    JSON.stringify(Object.entries(profile).sort(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(one) === sorted(other)
}

/** What the address of a relay says of it. */
function relayProfile({ profile }: UserRow): T.RelayProfile {
  const { displayName, fullName, shortDescr, image } = profile
  return {
    displayName,
    fullName,
    ...(shortDescr !== undefined && { shortDescr }),
    ...(image !== undefined && { image }),
  }
}

/** What the server of an address shows to those who look it up. */
export function updateLinkData(chat: Chat, user: UserRow): void {
  for (const row of chat.state.links.values()) {
    if (row.userId !== user.id || row.groupId !== undefined) continue
    const queue = chat.conn(row.connId)?.queue
    if (queue === undefined) continue
    const { settings } = row
    chat.hub.links.add({
      kind: user.userChatRelay ? "relay" : "contact",
      link: row.link,
      queue,
      ...(user.userChatRelay && { relay: relayProfile(user) }),
      contact: {
        profile: shownProfile(chat, user),
        ...(settings.autoReply !== undefined && { message: settings.autoReply }),
        business: settings.businessAddress,
      },
    })
  }
}
