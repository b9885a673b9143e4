import type { Person } from "@simplex-chat/testing"
import type { T } from "@simplex-chat/types"
import { beforeEach, describe, expect, test, vi } from "vitest"
import { Bots, type BotsOptions, type GivenToBot } from "../../src/bots/index.ts"
import { testBots } from "../../src/testing/index.ts"
import { Bot, Composer, memoryStorage, Owners, type Storage } from "../../src/index.ts"
import { answering, later, type LivingBot, noNetwork, world } from "../fixtures/world.ts"

beforeEach(() => {
  // Owners show their code there.
  vi.spyOn(process.stderr, "write").mockReturnValue(true)
  vi.spyOn(process.stdout, "write").mockReturnValue(true)
  return () => vi.restoreAllMocks()
})

const tea = { description: "Makes tea" }

/** A bot with a command for everybody, one for owners, and one for groups. */
const teahouse = (owners: Owners) => (bot: Bot) => {
  bot.group({}, owners.pairing())
  bot.onCommand("tea", tea, (message) => message.send("tea"))
  bot.group({ when: owners.only }, (group) => {
    group.onCommand("close", { description: "Closes the house" }, () => {})
  })
  bot.group({ chatType: "group" }, (group) => {
    group.onCommand("table", { description: "Finds a table" }, () => {})
  })
}

const everybody = ["Makes tea", "Help"]
const owner = ["Makes tea", "Closes the house", "Help"]
const inGroups = ["Makes tea", "Finds a table", "Help"]

/** The only chat of a person with others: their group, if they are in one, or that with the bot. */
async function chatOf(person: Person): Promise<T.AChat> {
  const { chats } = await person.command("/_get chats 1 count=10", "apiChats")
  const infos = chats.map(({ chatInfo }) => chatInfo)
  const info =
    infos.find(({ type }) => type === "group") ?? infos.find(({ type }) => type === "direct")
  if (info?.type === "group") return read(person, `#${info.groupInfo.groupId}`)
  if (info?.type === "direct") return read(person, `@${info.contact.contactId}`)
  throw new Error(`${person.name} has no chat`)
}

const read = async (person: Person, ref: string): Promise<T.AChat> =>
  (await person.command(`/_get chat ${ref} count=100`, "apiChat")).chat

/** The menu that the app of a person shows there. */
async function menuOf(person: Person): Promise<string[]> {
  const { chatInfo } = await chatOf(person)
  if (chatInfo.type === "direct")
    return (chatInfo.contact.profile.preferences?.commands ?? []).map(({ label }) => label)
  if (chatInfo.type !== "group") return []
  const { groupPreferences } = chatInfo.groupInfo.groupProfile
  return (groupPreferences?.commands ?? []).map(({ label }) => label)
}

/** The id of a contact of the bot. */
async function idOf(name: string, { bot }: LivingBot): Promise<number> {
  const contacts = await bot.api.apiListContacts(bot.user.userId)
  return contacts.find(({ localDisplayName }) => localDisplayName === name)?.contactId ?? 0
}

const expectMenu = (person: Person, menu: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await menuOf(person)).toEqual(menu), { timeout: 60_000 })

/** What a core is told to change of menus, from here on. */
function changes(network: ReturnType<typeof world>["network"]): string[] {
  const seen: string[] = []
  network.observe((frame) => {
    if (frame.core !== "bot" || !("command" in frame)) return
    if (/^\/(?:_set prefs|_group_profile|_profile)/.test(frame.command)) seen.push(frame.command)
  })
  return seen
}

async function pair(person: Person, owners: Owners): Promise<void> {
  await person.say(`/pair ${owners.code}`)
  await person.expectMessage(/own/)
}

/** A bot, an owner of it, and the storage of its owners. */
async function owned() {
  const made = world()
  const storage = memoryStorage()
  const owners = new Owners(storage)
  const living = await made.live(teahouse(owners))
  const alice = await made.connected("alice", living)
  const bob = await made.connected("bob", living)
  await pair(alice, owners)
  await expectMenu(alice, owner)
  return { ...made, living, storage, owners, alice, bob }
}

