import type { Person } from "@simplex-chat/testing"
import { describe, expect, test } from "vitest"
import { world } from "../../test/fixtures/world.ts"
import { type Bot, memoryStorage } from "../index.ts"
import { type PollOptions, type PollResult, Polls } from "./index.ts"

const place = { chatType: "group", chatId: 1 } as const

/** A poll in a group of the bot, with alice and bob in it. */
async function poll(by: PollOptions["by"]) {
  const made = world()
  const storage = memoryStorage()
  const ended: PollResult[] = []
  let polls: Polls | undefined
  const declare = (bot: Bot) => {
    polls = new Polls(bot, { storage, everyMs: 0, onEnd: (result) => void ended.push(result) })
    bot.group({}, polls.plugin())
  }
  let living = await made.live(declare)
  const { api, user } = living.bot
  await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const link = await api.apiCreateGroupLink(1, "member")
  const [alice, bob] = [await made.network.person("alice"), await made.network.person("bob")]
  await alice.joinGroup(link)
  await bob.joinGroup(link)
  const choices = ["Pizza", "Soup"]
  const { id } = (await polls?.open(place, { question: "Lunch?", choices, by })) ?? { id: 0 }
  await made.network.idle()
  const vote = async (person: Person) => {
    if (by === "reactions") await person.react("👍")
    else await person.say(`/vote ${id} 1`)
  }
  const expectVotes = (count: number) =>
    expect.poll(async () => (await polls?.result(id))?.total, { timeout: 20_000 }).toBe(count)
  const members = async () => living.bot.api.apiListMembers(1)
  return {
    ...made,
    link,
    alice,
    bob,
    vote,
    expectVotes,
    ended,
    members,
    close: () => polls?.close(id),
    stop: () => living.bot.stop(),
    start: async () => void (living = await made.live(declare)),
    bot: () => living.bot,
  }
}

describe.each(["choices", "reactions"] as const)("by %s", (by) => {
  test("the vote of a member who leaves is taken back, and who joins again has one", async () => {
    const { link, alice, bob, vote, expectVotes } = await poll(by)
    await vote(alice)
    await vote(bob)
    await expectVotes(2)
    await alice.leave()
    await expectVotes(1)
    await alice.joinGroup(link)
    if (by === "choices") {
      await vote(alice)
      await expectVotes(2)
    }
  })

  test("so is that of a member who is removed, at the latest at the end", async () => {
    const { alice, bob, vote, expectVotes, close, members, bot, ended } = await poll(by)
    await vote(alice)
    await vote(bob)
    await expectVotes(2)
    const found = (await members()).find(({ localDisplayName }) => localDisplayName === "alice")
    await bot().api.apiRemoveMembers(1, [found?.groupMemberId ?? 0])
    await close()
    expect(ended).toMatchObject([{ total: 1 }])
  })

  test("so is that of a member whom another one removes", async () => {
    const { alice, bob, vote, expectVotes, members, bot, network } = await poll(by)
    await vote(alice)
    await vote(bob)
    await expectVotes(2)
    const found = (await members()).find(({ localDisplayName }) => localDisplayName === "alice")
    await bot().api.apiSetMembersRole(1, [found?.groupMemberId ?? 0], "admin")
    await network.idle()
    await alice.remove("bob")
    await expectVotes(1)
  })

  test("so is that of a member who leaves while the bot is down", async () => {
    const { alice, bob, vote, expectVotes, stop, start, network } = await poll(by)
    await vote(alice)
    await vote(bob)
    await expectVotes(2)
    await stop()
    await alice.leave()
    await start()
    await expectVotes(1)
    // What was made of the votes then stays.
    await stop()
    await start()
    await network.idle()
    await expectVotes(1)
  })

  test("votes stay where the group is gone", async () => {
    const { alice, bob, vote, expectVotes, close, bot, ended } = await poll(by)
    await vote(alice)
    await vote(bob)
    await expectVotes(2)
    await bot().api.apiLeaveGroup(1)
    await close()
    expect(ended).toMatchObject([{ total: 2 }])
  })
})
