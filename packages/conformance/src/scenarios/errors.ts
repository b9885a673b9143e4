import { ChatApi } from "@simplex-chat/api"
import { Chat } from "../people/driven/chat.ts"
import { expect } from "../people/expect.ts"
import { friends, team } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** What a core refuses, and how. */
export const errors = [
  scenario(
    "before there is a user, commands say so",
    { covers: ["r-errors/before a user and before start", "a-first-run/commands without a user"] },
    async (world) => {
      const api = await ChatApi.init(await world.openCore("empty"))
      await refuses(api.apiListContacts(1), "noActiveUser")
      expect((await api.apiGetActiveUser()) === undefined, "there is no user")
      await api.close()
    },
  ),

  scenario(
    "a malformed command is refused",
    { covers: ["e-errors/malformed commands", "r-errors/wrong types and malformed"] },
    async (world) => {
      const alice = await world.person("alice")
      for (const text of ["/nonsense", "/_send", "/_create user {"]) {
        await refuses(alice.api.sendChatCmd(text), "commandError")
      }
    },
  ),

  scenario(
    "ids that do not exist are named",
    { covers: ["r-errors/ids that do not exist", "e-errors/wrong ids"] },
    async (world) => {
      const alice = await world.person("alice")
      const stranger = new Chat(alice, { chatType: "direct", chatId: 99_999 })
      const nowhere = new Chat(alice, { chatType: "group", chatId: 99_999 })
      await refuses(stranger.say("hi"), "contactNotFound")
      await refuses(nowhere.say("hi"), "groupNotFound")
      await refuses(alice.api.apiAcceptContactRequest(99_999), "contactRequestNotFound")
      await refuses(alice.api.apiListContacts(99_999), "differentActiveUser")
    },
  ),

  scenario(
    "someone else's message cannot be edited",
    { covers: ["r-errors/edits and deletions that are not possible"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.say("mine")
      const seen = await toAlice.sees("mine")
      await refuses(toAlice.edit(seen, "yours"), "invalidChatItemUpdate")
      await refuses(toAlice.delete(seen, "broadcast"), "invalidChatItemDelete")
    },
  ),

  scenario(
    "a member cannot do what a moderator can",
    { covers: ["r-errors/roles too low"] },
    async (world) => {
      const { bob, atBob } = await team(world)
      const members = await bob.api.apiListMembers(atBob.target.chatId)
      const carol = members.find(({ memberProfile }) => memberProfile.displayName === "carol")
      expect(carol !== undefined, "carol is a member")
      const id = carol.groupMemberId
      await refuses(bob.api.apiRemoveMembers(atBob.target.chatId, [id]), "groupUserRole")
      await refuses(
        bob.api.apiSetMembersRole(atBob.target.chatId, [id], "observer"),
        "groupUserRole",
      )
    },
  ),

  scenario(
    "an unknown emoji is refused",
    { covers: ["r-errors/wrong types and malformed"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.say("react to this")
      const seen = await toAlice.sees("react to this")
      await refuses(toAlice.react(seen, "🦄"), "commandError")
      await toAlice.react(seen, "👍")
      await refuses(toAlice.react(seen, "👍"), "commandError")
    },
  ),

  scenario(
    "a message to one who deleted the contact does not arrive",
    { covers: ["r-errors/a contact that is not ready, is disabled or gone"] },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      await alice.api.apiDeleteChat(toBob.target, { type: "full", notify: true })
      await bob.hears("contactDeletedByContact")
      const outcome = await toAlice.say("are you there?").catch((error: unknown) => error)
      expect(outcome instanceof Error, "the core refuses it")
    },
  ),

  scenario(
    "a group that one left is closed",
    { covers: ["r-errors/a group that was left, from which one was removed, that is deleted"] },
    async (world) => {
      const { bob, atBob } = await team(world)
      await bob.api.apiLeaveGroup(atBob.target.chatId)
      const refused = await atBob.say("hello?").catch((error: unknown) => error)
      expect(refused instanceof Error, "the core refuses it")
    },
  ),
]