const again = (storage: Storage): { owners: Owners; declare: (bot: Bot) => void } => {
  const owners = new Owners(storage)
  return { owners, declare: teahouse(owners) }
}

describe("owners", () => {
  test("see the commands for owners in their app from when they pair, and nobody else does", async () => {
    const { alice, bob, owners, living } = await owned()
    expect(await menuOf(bob)).toEqual(everybody)
    await owners.remove(await idOf("alice", living))
    await expectMenu(alice, everybody)
  })

  test("see no message about it in the chat", async () => {
    const { alice } = await owned()
    const { chatItems } = await chatOf(alice)
    const texts = chatItems.map(({ meta }) => meta.itemText)
    expect(texts.slice(-2)).toEqual([
      expect.stringContaining("/pair"),
      expect.stringMatching(/own/),
    ])
  })

  test("keep what is set for their chat alone, such as how long messages stay", async () => {
    const { live, connected } = world()
    const owners = new Owners()
    const living = await live(teahouse(owners))
    const alice = await connected("alice", living)
    await alice.disappear(3600)
    await pair(alice, owners)
    await expectMenu(alice, owner)
    const [contact] = await living.bot.api.apiListContacts(living.bot.user.userId)
    expect(contact?.userPreferences).toMatchObject({
      timedMessages: { ttl: 3600 },
      commands: [{}, { keyword: "close" }, {}],
    })
  })

  test("are sent nothing at a restart, and the new menu once it is another one", async () => {
    const { network, living, live, storage, alice, bob } = await owned()
    await living.bot.stop()
    const seen = changes(network)
    const second = await live(again(storage).declare)
    await later(async () => (await second.bot.health()).ok)
    await network.idle()
    expect(seen).toEqual([])
    await second.bot.stop()
    const third = again(storage)
    await live((bot) => {
      third.declare(bot)
      bot.group({ when: third.owners.only }, (group) =>
        group.onCommand("open", { description: "Opens", menu: "Open up" }, () => {}),
      )
    })
    await expectMenu(alice, ["Makes tea", "Closes the house", "Open up", "Help"])
    expect(seen.filter((command) => command.startsWith("/_set prefs"))).toHaveLength(1)
    expect(await menuOf(bob)).toEqual(everybody)
  })

  test("who were removed while the bot was down see the menu of everybody after its start", async () => {
    const { living, live, storage, alice } = await owned()
    await living.bot.stop()
    await storage.delete("owners")
    await live(again(storage).declare)
    await expectMenu(alice, everybody)
  })

  test("get a new menu once the server is there again", async () => {
    const { network, living, make, storage, alice } = await owned()
    await living.bot.stop()
    network.faults.serversDown = true
    const second = make((bot) => {
      const { owners, declare } = again(storage)
      declare(bot)
      bot.group({ when: owners.only }, (group) =>
        group.onCommand("open", { description: "Opens the house" }, () => {}),
      )
    })
    answering(second.core, (command) =>
      network.faults.serversDown && command.startsWith("/_set prefs") ? noNetwork : undefined,
    )
    await second.bot.start()
    const pending = async () => (await second.bot.health()).pending ?? []
    await later(async () => (await pending()).includes("menus of contacts"))
    expect(await menuOf(alice)).toEqual(owner)
    network.faults.serversDown = false
    // The core reports that a server is connected.
    await second.bot.api.apiCreateLink(second.bot.user.userId)
    await expectMenu(alice, ["Makes tea", "Closes the house", "Opens the house", "Help"])
    await later(async () => (await pending()).length === 0)
  })

  test("of a bot that shows no menu any more see none", async () => {
    const { living, live, storage, alice, bob } = await owned()
    await living.bot.stop()
    await live(again(storage).declare, { useBotProfile: false })
    await expectMenu(alice, [])
    await expectMenu(bob, [])
  })

  test("keep a menu that the application set itself", async () => {
    const { network, live, connected } = world()
    const owners = new Owners()
    const living = await live((bot) => {
      bot.group({}, owners.pairing())
      bot.onCommand("tea", tea, () => {})
      bot.group({ when: owners.only }, (group) => group.onCommand("close", () => {}))
    })
    const alice = await connected("alice", living)
    const own = { type: "command", keyword: "tea", label: "Alice's tea" } as const
    await living.bot.api.apiSetContactPrefs(await idOf("alice", living), { commands: [own] })
    await pair(alice, owners)
    await network.idle()
    expect(await menuOf(alice)).toEqual(["Alice's tea"])
  })

  test("wait for no other whose app cannot be told", async () => {
    const { living, alice, bob, owners } = await owned()
    const id = await idOf("alice", living)
    const tellsOthers = (command: string) =>
      command.startsWith(`/_set prefs @${id} `) ? noNetwork : undefined
    answering(living.core, tellsOthers)
    await pair(bob, owners)
    await expectMenu(bob, owner)
    await owners.remove(id)
    await later(async () => ((await living.bot.health()).pending ?? []).length > 0)
    await owners.remove(await idOf("bob", living))
    await expectMenu(bob, everybody)
    expect(await menuOf(alice)).toEqual(owner)
  })
})

