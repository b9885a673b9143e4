import { Owners } from "@simplex-chat/bot"
import { testBot } from "@simplex-chat/bot/testing"
import { expect, test, vi } from "vitest"

const load = vi.spyOn(Owners.prototype, "load")

test("an owner brings staff, who are sent the customers while they are on duty", () =>
  testBot(
    "recipes/support-desk.ts",
    async ({ owner, bob, alice, carol, bot, network }) => {
      // The address is for customers: the owner, too, comes by a link.
      const { link } = await bot.api.invite()
      await owner.connectTo(link)
      await owner.say(`/pair ${(load.mock.contexts.at(-1) as Owners).code}`)
      await owner.expectMessage("You own this bot now.")
      await owner.say("/invite")
      await bob.connectTo(await owner.expectMessage(/^https:/))
      await bob.say("/invite")
      await bob.say("/on")
      await bob.expectMessage("You are on duty.")

      await alice.connectTo(bot.address ?? "")
      await alice.expectMessage("Welcome! What can we do for you?")
      await alice.say("My tea is cold")
      await bob.expectMessage("alice writes: My tea is cold")
      await alice.expectMessage("Thank you. A colleague will be with you shortly.")
      await bob.accept("alice")
      await bob.say("A new one is on its way")
      await alice.expectMessage("A new one is on its way")
      // Only the first message of a customer is a case.
      await alice.say("Thank you")
      await owner.expectSilence()

      const { contacts } = await bob.command("/_contacts 1", "contactsList")
      await bob.in(`@${contacts[0]?.contactId}`).say("/off")
      // Before that, he has seen what was said in the chat.
      for (const seen of [/^Welcome/, "My tea is cold", /^Thank you\./, "Thank you", /off duty/])
        await bob.expectMessage(seen)
      await carol.connectTo(bot.address ?? "")
      await carol.say("Hello?")
      await carol.expectMessage(/^Welcome/)
      await carol.expectMessage(/^Thank you/)
      await bob.expectSilence()
      expect(network.problems).toEqual([])
    },
    { connect: false, people: ["owner", "bob", "alice", "carol"] },
  ))
