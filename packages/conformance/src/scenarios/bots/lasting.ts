import { expect } from "../../people/expect.ts"
import { echo } from "../../programs/echo.ts"
import { botScenario } from "../scenario.ts"
import { lostInCore, sentBeforeKill } from "../../notes/tolerances.ts"

/** What `Bot` promises across restarts and kills. */
export const lasting = [
  botScenario(
    "what came while the bot was down is answered at its next start",
    {},
    async (stage) => {
      const robot = await stage.program("echo")
      const [one, two] = [await stage.meet("alice", robot), await stage.meet("bob", robot)]
      await one.chat.say("before")
      await one.chat.sees("echo before")
      await robot.stop()
      for (const text of ["first", "second"]) await one.chat.say(text)
      await two.chat.say("of bob")
      await robot.start()
      await one.chat.sees("echo second")
      await two.chat.sees("echo of bob")
      await stage.world.quiet()
      const answers = one.chat.texts().join()
      expect(answers === "echo before,echo first,echo second", `once each, in order: ${answers}`)
    },
  ),

  botScenario("a bot that was stopped twice answers nothing again", {}, async (stage) => {
    const robot = await stage.program("echo")
    const { chat } = await stage.meet("alice", robot)
    await chat.say("once")
    await chat.sees("echo once")
    for (let restart = 0; restart < 2; restart++) {
      await robot.stop()
      await robot.start()
    }
    await chat.say("and again")
    await chat.sees("echo and again")
    expect(chat.texts().join() === "echo once,echo and again", "each is answered once")
  }),

  botScenario("a killed bot goes on where it was", { needs: ["kill"] }, async (stage) => {
    const robot = await stage.program("echo", { isKilled: true })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("before")
    await chat.sees("echo before")
    await robot.kill()
    await chat.say("after the kill")
    await robot.start()
    await chat.sees("echo after the kill")
  }),

  botScenario(
    "a bot that is killed in the middle answers what it has, and only what was in flight twice",
    { needs: ["kill"], tolerates: [lostInCore, sentBeforeKill] },
    async (stage) => {
      const { notes } = stage.world
      const robot = await stage.program("echo", { isKilled: true })
      const { chat } = await stage.meet("alice", robot)
      const texts = Array.from({ length: 8 }, (_, i) => `slow ${i}`)
      for (const text of texts) await chat.say(text)
      await chat.sees("echo slow 1")
      await robot.kill()
      await robot.start()
      await chat.say("the end")
      await chat.sees("echo the end")
      await stage.world.quiet()
      const answers = chat.texts()
      const missing = texts.filter((text) => !answers.includes(`echo ${text}`))
      const twice = answers.filter((answer, i) => answers.indexOf(answer) !== i)
      notes.figure("not answered after a kill", `${missing.length} of ${texts.length}`)
      notes.tolerate(lostInCore, missing.length === 0, `all are answered, not ${answers.join()}`)
      notes.tolerate(sentBeforeKill, twice.length <= 1, `one at most comes twice: ${twice.join()}`)
      const first = answers.filter((answer, i) => answers.indexOf(answer) === i)
      const order = [...first].toSorted()
      expect(first.slice(0, -1).join() === order.slice(0, -1).join(), `in order: ${first.join()}`)
    },
  ),

  botScenario("a graceful stop finishes what it has begun", {}, async (stage) => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let begun = () => {}
    const begins = new Promise<void>((resolve) => (begun = resolve))
    const robot = await stage.bot((bot) => {
      bot.onMessage(async (message) => {
        begun()
        await held
        await message.reply("done")
      })
    })
    const { chat } = await stage.meet("alice", robot)
    await chat.say("work")
    await begins
    const stopped = robot.stop()
    release()
    await stopped
    await chat.sees("done")
  }),

  botScenario(
    "a handler that does not end is left after a while, and runs again",
    {},
    async (stage) => {
      let runs = 0
      const robot = await stage.bot(
        (bot) => {
          bot.onMessage((message) => {
            runs++
            return runs === 1 ? new Promise<never>(() => {}) : message.send("now")
          })
        },
        { stopTimeoutMs: 200 },
      )
      const { chat } = await stage.meet("alice", robot)
      await chat.say("work")
      await stage.until("the handler runs", () => runs === 1)
      const stopped = await robot.bot.stop()
      expect(stopped.unfinished === 1, "the stop says that one handler was not done")
      await robot.start()
      await chat.sees("now")
    },
  ),

  botScenario("profile, welcome and menu are what the new version declares", {}, async (stage) => {
    const first = await stage.bot(() => {}, { welcome: "Hello!" })
    const { address } = first
    await stage.meet("alice", first)
    await first.stop()
    const second = await stage.bot(() => {}, {
      profile: { displayName: "robot two", shortDescr: "Does little" },
      welcome: "Welcome!",
      commands: [{ keyword: "help", label: "Help" }],
    })
    expect(second.address === address, "the address stays")
    expect(second.bot.user.profile.displayName === "robot two", "the name is the new one")
    const { chat } = await stage.meet("bob", second)
    await chat.sees("Welcome!")
  }),

  botScenario("servers of one's own are set, and matched at every start", {}, async (stage) => {
    const { world } = stage
    // Where there is a choice of servers, a real bot must be able to work on these.
    const key = "Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU="
    const servers = world.servers ?? {
      smp: [`smp://${key}@smp.example.org`],
      xftp: [`xftp://${key}@xftp.example.org`],
    }
    const wanted = [...(servers.smp ?? []), ...(servers.xftp ?? [])].toSorted()
    const robot = await stage.made(echo, { servers })
    const { chat } = await stage.meet("alice", robot)
    for (let start = 0; start < 2; start++) {
      const { api, user } = robot.bot
      const operators = await api.apiGetUserServers(user.userId)
      const inUse = operators
        .flatMap(({ smpServers, xftpServers }) => [...smpServers, ...xftpServers])
        .filter(({ enabled, deleted, preset }) => enabled && !deleted && !preset)
        .map(({ server }) => server)
        .toSorted()
      expect(inUse.join() === wanted.join(), `they are ${wanted.join()}, not ${inUse.join()}`)
      await robot.stop()
      await robot.start()
    }
    await chat.say("still there?")
    await chat.sees("echo still there?")
  }),
]
