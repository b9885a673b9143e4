import { setTimeout as pause } from "node:timers/promises"
import type { Bot } from "@simplex-chat/bot"
import { lostInCore, sentBeforeKill } from "../../notes/tolerances.ts"
import { expect } from "../../people/expect.ts"
import type { Guest, Stage } from "../../stage/stage.ts"
import { botScenario } from "../scenario.ts"

const echo = (bot: Bot) => {
  bot.onMessage((message) => message.send(`echo ${message.text}`))
}

/** Servers that are down, and restarts in the middle of traffic. */
export const trouble = [
  botScenario(
    "a bot starts with the server down, and catches up",
    { needs: ["servers"] },
    async (stage) => {
      const { world } = stage
      const first = await stage.bot(echo)
      const { chat } = await stage.meet("alice", first)
      await chat.say("before")
      await chat.sees("echo before")
      await first.stop()
      await world.serversDown(true)
      const second = await stage.bot(echo, {
        profile: { displayName: "renamed" },
        welcome: "Welcome!",
      })
      expect((await second.bot.health()).ok, "it runs")
      await world.serversDown(false)
      await stage.until("all is in step", async () => {
        await second.bot.api.apiCreateLink(second.bot.user.userId).catch(() => {})
        return (await second.bot.health()).pending === undefined
      })
      await chat.say("after")
      await chat.sees("echo after")
      const { chat: newcomer } = await stage.meet("bob", second)
      await newcomer.sees("Welcome!")
    },
  ),

  botScenario(
    "a first start without a server has its address later",
    { needs: ["servers"] },
    async (stage) => {
      const { world } = stage
      await world.serversDown(true)
      const robot = await stage.bot(echo)
      expect(robot.bot.address === undefined, "there is no address yet")
      await world.serversDown(false)
      await stage.until("the address is made", async () => {
        await robot.bot.api.apiCreateLink(robot.bot.user.userId).catch(() => {})
        return robot.bot.address !== undefined
      })
      const { chat } = await stage.meet("alice", robot)
      await chat.say("hello")
      await chat.sees("echo hello")
    },
  ),

  botScenario("restarts in the middle of traffic", { tolerates: [lostInCore] }, async (stage) => {
    const { notes } = stage.world
    const robot = await stage.bot(echo)
    const guests = await crowd(stage, robot)
    const said = await talkingWhile(stage, guests, async () => {
      for (let restart = 0; restart < 3; restart++) {
        await pause(2 * stage.world.paceMs)
        await robot.stop()
        await robot.start()
      }
    })
    const missing = await unanswered(stage, guests, said)
    const { api, user } = robot.bot
    const stored = new Set<string>()
    for (const contact of await api.apiListContacts(user.userId)) {
      const { chatItems } = await api.apiGetChat(contact, { type: "last", count: 1000 })
      for (const { meta } of chatItems) stored.add(meta.itemText)
    }
    const unhandled = missing.filter((text) => stored.has(text))
    expect(unhandled.length === 0, `what the core has stored is handled: ${unhandled.join()}`)
    const total = [...said.values()].flat().length
    notes.figure("lost in the core in 3 restarts", `${missing.length} of ${total}`)
    notes.tolerate(lostInCore, missing.length === 0, `none is lost: ${missing.join()}`)
    expect(missing.length <= total / 10, `not more than a tenth is lost: ${missing.length}`)
  }),

  botScenario(
    "kills in the middle of traffic",
    { needs: ["kill"], tolerates: [lostInCore, sentBeforeKill] },
    async (stage) => {
      const { notes } = stage.world
      const robot = await stage.program("echo", { isKilled: true })
      const guests = await crowd(stage, robot)
      const said = await talkingWhile(stage, guests, async () => {
        for (let restart = 0; restart < 2; restart++) {
          await pause(2 * stage.world.paceMs)
          await robot.kill()
          await robot.start()
        }
      })
      const missing = await unanswered(stage, guests, said)
      const total = [...said.values()].flat().length
      notes.figure("lost in the core in 2 kills", `${missing.length} of ${total}`)
      notes.tolerate(lostInCore, missing.length === 0, `none is lost: ${missing.join()}`)
      expect(missing.length <= total / 5, `not more than a fifth is lost: ${missing.length}`)
      for (const { chat } of guests) {
        const answers = chat.texts()
        const twice = answers.filter((answer, i) => answers.indexOf(answer) !== i)
        notes.tolerate(
          sentBeforeKill,
          twice.length <= 2,
          `only what was in flight comes twice: ${twice.join()}`,
        )
      }
    },
  ),
]

async function crowd(stage: Stage, robot: { readonly address: string }): Promise<Guest[]> {
  const guests: Guest[] = []
  for (const name of ["alice", "bob", "carol"]) guests.push(await stage.meet(name, robot))
  return guests
}

/** Everyone talks until `act` is over; resolves to what each has said. */
async function talkingWhile(
  { world: { paceMs } }: Stage,
  guests: readonly Guest[],
  act: () => Promise<void>,
): Promise<Map<Guest, string[]>> {
  const said = new Map<Guest, string[]>(guests.map((guest) => [guest, []]))
  let isOver = false
  const talking = [...said].map(async ([{ person, chat }, texts]) => {
    while (!isOver) {
      const text = `${person.name} ${texts.length}`
      await chat.say(text)
      texts.push(text)
      await pause(paceMs)
    }
  })
  try {
    await act()
  } finally {
    isOver = true
  }
  await Promise.all(talking)
  return said
}

/** What was not answered, once all is quiet. */
async function unanswered(
  stage: Stage,
  guests: readonly Guest[],
  said: ReadonlyMap<Guest, readonly string[]>,
): Promise<string[]> {
  for (const { chat } of guests) {
    await chat.say("the end")
    await chat.sees("echo the end")
  }
  await stage.world.quiet()
  return guests.flatMap((guest) => {
    const answers = new Set(guest.chat.texts())
    return (said.get(guest) ?? []).filter((text) => !answers.has(`echo ${text}`))
  })
}
