import {
  createNetwork,
  type Network,
  type NetworkOptions,
  type Person,
} from "@simplex-chat/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { Bot, BotError, ConfigurationError, type SentMessage } from "../index.ts"
import { ChannelError, ChannelHandlers, type ChannelOptions, openChannel } from "./index.ts"

const on = { enable: "on" } as const
const preferences = { history: on, reactions: on, support: on, comments: on }

async function startBot(network: Network, handlers = new ChannelHandlers(), folder?: string) {
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: network.openCore({
      name: "bot",
      ...(folder !== undefined && { folder: join(folder, "core") }),
    }),
    logging: "silent",
    stateFile: folder === undefined ? ":memory:" : join(folder, "state.db"),
  })
  bot.group({}, handlers)
  onTestFinished(async () => void (await bot.stop()))
  await bot.start()
  return bot
}

async function channelOptions(network: Network): Promise<ChannelOptions> {
  const relays = [{ name: "relay", address: await network.relay() }]
  return { displayName: "news", preferences, relays }
}

/** A bot with a channel, and people who have subscribed. */
async function channelWith(
  names: readonly string[],
  { handlers, network: options }: { handlers?: ChannelHandlers; network?: NetworkOptions } = {},
) {
  const network = createNetwork(options)
  const bot = await startBot(network, handlers)
  const channel = await openChannel(bot, await channelOptions(network))
  const people: Person[] = []
  for (const name of names) {
    const person = await network.person(name)
    await person.joinGroup(await channel.link())
    people.push(person)
  }
  await network.idle()
  return { network, bot, channel, people }
}

/** What is in the channel for a person: who says it, and the text. */
async function postsOf(person: Person): Promise<string[]> {
  const { chat } = await person.command("/_get chat #1 count=50", "apiChat")
  return chat.chatItems
    .filter(({ content }) => content.type === "rcvMsgContent")
    .map(({ chatDir, meta }) => `${chatDir.type} ${meta.itemDeleted?.type ?? meta.itemText}`)
}

test("posts come from the channel, are edited and deleted, and subscribers are counted", async () => {
  const { channel, network, people } = await channelWith(["alice", "bob"])
  const [alice] = people as [Person]
  expect(await channel.subscribers()).toBe(2)
  expect(await channel.relays()).toMatchObject([{ name: "relay", status: "active" }])
  const first = await channel.post("first")
  const second = await channel.post("second", { quoting: first })
  await network.idle()
  expect(await postsOf(alice)).toEqual(["channelRcv first", "channelRcv second"])
  await channel.edit(second, "second, edited")
  await channel.delete(first)
  await network.idle()
  expect(await postsOf(alice)).toEqual(["channelRcv deleted", "channelRcv second, edited"])
})

test("a long post is split, and deleted with all its parts", async () => {
  const { channel, network, people } = await channelWith(["alice"])
  const [alice] = people as [Person]
  const post: SentMessage = await channel.post("word ".repeat(7000))
  await network.idle()
  expect(post.items.length).toBeGreaterThan(1)
  expect(await postsOf(alice)).toHaveLength(post.items.length)
  await channel.delete(post)
  await network.idle()
  expect(new Set(await postsOf(alice))).toEqual(new Set(["channelRcv deleted"]))
})

test("what is removed from the history stays with those who have it", async () => {
  const { channel, network, people } = await channelWith(["alice"])
  const [alice] = people as [Person]
  const post = await channel.post("dropped")
  await channel.post("kept")
  await network.idle()
  await channel.removeFromHistory(post)
  const late = await network.person("late")
  await late.joinGroup(await channel.link())
  await network.idle()
  expect(await postsOf(alice)).toEqual(["channelRcv dropped", "channelRcv kept"])
  expect(await postsOf(late)).toEqual(["channelRcv kept"])
})

test("reactions of subscribers are counted, and the bot reacts too", async () => {
  const { channel, network, people } = await channelWith(["alice", "bob"])
  const post = await channel.post("like it?")
  await network.idle()
  for (const person of people) await person.react("👍")
  expect(await channel.react(post, "🚀")).toBe(true)
  await network.idle()
  const counts = await channel.reactions(post)
  expect(counts.map(({ reaction, totalReacted }) => [reaction, totalReacted])).toEqual([
    [{ type: "emoji", emoji: "👍" }, 2],
    [{ type: "emoji", emoji: "🚀" }, 1],
  ])
  expect(await channel.unreact(post, "🚀")).toBe(true)
  expect(await channel.reactions(post)).toHaveLength(1)
})

test("subscribing and leaving are handled, by two at once", async () => {
  const seen: string[] = []
  const handlers = new ChannelHandlers()
    .onSubscribed(({ member, subscribers }) => {
      seen.push(`+${member.localDisplayName} ${subscribers}`)
    })
    .onUnsubscribed(({ member, subscribers }) => {
      seen.push(`-${member.localDisplayName} ${subscribers}`)
    })
  const { channel, network } = await channelWith([], { handlers })
  const link = await channel.link()
  const [alice, bob] = await Promise.all([network.person("alice"), network.person("bob")])
  await Promise.all([alice.joinGroup(link), bob.joinGroup(link)])
  await network.idle()
  await expect
    .poll(() => seen.toSorted().map((line) => line.slice(0, -2)))
    .toEqual(["+alice", "+bob"])
  await alice.leave()
  await expect.poll(() => seen.at(-1)).toBe("-alice 1")
  expect(await channel.subscribers()).toBe(1)
})

