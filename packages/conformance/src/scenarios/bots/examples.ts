import { readFileSync } from "node:fs"
import supportDesk from "../../../../../examples/bots/src/support-desk.ts"
import { expect } from "../../people/expect.ts"
import { botScenario } from "../scenario.ts"

/** The bots in `examples`, as people use them. */
export const examples = [
  botScenario("squaring: numbers are squared, and nothing else", {}, async (stage) => {
    const robot = await stage.program("squaring")
    const { chat } = await stage.meet("alice", robot)
    await chat.sees("Send me a number, and I square it.")
    for (const [said, answer] of [
      ["7", "7 * 7 = 49"],
      ["-1.5", "-1.5 * -1.5 = 2.25"],
      ["seven", "This is not a number."],
      ["/help", "Send me a number, and I square it."],
    ] as const) {
      await chat.say(said)
      await chat.sees(answer)
    }
  }),

  botScenario("survey: one question after the other, until it is stopped", {}, async (stage) => {
    const robot = await stage.program("survey")
    const { chat } = await stage.meet("alice", robot)
    await chat.say("/start")
    await chat.sees("Your name?")
    await chat.say("Ann")
    await chat.sees("How many stars, 1 to 5?")
    await chat.say("6")
    await chat.sees("One of 1, 2, 3, 4, 5, or /start.")
    await chat.say("5")
    await chat.sees("Thank you, Ann!")
    await chat.say("/start")
    await chat.sees("Your name?")
    await chat.say("/cancel")
    await chat.sees("Stopped. /start begins again.")
  }),

  botScenario("file echo: a file comes back as it was", {}, async (stage) => {
    const robot = await stage.program("file echo")
    const { chat } = await stage.meet("alice", robot)
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31 + 7) % 256)
    await chat.sendFile("note.bin", bytes)
    const back = await chat.seesFile()
    expect(back.text === "70000 bytes", "the answer says how large it is")
    const copy = readFileSync(await chat.receive(back))
    expect(Buffer.compare(copy, bytes) === 0, "the bytes are the same")
    await chat.say("hello")
    await chat.sees("Send me a file.")
  }),

  botScenario("moderation: an advert is removed, and who goes on is, too", {}, async (stage) => {
    const robot = await stage.program("moderation")
    const { person: ann, chat } = await stage.meet("ann", robot)
    await chat.say("hello")
    await chat.sees(/^Invite me to a group/)
    const atAnn = await ann.createGroup("neighbours")
    await atAnn.invite("moderator", "admin")
    await atAnn.seesMember("moderator")
    const bob = await stage.person("bob")
    const atBob = await bob.joinGroup(await atAnn.link(), "neighbours")
    await atAnn.seesMember("bob")
    await atBob.seesMember("moderator")
    await stage.world.quiet()
    await atBob.say("buy now!")
    const advert = await atAnn.sees("buy now!")
    await atAnn.seesDeletion(advert)
    await atBob.sees("No advertising here, please.")
    const harmless = await atBob.say("sorry")
    await atBob.edit(harmless, "a limited offer")
    await atAnn.sees("Removed for advertising.")
    await stage.world.quiet()
    const more = await atBob.say("hello?").then(
      () => "sent",
      () => "refused",
    )
    expect(more === "refused", "who was removed cannot write any more")
  }),

  botScenario("support desk: customers reach those on duty", {}, async (stage) => {
    let invitation = ""
    const robot = await stage.made((options) => {
      return supportDesk(options, (link) => (invitation = link))
    })
    await stage.until("the lead is invited", () => invitation !== "")
    const staff = await stage.person("staff")
    const atStaff = await staff.connect(invitation)
    await atStaff.sees(/^Welcome to the desk, staff/)
    await atStaff.say("/on")
    await atStaff.sees("You are on duty.")
    const customer = await stage.person("customer")
    const atDesk = await customer.joinGroup(robot.address, "support")
    await atDesk.sees("Welcome! Tell us what you need.")
    await atDesk.say("It does not work")
    await atDesk.sees("Thank you. staff will be with you shortly.")
    const ticket = await atStaff.sees(/^Ticket \d+: customer\. Join the chat/)
    await atStaff.sees("It does not work")
    await atStaff.say("/invite")
    const link = await atStaff.sees(/^(https|simplex):/)
    const colleague = await stage.person("colleague")
    const atColleague = await colleague.connect(link.text)
    await atColleague.sees(/^Welcome to the desk, colleague/)
    const number = /\d+/.exec(ticket.text)?.[0]
    await atStaff.say(`/pass ${number} colleague`)
    await atStaff.sees(`colleague has ticket ${number} now.`)
    await atColleague.sees("It does not work")
    await atColleague.say(`/close ${number}`)
    await atDesk.sees("This is done. Write again whenever you like.")
    await atColleague.say("/off")
    await atColleague.sees("You are off duty. Tickets handed over: 0.")
  }),
]