test("a command for one contact is in the menu of that contact alone", async () => {
  const { live, connected } = world()
  const declare = (bot: Bot) => {
    bot.onCommand("tea", tea, () => {})
    bot.onCommand("usual", { contactId: 4, description: "The usual" }, () => {})
  }
  const first = await live(declare)
  const alice = await connected("alice", first)
  const bob = await connected("bob", first)
  await first.bot.stop()
  await live(declare)
  await expectMenu(alice, ["Makes tea", "The usual", "Help"])
  expect(await menuOf(bob)).toEqual(everybody)
})

test("a branch is in the menu of the chats that it is for", async () => {
  const { live, connected } = world()
  const living = await live((bot) =>
    bot.branch(
      { chatType: "group" },
      (groups) => groups.onCommand("table", { description: "Finds a table" }, () => {}),
      new Composer().onCommand("tea", tea, () => {}),
    ),
  )
  expect(await menuOf(await connected("alice", living))).toEqual(everybody)
})

describe("groups", () => {
  /** A group of the bot, with bob in it. */
  async function groupOf({ bot }: LivingBot, bob: Person): Promise<number> {
    const { api, user } = bot
    const { groupId } = await api.apiNewGroup(user.userId, {
      displayName: "guests",
      fullName: "",
      groupPreferences: { reactions: { enable: "off" } },
    })
    await bob.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
    return groupId
  }

  test("that the bot owns have the menu when it is asked for, and keep what they allow", async () => {
    const { network, live } = world()
    const living = await live(teahouse(new Owners()), { groupMenus: true })
    const bob = await network.person("bob")
    const groupId = await groupOf(living, bob)
    await expectMenu(bob, inGroups)
    const { groupProfile } = await living.bot.api.apiGroupInfo(groupId)
    expect(groupProfile.groupPreferences?.reactions).toEqual({ enable: "off" })
  })

  test("stay as they are when it is not, and have it taken back when it was", async () => {
    const { network, live } = world()
    const first = await live(teahouse(new Owners()))
    const bob = await network.person("bob")
    await groupOf(first, bob)
    await first.bot.stop()
    const seen = changes(network)
    const second = await live(teahouse(new Owners()), { groupMenus: true })
    await expectMenu(bob, inGroups)
    await second.bot.stop()
    expect(seen).toHaveLength(1)
    await (await live(teahouse(new Owners()), { groupMenus: true })).bot.stop()
    expect(seen).toHaveLength(1)
    await live(teahouse(new Owners()))
    await expectMenu(bob, [])
    expect(seen).toHaveLength(2)
  })

  test("keep what an owner makes of it until the next start, whoever joins", async () => {
    const { network, live } = world()
    const living = await live(teahouse(new Owners()), { groupMenus: true })
    const bob = await network.person("bob")
    const groupId = await groupOf(living, bob)
    await expectMenu(bob, inGroups)
    const { api } = living.bot
    const { groupProfile } = await api.apiGroupInfo(groupId)
    await api.apiUpdateGroupProfile(groupId, { ...groupProfile, groupPreferences: {} })
    const carol = await network.person("carol")
    await carol.joinGroup(await api.apiGetGroupLinkStr(groupId))
    await network.idle()
    expect(await menuOf(bob)).toEqual([])
  })

  test("of others are never changed", async () => {
    const { network, live, connected } = world()
    const living = await live(teahouse(new Owners()), { groupMenus: true, joinGroups: true })
    const bob = await connected("bob", living)
    const seen = changes(network)
    await bob.createGroup("bobs")
    await bob.invite("bot", "admin")
    await later(async () => {
      const groups = await living.bot.api.apiListGroups(living.bot.user.userId)
      return groups[0]?.membership.memberStatus === "connected"
    })
    await network.idle()
    expect(seen).toEqual([])
  })

  test("get it when the bot becomes an owner", async () => {
    const { live, connected } = world()
    const living = await live(teahouse(new Owners()), { groupMenus: true, joinGroups: true })
    const bob = await connected("bob", living)
    await bob.createGroup("bobs")
    await bob.command("/_add #1 4 owner", "sentGroupInvitation")
    await expectMenu(bob, inGroups)
  })

  test("with customers have it by themselves", async () => {
    const { live, connected } = world()
    const living = await live(teahouse(new Owners()), { businessAddress: true })
    await expectMenu(await connected("alice", living), inGroups)
  })

  test("with customers have none when it is declined", async () => {
    const { network, live, connected } = world()
    const seen = changes(network)
    const living = await live(teahouse(new Owners()), { businessAddress: true, groupMenus: false })
    const alice = await connected("alice", living)
    await network.idle()
    expect(await menuOf(alice)).toEqual([])
    expect(seen.filter((command) => !command.startsWith("/_profile"))).toEqual([])
  })
})

