import { expect, test } from "vitest"
import { createNetwork } from "../index.ts"

const command = (label: string) => ({ type: "command", keyword: "tea", label })

/** A bot with a menu, and alice, who is connected to it. */
async function teahouse() {
  const network = createNetwork()
  const bot = await network.person("bot")
  const preferences = { commands: [command("Tea")] }
  const profile = { displayName: "bot", fullName: "", peerType: "bot", preferences }
  await bot.command(`/_profile 1 ${JSON.stringify(profile)}`, "userProfileUpdated")
  const alice = await network.person("alice")
  await alice.connectTo(bot)
  return { network, bot, alice }
}

test("a person expects the menu of a bot, and one that is for them alone", async () => {
  const { network, bot, alice } = await teahouse()
  const bob = await network.person("bob")
  await bob.connectTo(bot)
  await alice.expectMenu(["Tea"])
  const { contacts } = await bot.command("/_contacts 1", "contactsList")
  const { contactId } = contacts.find(({ localDisplayName }) => localDisplayName === "alice")!
  const own = { commands: [command("Tea"), command("Close")] }
  await bot.command(`/_set prefs @${contactId} ${JSON.stringify(own)}`, "contactPrefsUpdated")
  await alice.expectMenu(["Tea", "Close"])
  await expect(bob.expectMenu(["Tea"])).resolves.toBeUndefined()
})

test("a person expects the menu of a group", async () => {
  const { network } = await teahouse()
  const carol = await network.person("carol")
  await carol.createGroup("club")
  await carol.expectMenu([])
  const groupPreferences = { commands: [command("Tea")] }
  const profile = JSON.stringify({ displayName: "club", fullName: "", groupPreferences })
  await carol.command(`/_group_profile #1 ${profile}`, "groupUpdated")
  await expect(carol.expectMenu(["Tea"])).resolves.toBeUndefined()
})

test("another menu is an error that says which", async () => {
  const { alice } = await teahouse()
  await expect(alice.expectMenu(["Coffee"], { timeoutMs: 1 })).rejects.toThrow(
    'alice expected the menu "Coffee", and got "Tea"',
  )
  await expect(alice.expectMenu("Tea" as never)).rejects.toThrow("labels: must be a list of texts")
})
