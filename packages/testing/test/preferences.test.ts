import { expect, test } from "vitest"
import { createNetwork } from "../src/index.ts"

async function two() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  const set = async (person: typeof alice, preferences: object) => {
    const text = `/_set prefs @4 ${JSON.stringify(preferences)}`
    const { toContact } = await person.command(text, "contactPrefsUpdated")
    await network.idle()
    return toContact.mergedPreferences
  }
  return { alice, bob, set }
}

// As the core computes it: "always" is an offer that needs no consent, "no" forbids it to the other.
test.each([
  ["always", "always", { forUser: true, forContact: true }],
  ["always", "yes", { forUser: true, forContact: true }],
  ["always", "no", { forUser: false, forContact: true }],
  ["yes", "always", { forUser: true, forContact: true }],
  ["yes", "yes", { forUser: true, forContact: true }],
  ["yes", "no", { forUser: false, forContact: false }],
  ["no", "always", { forUser: true, forContact: false }],
  ["no", "yes", { forUser: false, forContact: false }],
  ["no", "no", { forUser: false, forContact: false }],
])("voice messages, when one allows %s and the other %s", async (own, theirs, enabled) => {
  const { alice, bob, set } = await two()
  await set(bob, { voice: { allow: theirs } })
  // Not "yes" twice: a preference that does not change is no update.
  await set(alice, { voice: { allow: own === "no" ? "yes" : "no" } })
  const { voice } = await set(alice, { voice: { allow: own } })
  expect(voice.enabled).toEqual(enabled)
})

test("a timer is adopted from the other side, but not against a no", async () => {
  const { alice, bob, set } = await two()
  const ttlOf = async (person: typeof alice) => {
    const { contacts } = await person.command("/_contacts 1", "contactsList")
    return contacts[0]?.mergedPreferences.timedMessages.userPreference.preference.ttl
  }
  await set(bob, { timedMessages: { allow: "yes", ttl: 60 } })
  expect(await ttlOf(alice)).toBe(60)

  await set(alice, { timedMessages: { allow: "no" } })
  await set(bob, { timedMessages: { allow: "yes", ttl: 3600 } })
  expect(await ttlOf(alice)).toBeUndefined()

  await set(alice, { timedMessages: { allow: "yes" } })
  await set(bob, { timedMessages: { allow: "no", ttl: 86_400 } })
  expect(await ttlOf(alice)).not.toBe(86_400)
})
