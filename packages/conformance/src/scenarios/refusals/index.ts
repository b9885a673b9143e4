import { ChatApi, ChatCommandError } from "@simplex-chat/api"
import { expect } from "../../people/expect.ts"
import { friends, team } from "../friends.ts"
import { scenario } from "../scenario.ts"
import { asFormerMember, asMember, asOwner, toMessages } from "./roles.ts"
import { malformed, type Refusal, unknownIds, withoutStart, withoutUser } from "./tables.ts"

/** For each command, how a core refuses it. */
export const refusals = [
  scenario(
    "without a user, each command says so",
    { covers: ["r-errors/before a user and before start", "a-first-run/commands without a user"] },
    async (world) => {
      const api = await ChatApi.init(await world.openCore("empty"))
      await allAnswer(api, withoutUser)
      await api.close()
    },
  ),

  scenario(
    "before the start, each command says so",
    { covers: ["r-errors/before a user and before start"] },
    async (world) => {
      const api = await ChatApi.init(await world.openCore("idle"))
      await api.apiCreateActiveUser({ displayName: "idle", fullName: "" })
      await allAnswer(api, withoutStart)
      await api.close()
    },
  ),

  scenario(
    "each command names the id that does not exist",
    { covers: ["r-errors/ids that do not exist", "e-errors/wrong ids"] },
    async (world) => {
      const { alice, toBob } = await friends(world)
      await allAnswer(alice.api, unknownIds, { "@BOB": toBob.ref, USER: alice.userId })
    },
  ),

  scenario(
    "what no command reads is refused",
    { covers: ["r-errors/wrong types and malformed", "e-errors/malformed commands"] },
    async (world) => {
      const { alice, toBob } = await friends(world)
      const { ref } = await alice.group("team")
      const names = { "@BOB": toBob.ref, "#TEAM": ref, USER: alice.userId }
      await allAnswer(alice.api, malformed, names)
    },
  ),

  scenario(
    "each command that needs a higher role says so",
    { covers: ["r-errors/roles too low"] },
    async (world) => {
      const { alice, carol, atAlice, atCarol } = await team(world)
      await atAlice.say("of the owner")
      const seen = await atCarol.sees("of the owner")
      const [contact] = await carol.api.apiListContacts(carol.userId)
      await allAnswer(carol.api, asMember, {
        "#TEAM": atCarol.ref,
        OWNER: (await atCarol.member("alice")).groupMemberId,
        OTHER: (await atCarol.member("bob")).groupMemberId,
        FRIEND: contact?.contactId ?? 0,
        MESSAGE: seen.item.meta.itemId,
      })
      const own = (await groupOf(alice.api, alice.userId)).membership.groupMemberId
      const other = (await atAlice.member("bob")).groupMemberId
      await allAnswer(alice.api, asOwner, { "#TEAM": atAlice.ref, OWNER: own, OTHER: other })
    },
  ),

  scenario(
    "one who has left a group is refused all in it",
    { covers: ["r-errors/a group that was left, from which one was removed, that is deleted"] },
    async (world) => {
      const { carol, atCarol } = await team(world)
      const owner = (await atCarol.member("alice")).groupMemberId
      const [contact] = await carol.api.apiListContacts(carol.userId)
      await carol.api.apiLeaveGroup(atCarol.target.chatId)
      const names = { "#TEAM": atCarol.ref, OWNER: owner, FRIEND: contact?.contactId ?? 0 }
      await allAnswer(carol.api, asFormerMember, names)
    },
  ),

  scenario(
    "what cannot be done to a message is refused",
    { covers: ["r-errors/edits and deletions that are not possible"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      const { ref } = await alice.group("team")
      const [mine, old] = [await toBob.say("mine"), await toBob.say("old")]
      await toAlice.sees("old")
      await toBob.react(mine, "👍")
      await toBob.delete(old, "broadcast")
      const { chatItems } = await alice.api.apiGetChat(toBob.target, { type: "last", count: 50 })
      const event = chatItems.find(({ content }) => !content.type.endsWith("MsgContent"))
      expect(event !== undefined, "there is an item that is no message")
      await allAnswer(alice.api, toMessages, {
        "@BOB": toBob.ref,
        "#TEAM": ref,
        MINE: mine.item.meta.itemId,
        OLD: old.item.meta.itemId,
        EVENT: event.meta.itemId,
      })
    },
  ),
]

/** Sends each command with these names filled in; all that is answered otherwise is in one error. */
async function allAnswer(
  api: ChatApi,
  refusals: readonly Refusal[],
  names: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const others: string[] = []
  for (const [command, wanted] of refusals) {
    let text = command
    for (const [name, value] of Object.entries(names)) text = text.replaceAll(name, `${value}`)
    const outcome = await outcomeOf(api, text)
    if (outcome !== wanted) others.push(`${text}: ${outcome}, not ${wanted}`)
  }
  expect(others.length === 0, `each is answered as recorded:\n${others.join("\n")}`)
}

async function outcomeOf(api: ChatApi, command: string): Promise<string> {
  try {
    return `answer ${(await api.sendChatCmd(command)).type}`
  } catch (error) {
    if (error instanceof ChatCommandError) return error.code
    throw error
  }
}

async function groupOf(api: ChatApi, userId: number) {
  const [group] = await api.apiListGroups(userId)
  expect(group !== undefined, "there is a group")
  return group
}