test("comments come from those who may write; posts and support chats are no comments", async () => {
  const comments: string[] = []
  const handlers = new ChannelHandlers().onComment(async (comment) => {
    comments.push(`${comment.sender.name} on ${comment.quoted?.content.text}: ${comment.text}`)
    await comment.reply("Thank you.")
  })
  const { bot, channel, network, people } = await channelWith(["alice", "bob"], { handlers })
  const [alice, bob] = people as [Person, Person]
  await channel.post("a post")
  await network.idle()
  await expect(alice.reply("may I?")).rejects.toThrow("groupUserRole")
  const members = await bot.api.apiListMembers(channel.id)
  const idOf = (name: string) =>
    members.find(({ localDisplayName }) => localDisplayName === name)?.groupMemberId ?? 0
  await channel.letWrite(idOf("alice"))
  await network.idle()
  await alice.reply("well said")
  await bob.command("/_send #1(_support) text a question", "newChatItems")
  await network.idle()
  await expect.poll(() => comments).toEqual(["alice on a post: well said"])
  await expect.poll(() => postsOf(bob)).toContain("groupRcv Thank you.")
  await channel.letWrite(idOf("alice"), false)
  await network.idle()
  await expect(alice.say("again")).rejects.toThrow("groupUserRole")
  await expect(channel.letWrite(idOf("relay"))).rejects.toThrow("is a relay")
  await expect(channel.letWrite(999)).rejects.toThrow("has no member 999")
})

test("files go with a post, with a caption", async () => {
  const folder = await mkdtemp(join(tmpdir(), "channel-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { channel, network, people } = await channelWith(["alice"])
  const [alice] = people as [Person]
  const { writeFile } = await import("node:fs/promises")
  const file = join(folder, "report.txt")
  await writeFile(file, "numbers")
  const post = await channel.post("The report", { file })
  await network.idle()
  expect(post.items[0]?.chatItem.file?.fileName).toBe("report.txt")
  expect(await postsOf(alice)).toEqual(["channelRcv The report"])
  await expect(channel.post("x", { file: "" })).rejects.toThrow(ConfigurationError)
})

test("after a restart it is the same channel, whose posts are changed by their ids", async () => {
  const folder = await mkdtemp(join(tmpdir(), "channel-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const network = createNetwork()
  const options = await channelOptions(network)
  const first = await startBot(network, undefined, folder)
  const channel = await openChannel(first, options)
  const alice = await network.person("alice")
  await alice.joinGroup(await channel.link())
  const { id } = await channel.post("before")
  await network.idle()
  await first.stop()
  const second = await startBot(network, undefined, folder)
  const again = await openChannel(second, options)
  expect(again.id).toBe(channel.id)
  await again.edit(id, "after")
  await again.post("more")
  await network.idle()
  expect(await postsOf(alice)).toEqual(["channelRcv after", "channelRcv more"])
})

test("two calls at once open one channel, and relays of before stay", async () => {
  const network = createNetwork()
  const bot = await startBot(network)
  const options = await channelOptions(network)
  const [one, other] = await Promise.all([openChannel(bot, options), openChannel(bot, options)])
  expect(one.id).toBe(other.id)
  const second = await network.person("second", { userChatRelay: true })
  const relays = [{ name: "second", address: await second.address() }]
  const more = await openChannel(bot, { ...options, displayName: "more", relays })
  expect(await more.relays()).toMatchObject([{ name: "second", status: "active" }])
  expect(await one.relays()).toMatchObject([{ name: "relay", status: "active" }])
})

test("a channel without a relay that answers is not made, and says which", async () => {
  const network = createNetwork()
  const bot = await startBot(network)
  const gone = await network.person("gone", { userChatRelay: true })
  const relays = [{ name: "gone", address: await gone.address() }]
  await gone.command("/_delete_address 1", "userContactLinkDeleted")
  const failed = openChannel(bot, { displayName: "news", relays })
  await expect(failed).rejects.toMatchObject({
    name: ChannelError.name,
    relays: { gone: "errorAgent" },
  })
  await expect(openChannel(bot, { displayName: "news", relays: [] })).rejects.toThrow(
    "relays: must",
  )
  await expect(openChannel(bot, { displayName: " " })).rejects.toThrow(ConfigurationError)
})

test("what is no channel is refused", async () => {
  const network = createNetwork()
  const bot = await startBot(network)
  const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
    displayName: "plain",
    fullName: "",
  })
  await expect(bot.channel(groupId).post("hi")).rejects.toThrow("this group is no channel")
  await expect(bot.channel(99).post("hi")).rejects.toMatchObject({ code: "groupNotFound" })
  for (const id of [0, -1, 1.5, Number.NaN, "7" as unknown as number])
    expect(() => bot.channel(id)).toThrow(ConfigurationError)
  const early = new Bot({ profile: { displayName: "early" }, db: network.openCore() })
  await expect(early.channel(1).post("hi")).rejects.toThrow(BotError)
})
