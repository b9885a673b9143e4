import { ChatApi } from "@simplex-chat/api"
import { Chat } from "../people/driven/chat.ts"
import { expect } from "../people/expect.ts"
import { friends } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** What every bot does first, and again at each start. */
export const firstRun = [
  scenario(
    "a user is created and active",
    { covers: ["a-first-run/creating the user"] },
    async (world) => {
      const api = await ChatApi.init(await world.openCore("alice"))
      const profile = { displayName: "alice", fullName: "Alice of Wonderland" }
      const user = await api.apiCreateActiveUser(profile)
      expect(user.profile.fullName === "Alice of Wonderland", "the profile is the given one")
      expect((await api.apiGetActiveUser())?.userId === user.userId, "the user is active")
      await api.close()
    },
  ),

  scenario(
    "an address is made, shown in the profile and deleted",
    {
      covers: [
        "a-first-run/address, settings and profile",
        "p-links/address settings: auto-accept with incognito, a reply, the welcome text in the link",
      ],
    },
    async (world) => {
      const alice = await world.person("alice")
      expect(
        (await alice.api.apiGetUserAddress(alice.userId)) === undefined,
        "there is none at first",
      )
      const link = await alice.address()
      await refuses(alice.api.apiCreateUserAddress(alice.userId), "duplicateContactLink")
      await alice.api.apiSetProfileAddress(alice.userId, true)
      const known = await alice.api.apiGetUserAddress(alice.userId)
      expect(known?.connLinkContact.connShortLink === link, "it is the one that was made")
      await alice.api.apiDeleteUserAddress(alice.userId)
      expect((await alice.api.apiGetUserAddress(alice.userId)) === undefined, "it is gone")
    },
  ),

  scenario(
    "settings of an address that do not change are no error",
    {
      covers: [
        "p-links/address settings: auto-accept with incognito, a reply, the welcome text in the link",
      ],
    },
    async (world) => {
      const alice = await world.person("alice")
      await alice.address()
      await alice.address()
    },
  ),

  scenario("servers of one's own are kept", { covers: ["a-first-run/servers"] }, async (world) => {
    const alice = await world.person("alice")
    const { type } = await alice.api.sendChatCmd(`/_servers ${alice.userId}`)
    expect(type === "userServers", "the core lists them")
  }),

  scenario(
    "everything is there after reopening",
    { covers: ["a-first-run/reopening"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      const link = await alice.address()
      await toAlice.say("remember me")
      await toBob.sees("remember me")
      await alice.close()
      const again = await world.person("alice")
      expect((await again.address()) === link, "the address is the same")
      const { chatItems } = await again.api.apiGetChat(toBob.target, { type: "last", count: 1 })
      expect(chatItems[0]?.meta.itemText === "remember me", "the message is there")
      await new Chat(again, toBob.target).say("I do")
      await toAlice.sees("I do")
    },
  ),

  scenario("a closed core refuses commands", { covers: ["e-errors/closing"] }, async (world) => {
    const alice = await world.person("alice")
    await alice.close()
    const refused = await alice.api.apiListUsers().catch((error: unknown) => error)
    expect(refused instanceof Error, "the api is closed")
  }),
]
