import { expect, onTestFinished, test, vi } from "vitest"
import { world } from "../../test/fixtures/world.ts"
import { Bot, memoryStorage, Owners, type Storage } from "../index.ts"
import { forwardingBot } from "./index.ts"

/** A bot whose handlers run in workers. */
function declared(storage: Storage): Bot {
  const owners = new Owners(storage)
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: { filePrefix: "unused" },
    logging: "silent",
  })
  bot.group({}, owners.pairing())
  bot.onCommand("tea", { description: "Makes tea" }, () => {})
  return bot.group({ when: owners.only }, (group) =>
    group.onCommand("close", { description: "Closes the house" }, () => {}),
  )
}

test("the host of workers gives everybody the menu that their handlers declare, and owners theirs", async () => {
  const { network, folder } = world()
  const storage: Storage = { ...memoryStorage(), isShared: true }
  const start = async () => {
    const core = network.openCore({ name: "bot", folder })
    const host = forwardingBot(declared(storage), core, async () => {})
    onTestFinished(async () => void (await host.stop()))
    return host.start()
  }
  const host = await start()
  const alice = await network.person("alice")
  await alice.connectTo(host.address ?? "")
  const bob = await network.person("bob")
  await bob.connectTo(host.address ?? "")
  const menuOf = async (person: typeof alice) => {
    const { contacts } = await person.command("/_contacts 1", "contactsList")
    return contacts[0]?.profile.preferences?.commands?.map(({ label }) => label)
  }
  expect(await menuOf(alice)).toEqual(["Makes tea", "Help"])
  const contacts = await host.api.apiListContacts(host.user.userId)
  const { contactId } = contacts.find(({ localDisplayName }) => localDisplayName === "alice") ?? {}
  // As a worker stores it when she pairs.
  await storage.set("owners", [{ bot: host.identity, contactId }])
  await host.stop()
  await start()
  await vi.waitFor(
    async () => expect(await menuOf(alice)).toEqual(["Makes tea", "Closes the house", "Help"]),
    { timeout: 60_000 },
  )
  expect(await menuOf(bob)).toEqual(["Makes tea", "Help"])
})

test("the host does not miss handlers for the commands of its menu", async () => {
  const { network, folder } = world()
  const warn = vi.fn<(fields: object, message: string) => void>()
  const silent = () => {}
  const logging = { debug: silent, info: silent, warn, error: silent }
  const bot = new Bot({
    profile: { displayName: "bot" },
    db: { filePrefix: "unused" },
    commands: [{ keyword: "tea", label: "Tea" }],
    logging,
  })
  bot.onCommand("tea", () => {})
  const host = forwardingBot(bot, network.openCore({ name: "bot", folder }), async () => {})
  onTestFinished(async () => void (await host.stop()))
  await host.start()
  expect(warn.mock.calls.map(([, message]) => message).filter((one) => /menu/.test(one))).toEqual(
    [],
  )
})