test("bots of one core have their own menus, and owners", async () => {
  const owners = { first: new Owners(), second: new Owners() }
  const make = (name: "first" | "second") => (given: GivenToBot) => {
    const bot = new Bot({ profile: { displayName: name }, ...given })
    teahouse(owners[name])(bot)
    return bot.onCommand(name, { description: `Is ${name}` }, () => {})
  }
  const makeBots = (given: BotsOptions) => {
    const bots = new Bots(given)
    bots.add("first", make("first"))
    bots.add("second", make("second"))
    return bots
  }
  const patience = { timeoutMs: 60_000 }
  await testBots(
    makeBots,
    async ({ alice, bob }) => {
      await pair(alice, owners.first)
      await alice.expectMenu(["Makes tea", "Closes the house", "Is first", "Help"], patience)
      await bob.expectMenu(["Makes tea", "Is second", "Help"], patience)
      await pair(bob, owners.second)
      await bob.expectMenu(["Makes tea", "Closes the house", "Is second", "Help"], patience)
      expect(await menuOf(alice)).toContain("Is first")
    },
    { people: { alice: "first", bob: "second" } },
  )
})

test("a menu for owners that does not fit into a message is a clear error, and the bot runs on", async () => {
  const { live, connected } = world()
  const owners = new Owners()
  const living = await live((bot) => {
    bot.group({}, owners.pairing())
    bot.onCommand("tea", tea, (message) => message.send("tea"))
    bot.group({ when: owners.only }, (group) => {
      for (let i = 0; i < 20; i++)
        group.onCommand(`many${i}`, { description: "x".repeat(1000) }, () => {})
    })
  })
  const alice = await connected("alice", living)
  await pair(alice, owners)
  await later(() => living.said("error").length > 0)
  const [line] = living.log.lines.filter(({ level }) => level === "error")
  expect(line).toMatchObject({ step: "menus of contacts", error: "ConfigurationError" })
  await alice.say("/tea")
  await alice.expectMessage("tea")
  expect(await menuOf(alice)).toEqual(everybody)
})
