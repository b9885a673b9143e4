import { createNetwork } from "@simplex-chat/testing"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Bot } from "./bot.ts"
import type { BotOptions } from "./options.ts"

let folder = ""
const bots: Bot[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-support-"))))
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  rmSync(folder, { recursive: true, force: true })
})

/** A bot that owns a group, and a member who writes to its moderators, out of sight of the others. */
async function supported() {
  const network = createNetwork()
  const live = async (options: Partial<BotOptions> = {}) => {
    const seen: string[] = []
    const bot = new Bot({
      profile: { displayName: "bot" },
      db: network.openCore({ name: "bot", folder: join(folder, "core") }),
      stateFile: join(folder, "state.db"),
      logging: "silent",
      ...options,
    })
    bots.push(bot)
    bot.onMessage(async (message) => {
      seen.push(message.text)
      await message.send(`re: ${message.text}`)
    })
    await bot.start()
    return { bot, seen }
  }
  const first = await live()
  const { userId } = first.bot.user
  const group = await first.bot.api.apiNewGroup(userId, { displayName: "team", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await first.bot.api.apiCreateGroupLink(group.groupId, "member"))
  await alice.say("to all")
  await expect.poll(() => first.seen).toEqual(["to all"])
  const ask = (text: string) => alice.command(`/_send #1(_support) text ${text}`, "newChatItems")
  return { network, first, live, alice, ask }
}

test("a support chat that began while the bot was down is caught up, and answered in there", async () => {
  const { network, first, live, alice, ask } = await supported()
  await first.bot.stop()
  await ask("help")
  await ask("please")
  // The core has stored them, and a bot was killed before it heard of them.
  const core = network.openCore({ name: "bot", folder: join(folder, "core") })
  await core.sendCommand("/_start")
  await network.idle()
  await core.close()
  const { seen } = await live()
  await expect.poll(() => seen).toEqual(["help", "please"])
  const shown = async () => {
    const { chat } = await alice.command("/_get chat #1(_support) count=10", "apiChat")
    return chat.chatItems.map(({ meta }) => meta.itemText)
  }
  await expect.poll(shown).toContain("re: please")
})

test("old support chats are not answered at the very first start, nor where none is to be caught up", async () => {
  const { first, live, ask } = await supported()
  await ask("old")
  await expect.poll(() => first.seen).toContain("old")
  await first.bot.stop()
  const fresh = { stateFile: join(folder, "fresh.db") }
  const second = await live(fresh)
  await ask("new")
  await expect.poll(() => second.seen).toEqual(["new"])
  await second.bot.stop()
  const third = await live(fresh)
  await ask("newer")
  await expect.poll(() => third.seen).toEqual(["newer"])
  await third.bot.stop()
  const fourth = await live({ ...fresh, catchUp: false })
  await ask("newest")
  await expect.poll(() => fourth.seen).toEqual(["newest"])
})

test("a bot that is a member catches up what the moderators have written to it", async () => {
  const { network, first, live } = await supported()
  const carol = await network.person("carol")
  const profile = JSON.stringify({ displayName: "carols", fullName: "" })
  await carol.command(`/_group 1 ${profile}`, "groupCreated")
  const { groupLink } = await carol.command("/_create link #1 member", "groupLinkCreated")
  const { connShortLink, connFullLink } = groupLink.connLinkContact
  const joined = new Promise<void>(
    (resolve) => void first.bot.api.once("userJoinedGroup", () => resolve()),
  )
  await first.bot.api.apiConnectActiveUser(connShortLink ?? connFullLink)
  await joined
  const { group } = await carol.command("/_members #1", "groupMembers")
  await first.bot.stop()
  const id = group.members[0]?.groupMemberId
  await carol.command(`/_send #1(_support:${id}) text a word, please`, "newChatItems")
  const core = network.openCore({ name: "bot", folder: join(folder, "core") })
  await core.sendCommand("/_start")
  await network.idle()
  await core.close()
  const { seen } = await live()
  await expect.poll(() => seen).toEqual(["a word, please"])
})
