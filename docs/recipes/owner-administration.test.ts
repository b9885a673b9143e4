import { Owners } from "@simplex-chat/bot"
import { testBot } from "@simplex-chat/bot/testing"
import { expect, test, vi } from "vitest"

const load = vi.spyOn(Owners.prototype, "load")

/** The code that only the operator sees. */
const code = () => (load.mock.contexts.at(-1) as Owners).code

test("who has the code commands the bot, from then on", () =>
  testBot("recipes/owner-administration.ts", async ({ alice, bob }) => {
    await alice.say(`/pair ${code()}`)
    await alice.expectMessage("You own this bot now.")
    await alice.say("/health")
    await alice.expectMessage("All is well.")
    await alice.say("/announce The shop is closed today")
    await alice.expectMessage("The shop is closed today")
    await bob.expectMessage("The shop is closed today")
    await alice.expectMessage("Sent.")
    await alice.say("/help")
    expect(await alice.expectMessage(/./)).toContain("announce")
  }))

test("strangers command nothing, do not learn what there is, and cannot guess the code", () =>
  testBot("recipes/owner-administration.ts", async ({ alice, bob }) => {
    await bob.say("/health")
    await bob.expectMessage("Hello!")
    await bob.say("/announce Buy now")
    await bob.expectMessage("Hello!")
    await bob.say("/pair 000000")
    await bob.expectMessage("This is not the code.")
    await bob.say("/help")
    expect(await bob.expectMessage(/./)).not.toContain("announce")
    await alice.expectSilence()
    // A code is good for one person.
    const first = code()
    await alice.say(`/pair ${first}`)
    await alice.expectMessage("You own this bot now.")
    await bob.say(`/pair ${first}`)
    await bob.expectMessage("This is not the code.")
  }))
