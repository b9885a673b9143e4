import { createNetwork, type Network, type Person } from "@simplex-chat/testing"
import type { Bot } from "@simplex-chat/bot"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import supportDeskBot from "./support-desk.ts"

let folder: string
let network: Network
let bot: Bot
let invitation: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "desk-"))
  network = createNetwork()
  invitation = ""
  await start()
})
afterEach(async () => {
  await bot.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The bot, on the database that it had before. */
async function start(): Promise<void> {
  const db = network.openCore({ name: "bot", folder: join(folder, "bot") })
  const stateFile = join(folder, "state.db")
  const made = supportDeskBot({ db, stateFile, logging: "silent" }, (link) => (invitation = link))
  bot = await made.start()
}

async function lead(): Promise<Person> {
  const person = await network.person("lead")
  await person.connectTo(invitation)
  await person.expectMessage(/^Welcome to the desk, lead\. \/on/)
  return person
}

/** A colleague, by a link that the lead gets from the bot. */
async function colleague(name: string, boss: Person): Promise<Person> {
  await boss.say("/invite")
  const link = await boss.expectMessage(/^https:/)
  const person = await network.person(name)
  await person.connectTo(link)
  await person.expectMessage(new RegExp(`^Welcome to the desk, ${name}`))
  return person
}

async function onDuty(person: Person): Promise<Person> {
  await person.say("/on")
  await person.expectMessage("You are on duty.")
  return person
}

async function customer(name: string): Promise<Person> {
  const person = await network.person(name)
  await person.connectTo(bot.address ?? "")
  await person.expectMessage("Welcome! Tell us what you need.")
  return person
}

/** A colleague's chat with the bot. */
async function direct(person: Person): Promise<string> {
  const { contacts } = await person.command("/_contacts 1", "contactsList")
  return `@${contacts[0]?.contactId}`
}

/** What a colleague who gets a ticket hears: its number. */
async function ticketOf(person: Person, name: string, said: string): Promise<number> {
  const text = await person.expectMessage(new RegExp(`^Ticket \\d+: ${name}\\. Join the chat`))
  await person.expectMessage(said)
  return Number(/\d+/.exec(text)?.[0])
}

test("a customer is answered by whoever is on duty, in the customer's own chat", async () => {
  const ann = await onDuty(await lead())
  const eve = await customer("eve")
  await eve.say("My tea is cold")
  await eve.expectMessage("Thank you. lead will be with you shortly.")
  const ticket = await ticketOf(ann, "eve", "My tea is cold")
  await ann.accept("eve")
  await ann.say("A new one is on its way")
  await eve.expectMessage("A new one is on its way")
  // Neither what the colleague says, nor what else the customer says, opens another ticket.
  await eve.say("Thank you!")
  // The chat shows what was said before.
  for (const said of ["Welcome! Tell us what you need.", "My tea is cold", /shortly/, "Thank you!"])
    await ann.expectMessage(said)
  ann.in(await direct(ann))
  await ann.say("/tickets")
  await ann.expectMessage(`${ticket}: eve, lead`)
  await ann.say(`/close ${ticket}`)
  await ann.expectMessage(`Ticket ${ticket} is closed.`)
  await eve.expectMessage("This is done. Write again whenever you like.")
  // The colleague is not in her chat any more.
  await expect
    .poll(async () => (await eve.members()).get("lead")?.memberStatus ?? "removed")
    .toBe("removed")
})

test("two customers go to two colleagues, and a third to whoever has fewer", async () => {
  const ann = await onDuty(await lead())
  const bob = await onDuty(await colleague("bob", ann))
  const [eve, dan, fay] = [await customer("eve"), await customer("dan"), await customer("fay")]
  await Promise.all([eve.say("one"), dan.say("two")])
  const both = await Promise.all([
    ann.expectMessage(/^Ticket \d+: (eve|dan)/),
    bob.expectMessage(/^Ticket \d+: (eve|dan)/),
  ])
  expect(new Set(both.map((text) => /: (\w+)/.exec(text)?.[1]))).toEqual(new Set(["eve", "dan"]))
  await Promise.all([ann, bob].map((person) => person.expectMessage(/^(one|two)$/)))
  await ann.say(`/close ${/\d+/.exec(both[0])?.[0]}`)
  await ann.expectMessage(/is closed/)
  await fay.say("three")
  await ticketOf(ann, "fay", "three")
})

test("a ticket is handed over: to the next, by name, and not to those who are not there", async () => {
  const ann = await onDuty(await lead())
  const bob = await colleague("bob", ann)
  const eve = await customer("eve")
  await eve.say("Help")
  const ticket = await ticketOf(ann, "eve", "Help")
  await ann.say(`/pass ${ticket}`)
  await ann.expectMessage("No colleague is on duty.")
  await ann.say(`/pass ${ticket} zoe`)
  await ann.expectMessage("No colleague is called zoe.")
  await ann.say("/pass 99")
  await ann.expectMessage("There is no open ticket 99.")
  await ann.say(`/pass ${ticket} bob`)
  await ann.expectMessage(`bob has ticket ${ticket} now.`)
  await ticketOf(bob, "eve", "Help")
  await bob.accept("eve")
  await bob.say("Here I am")
  await eve.expectMessage(/shortly/)
  await eve.expectMessage("Here I am")
  expect(network.problems).toEqual([])
})

test("a customer who returns gets a ticket again", async () => {
  const ann = await onDuty(await lead())
  const eve = await customer("eve")
  await eve.say("first")
  const ticket = await ticketOf(ann, "eve", "first")
  await ann.say(`/close ${ticket}`)
  await ann.expectMessage(/is closed/)
  await eve.say("again")
  expect(await ticketOf(ann, "eve", "again")).toBe(ticket)
  // For her it is another invitation: to a group that her phone lists a second time.
  await ann.accept("eve_1")
  await ann.say("Hello again")
  await eve.expectMessage(/shortly/)
  await eve.expectMessage(/done/)
  await eve.expectMessage(/shortly/)
  await eve.expectMessage("Hello again")
})

test("without anyone on duty a ticket waits, and all of it survives restarts", async () => {
  const ann = await lead()
  const eve = await customer("eve")
  await eve.say("Is there anyone?")
  await eve.expectMessage(/^Thank you\. The desk is not staffed now/)
  await bot.stop()
  await start()
  expect(invitation).not.toBe("") // of the first start: there is a lead, so there is no other
  await onDuty(ann)
  const ticket = await ticketOf(ann, "eve", "Is there anyone?")
  await bot.stop()
  await start()
  const dan = await customer("dan")
  await dan.say("And me")
  await ticketOf(ann, "dan", "And me")
  await ann.say("/tickets")
  await ann.expectMessage(new RegExp(`^${ticket}: eve, lead\n\\d+: dan, lead$`))
})

test("who goes off duty, leaves the chat or leaves the desk hands over", async () => {
  const ann = await onDuty(await lead())
  const eve = await customer("eve")
  await eve.say("Help")
  const ticket = await ticketOf(ann, "eve", "Help")
  const bob = await onDuty(await colleague("bob", ann))
  await ann.say("/off")
  await ann.expectMessage("You are off duty. Tickets handed over: 1.")
  await ticketOf(bob, "eve", "Help")
  // Back on duty, she gets it when he leaves the chat.
  await onDuty(ann)
  await bob.accept("eve")
  await bob.leave()
  await ticketOf(ann, "eve", "Help")
  await ann.say(`/pass ${ticket} bob`)
  await ann.expectMessage(/^bob has ticket/)
  // He deletes the bot: his tickets go to others.
  await bob.command(`/_delete ${await direct(bob)} full notify=on`, "contactDeleted")
  await ticketOf(ann, "eve", "Help")
  await ann.expectMessage("bob has left the desk.")
  expect(network.problems).toEqual([])
})

test("only the lead invites, and customers command nothing", async () => {
  const ann = await lead()
  const bob = await colleague("bob", ann)
  await bob.say("/invite")
  await bob.expectMessage("Ask the lead of the desk for a link.")
  const eve = await customer("eve")
  await eve.say("/invite")
  await eve.expectMessage(/^Thank you/)
  await eve.say("/close 1")
  await eve.expectSilence()
  await ann.say("hello?")
  await ann.expectMessage(/^\/on begins your duty/)
  expect(network.problems).toEqual([])
})
