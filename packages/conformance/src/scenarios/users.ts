import { expect } from "../people/expect.ts"
import { friends } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** Several users on one core, and their profiles. */
export const users = [
  scenario(
    "users of one core do not mix",
    {
      covers: [
        "o-users/a second and a third user",
        "o-users/messages to users that are not active",
      ],
    },
    async (world) => {
      const { alice, bob, toAlice } = await friends(world)
      const work = await alice.api.apiCreateActiveUser({
        displayName: "alice at work",
        fullName: "",
      })
      const list = await alice.api.apiListUsers()
      expect(list.length === 2, "there are two users")
      expect(
        (await alice.api.apiListContacts(work.userId)).length === 0,
        "the new one has no contact",
      )
      await toAlice.say("to the first user")
      await alice.view.until("no message for the user that is not active", () => {
        return alice.view.items.find(({ item }) => item.meta.itemText === "to the first user")
      })
      const first = alice.api.forUser(alice.userId)
      expect(
        (await first.apiListContacts(alice.userId)).length === 1,
        "the first keeps its contact",
      )
      expect((await bob.api.apiListContacts(bob.userId)).length === 1, "bob sees one contact")
    },
  ),

  scenario(
    "a new name reaches contacts",
    { covers: ["o-users/profile changes and what contacts are told"] },
    async (world) => {
      const { alice, bob } = await friends(world)
      await alice.api.apiUpdateProfile(alice.userId, { displayName: "alicia", fullName: "" })
      await bob.hears("contactUpdated", ({ toContact }) => {
        return toContact.profile.displayName === "alicia"
      })
    },
  ),

  scenario(
    "setting the same profile again is no error",
    { covers: ["o-users/profile changes and what contacts are told"] },
    async (world) => {
      const alice = await world.person("alice")
      await alice.api.apiUpdateProfile(alice.userId, { displayName: "alice", fullName: "" })
    },
  ),

  scenario(
    "an incognito member shows another name",
    { covers: ["o-users/incognito groups"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const atAlice = await alice.group("masks")
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      await bob.api.apiConnectActiveUser(link, { incognito: true })
      const { member } = await alice.hears("joinedGroupMember")
      expect(member.memberProfile.displayName !== "bob", "the name is not bob")
    },
  ),

  scenario(
    "an incognito invitation hides the profile",
    { covers: ["o-users/incognito invitation and address"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const link = await alice.api.apiCreateLink(alice.userId, { incognito: true })
      await bob.open(link)
      const { contact } = await bob.hears("contactConnected")
      expect(contact.profile.displayName !== "alice", "the name is not alice")
    },
  ),

  scenario("a deleted user is gone", { covers: ["o-users/deletion of users"] }, async (world) => {
    const alice = await world.person("alice")
    const other = await alice.api.apiCreateActiveUser({ displayName: "other", fullName: "" })
    await alice.api.apiSetActiveUser(alice.userId)
    await alice.api.apiDeleteUser(other.userId, false)
    expect((await alice.api.apiListUsers()).length === 1, "one user is left")
    await refuses(alice.api.apiSetActiveUser(other.userId), "userUnknown", "userNotFound")
  }),

  scenario(
    "two users cannot have one name",
    { covers: ["r-errors/duplicate names and groups"] },
    async (world) => {
      const alice = await world.person("alice")
      const again = alice.api.apiCreateActiveUser({ displayName: "alice", fullName: "" })
      await refuses(again, "userExists", "duplicateName")
    },
  ),

  scenario(
    "a hidden user needs the password",
    { covers: ["o-users/hidden users"] },
    async (world) => {
      const alice = await world.person("alice")
      const hidden = await alice.api.apiCreateActiveUser({ displayName: "hidden", fullName: "" })
      await alice.api.apiSetActiveUser(alice.userId)
      await alice.api.sendChatCmd(`/_hide user ${hidden.userId} "secret"`)
      const listed = (await alice.api.apiListUsers()).find(
        ({ user }) => user.userId === hidden.userId,
      )
      expect(listed?.user.viewPwdHash !== undefined, "the list says that it is hidden")
      await refuses(alice.api.apiSetActiveUser(hidden.userId), "userUnknown")
      await refuses(alice.api.apiSetActiveUser(hidden.userId, "wrong"), "userUnknown")
      const user = await alice.api.apiSetActiveUser(hidden.userId, "secret")
      expect(user.userId === hidden.userId, "the password opens it")
    },
  ),

  scenario(
    "a bot's menu reaches its contacts",
    { covers: ["o-users/bot: peer type and commands menu"] },
    async (world) => {
      const { alice, bob, toAlice } = await friends(world)
      await alice.api.apiUpdateProfile(alice.userId, {
        displayName: "alice",
        fullName: "",
        peerType: "bot",
        preferences: { commands: [{ type: "command", keyword: "help", label: "Help" }] },
      })
      await bob.hears("contactUpdated", ({ toContact }) => toContact.profile.peerType === "bot")
      const { chatInfo } = await bob.api.apiGetChat(toAlice.target, { type: "last", count: 1 })
      expect(chatInfo.type === "direct", "it is a contact")
      const { commands } = chatInfo.contact.profile.preferences ?? {}
      expect(commands?.length === 1, "the menu has one command")
    },
  ),

  scenario(
    "a preference of one contact is that contact's alone",
    {
      covers: [
        "o-users/preferences per contact",
        "r-errors/forbidden by the preferences of a contact",
      ],
    },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      const preferences = { voice: { allow: "no" as const }, reactions: { allow: "no" as const } }
      await alice.api.apiSetContactPrefs(toBob.target.chatId, preferences)
      await bob.hears("contactUpdated", ({ toContact }) => {
        return !toContact.mergedPreferences.reactions.enabled.forUser
      })
      await toBob.say("no reactions, please")
      const seen = await toAlice.sees("no reactions, please")
      await refuses(toAlice.react(seen, "👍"), "commandError")
    },
  ),

  scenario(
    "a menu for one contact takes the place of the bot's, and shows in no chat",
    { covers: ["o-users/preferences per contact"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      const { userId } = (await alice.api.apiGetActiveUser()) ?? { userId: 0 }
      const menu = (label: string) => ({
        commands: [{ type: "command" as const, keyword: "tea", label }],
      })
      const shows = (...labels: string[]) =>
        bob.hears("contactUpdated", ({ toContact: { profile } }) => {
          const shown = profile.preferences?.commands?.map(({ label }) => label)
          return shown?.join() === labels.join()
        })
      const profile = { displayName: "alice", fullName: "", peerType: "bot" as const }
      await alice.api.apiUpdateProfile(userId, { ...profile, preferences: menu("for all") })
      await shows("for all")
      const count = { type: "last", count: 100 } as const
      const before = await bob.api.apiGetChat(toAlice.target, count)
      await alice.api.apiSetContactPrefs(toBob.target.chatId, menu("for bob"))
      await shows("for bob")
      await alice.api.apiSetContactPrefs(toBob.target.chatId, {})
      await shows("for all")
      await world.quiet()
      const after = await bob.api.apiGetChat(toAlice.target, count)
      expect(after.chatItems.length === before.chatItems.length, "the chat shows nothing of it")
    },
  ),

  scenario(
    "a contact is deleted, its conversation kept",
    { covers: ["o-users/deletion modes of contacts", "j-extra/deletion modes"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      await toAlice.say("keep this")
      await toBob.sees("keep this")
      await alice.api.apiDeleteChat(toBob.target, { type: "entity", notify: true })
      await bob.hears("contactDeletedByContact")
      const { chatItems } = await alice.api.apiGetChat(toBob.target, { type: "last", count: 5 })
      expect(
        chatItems.some(({ meta }) => meta.itemText === "keep this"),
        "the conversation is there",
      )
    },
  ),

  scenario(
    "one who was deleted can connect again",
    { covers: ["o-users/connecting again with a known contact"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      await alice.deleteContact(toBob)
      await bob.hears("contactDeletedByContact")
      await bob.deleteContact(toAlice)
      const again = await bob.connect(await alice.address())
      await again.say("here I am again")
      await alice.view.until("no message of bob", () => {
        return alice.view.items.find(({ text }) => text === "here I am again")
      })
      expect((await alice.api.apiListContacts(alice.userId)).length === 1, "alice has one contact")
    },
  ),
]
