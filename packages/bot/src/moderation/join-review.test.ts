import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { moderating } from "../../test/fixtures/moderating.ts"
import { later, world } from "../../test/fixtures/world.ts"
import { memoryStorage, sqliteStorage, type Storage } from "../index.ts"

const minute = 60_000

describe("who joins", () => {
  const support = "#1(_support)"
  /** The answer that is kept: a test cannot read the picture. */
  const answers = async (storage: Storage) => {
    const keys = [...((await storage.keys?.("moderation/")) ?? [])]
    const values = await Promise.all(keys.map((key) => storage.get(key)))
    return values.flatMap((value) => (value as { answer?: string }).answer ?? [])
  }
  const sumOf = (question: string) => {
    const [, a, b] = /(\d+) \+ (\d+)/.exec(question) ?? []
    return `${Number(a) + Number(b)}`
  }

  test("only reads until it writes what the picture shows, in a chat with the moderators", async () => {
    const storage = memoryStorage()
    const { start, handled, network } = moderating(
      { captchaMs: 5 * minute, observeMs: 10 * minute },
      storage,
    )
    const { bot, groupId, join: joins, roleOf } = await start()
    const [alice, bob] = [await joins("alice"), await joins("bob")]
    await alice.expectMessage(/^Welcome, alice! Write here what the picture shows, minutes left: 5/)
    const { chatItems } = await bot.api.apiGetChat(
      {
        chatType: "group",
        chatId: groupId,
        chatScope: {
          type: "memberSupport",
          groupMemberId_: (await bot.api.apiListMembers(groupId))[0]?.groupMemberId,
        },
      },
      { type: "last", count: 5 },
    )
    const contents = chatItems.map(({ content }) =>
      "msgContent" in content ? content.msgContent : {},
    )
    expect(contents).toContainEqual(expect.objectContaining({ type: "image" }))
    await expect.poll(() => roleOf()).toBe("observer")
    const [answer = ""] = await answers(storage)
    await alice.in(support).say(` ${answer.toLowerCase()} `)
    await alice.expectMessage("Thank you, alice.")
    network.clock.advance(10 * minute)
    await expect.poll(() => roleOf()).toBe("member")
    await network.idle()
    await alice.in("#1").say("hello again")
    await later(() => handled.length === 1)
    expect(handled).toEqual(["hello again"])
    // Others read nothing of it.
    expect(bob.transcript().filter(({ text }) => text.includes("alice"))).toEqual([])
  })

  test("who cannot see asks for a sum; a wrong answer brings another one", async () => {
    const { start, network, actions } = moderating({ captchaMs: 5 * minute })
    const { join: joins, roleOf } = await start()
    const alice = await joins("alice")
    await alice.expectMessage(/picture/)
    await alice.in(support).say("/sum")
    const first = await alice.expectMessage(/^Welcome, alice! What is \d+ \+ \d+\?/)
    await alice.say(`${Number(sumOf(first)) + 1}`)
    const second = await alice.expectMessage(/^Welcome, alice! What is \d+ \+ \d+\?/)
    await alice.say(sumOf(second))
    await alice.expectMessage("Thank you, alice.")
    await expect.poll(() => roleOf()).toBe("member")
    await network.idle()
    expect(actions).toEqual([])
  })

  test("three wrong answers remove, and two who join at once have questions of their own", async () => {
    const { start, actions, network } = moderating({ captchaMs: 5 * minute, captcha: "sum" })
    const { join: joins, statusOf } = await start()
    const [alice, bob] = await Promise.all([joins("alice"), joins("bob")])
    const question = await bob.expectMessage(/What is/)
    await alice.expectMessage(/What is/)
    alice.in(support)
    for (const [at, wrong] of ["1", "2", "3"].entries()) {
      await alice.say(wrong)
      if (at < 2) await alice.expectMessage(/What is/)
    }
    await later(() => actions.length === 1)
    await bob.in(support).say(sumOf(question))
    await bob.expectMessage("Thank you, bob.")
    expect(actions).toEqual(["removed captcha"])
    await network.idle()
    expect(new Set([await statusOf(0), await statusOf(1)])).toEqual(
      new Set(["connected", "removed"]),
    )
  })

  test("in a group that reviews members, the right answer lets it in", async () => {
    const { live, declare, network, all } = moderating({ captchaMs: 5 * minute, captcha: "sum" })
    const { bot } = await live(declare)
    const group = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    const question = await alice.expectMessage(/What is/)
    const statusOf = async () => (await bot.api.apiListMembers(group.groupId))[0]?.memberStatus
    expect(await statusOf()).toBe("pending_review")
    await alice.in(support).say(sumOf(question))
    await alice.expectMessage("Thank you, alice.")
    await expect.poll(statusOf).toBe("connected")
    expect(await all[0]?.log(group.groupId)).toEqual([])
  })

  test("after a kill between letting it in and forgetting the captcha, the same answer counts again", async () => {
    const storage = memoryStorage()
    let isKilled = false
    const killed: Storage = {
      ...storage,
      delete: (key) => {
        if (isKilled || !key.includes("captcha")) return storage.delete(key)
        isKilled = true
        throw new Error("killed")
      },
    }
    const { live, declare, network } = moderating({ captchaMs: 5 * minute, captcha: "sum" }, killed)
    const { bot } = await live(declare)
    const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    const answer = sumOf(await alice.expectMessage(/What is/))
    await alice.in(support).say(answer)
    const statusOf = async () => (await bot.api.apiListMembers(groupId))[0]?.memberStatus
    await expect.poll(statusOf).toBe("connected")
    await alice.say(answer)
    await alice.expectMessage("Thank you, alice.")
    expect(await answers(storage)).toEqual([])
  })

  test("a moderator can let it in instead, and the captcha is over", async () => {
    const storage = memoryStorage()
    const { live, declare, network, actions } = moderating({ captchaMs: minute }, storage)
    const { bot } = await live(declare)
    const group = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const { groupId } = group
    const link = await bot.api.apiCreateGroupLink(groupId, "member")
    const carol = await network.person("carol")
    await carol.connectTo(bot.address ?? "")
    const [contact] = await bot.api.apiListContacts(bot.user.userId)
    await bot.api.apiAddMember(groupId, contact?.contactId ?? 0, "moderator")
    await network.idle()
    await carol.command("/_join #1", "userAcceptedGroupSent")
    await network.idle()
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    await alice.expectMessage(/picture/)
    const { members } = (await carol.command("/_members #1", "groupMembers")).group
    const waiting = members.find(({ memberStatus }) => memberStatus === "pending_review")
    await carol.command(`/_accept member #1 ${waiting?.groupMemberId} member`, "memberAccepted")
    await expect.poll(() => answers(storage)).toEqual([])
    network.clock.advance(2 * minute)
    await network.idle()
    expect(actions).toEqual([])
  })

  test("who joined while nothing was reviewed is asked at the next start, once, and others are not", async () => {
    const { start, live, declare, network } = moderating({ captchaMs: minute, captcha: "sum" })
    const { bot, join: joins, groupId, roleOf } = await start()
    const bob = await joins("bob")
    await bob.in(support).say(sumOf(await bob.expectMessage(/What is/)))
    await bob.expectMessage("Thank you, bob.")
    await bot.stop()
    // As after a kill, nothing learns of the event.
    const unmoderated = await live(() => {})
    const alice = await joins("alice")
    await network.idle()
    await unmoderated.bot.stop()
    for (let starts = 0; starts < 2; starts++) {
      const made = await live(declare)
      const roles = async () =>
        (await made.bot.api.apiListMembers(groupId)).map((one) => one.memberRole)
      await expect.poll(roles).toEqual(["member", "observer"])
      await network.idle()
      if (starts === 0) await made.bot.stop()
    }
    expect(alice.transcript().filter(({ text }) => text.includes("What is"))).toHaveLength(1)
    expect(bob.transcript().filter(({ text }) => text.includes("What is"))).toHaveLength(1)
    expect(await roleOf().catch(() => "stopped")).toBe("stopped")
  })

  test("a member that waits for a moderator after the right answer is not asked again at each start", async () => {
    const options = { captchaMs: minute, captcha: "sum", letsIn: false } as const
    const { live, declare, network } = moderating(options)
    const { bot } = await live(declare)
    const group = await bot.api.apiNewGroup(bot.user.userId, {
      displayName: "team",
      fullName: "",
      memberAdmission: { review: "all" },
    })
    const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
    const alice = await network.person("alice")
    await alice.command(`/connect ${link}`, "sentInvitation")
    const question = await alice.expectMessage(/What is/)
    await alice.in(support).say(sumOf(question))
    await alice.expectMessage("Thank you, alice.")
    await bot.stop()
    for (let starts = 0; starts < 2; starts++) {
      const again = await live(declare)
      await network.idle()
      await again.bot.stop()
    }
    expect(alice.transcript().filter(({ text }) => text.includes("What is"))).toHaveLength(1)
  })

  test("is removed without an answer in time, after a restart too", async () => {
    const folder = world().folder
    const storage = await sqliteStorage(join(folder, "moderation.db"))
    const { start, live, declare, network, actions } = moderating({ captchaMs: minute }, storage)
    const { bot, join: joins, groupId } = await start()
    const alice = await joins("alice")
    await alice.expectMessage(/^Welcome/)
    await bot.stop()
    network.clock.advance(2 * minute)
    const again = await live(declare)
    await later(() => actions.length === 1)
    expect(actions).toEqual(["removed captcha"])
    const [member] = await again.bot.api.apiListMembers(groupId)
    expect(member?.memberStatus).toBe("removed")
    storage.close()
  })

  test("under a name that is not allowed is removed at once", async () => {
    const { start, actions } = moderating()
    const { join: joins, statusOf } = await start()
    await joins("Admin1")
    await expect.poll(() => statusOf()).toBe("removed")
    expect(actions).toEqual(["removed names"])
  })

  test("without a captcha only reads for a time", async () => {
    const { start, network } = moderating({ observeMs: minute })
    const { join: joins, roleOf } = await start()
    await joins("alice")
    await expect.poll(() => roleOf()).toBe("observer")
    network.clock.advance(minute)
    await expect.poll(() => roleOf()).toBe("member")
  })
})
