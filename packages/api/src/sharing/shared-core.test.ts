import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"
import { CallError, ClosedError, InvalidArgumentError, TimeoutError } from "@simplex-chat/core"
import { expect, onTestFinished, test } from "vitest"
import { turn, until } from "../../test/helpers/open-api.ts"
import { ChatApi, CoreInUseError, SharedCore } from "../index.ts"

/** A core with the users 1 to 3, the first one active; it refuses commands that name another one. */
function usersCore(hold: (command: string) => Promise<void> | undefined = () => undefined) {
  let active = 1
  const core: ScriptedCore = new ScriptedCore(async (command) => {
    await turn()
    await hold(command)
    const [, change] = /^\/_user (\d+)/.exec(command) ?? []
    if (Number(change) > 3) return refusal("userUnknown")
    if (change !== undefined) active = Number(change)
    if (command.startsWith("/_create user")) active = 3
    if (command.startsWith("/_start")) return result({ type: "chatStarted" })
    if (/^\/(user$|_user|_create user)/.test(command))
      return result({ type: "activeUser", user: { userId: active } })
    const [, owner] = /^\/_contacts (\d+)/.exec(command) ?? []
    if (owner === undefined) return result({ type: "cmdOk" })
    if (Number(owner) !== active) return refusal("differentActiveUser")
    return result({ type: "contactsList", contacts: [] })
  })
  return core
}

async function share(core: ScriptedCore) {
  const shared = await SharedCore.open(core)
  onTestFinished(() => shared.close())
  return shared
}

const event = (userId: number, text: string) => ({
  type: "contactUpdated",
  user: { userId },
  toContact: { text },
})
const textsOf = (events: readonly string[]) =>
  events.map((text) => (JSON.parse(text) as { result: { toContact?: unknown } }).result.toContact)

test("two clients on one core do not mix", async () => {
  const shared = await share(usersCore())
  const [first, second] = [
    await ChatApi.init(shared.forUser(1)),
    await ChatApi.init(shared.forUser(2)),
  ]
  const apiOf = (i: number) => (i % 2 === 0 ? first : second)
  const commands = Array.from({ length: 40 }, (_, i) => apiOf(i).apiListContacts((i % 2) + 1))
  await expect(Promise.all(commands)).resolves.toHaveLength(40)
})

test("misspelt options are refused as on a core of one's own", async () => {
  const shared = await share(usersCore())
  const core = shared.forUser(1)
  for (const wrong of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
    await expect(core.sendCommand("/u", wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.receive(wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.close(wrong)).rejects.toThrow(InvalidArgumentError)
  }
  expect(await core.sendCommand("/_contacts 1")).toContain('"result"')
})

test("taking turns does not switch for each command, and no user waits for ever", async () => {
  const core = usersCore()
  const shared = await share(core)
  const [first, second] = [shared.forUser(1), shared.forUser(2)]
  await first.sendCommand("/_contacts 1")
  core.commands.length = 0
  const commands = Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0 ? first.sendCommand("/_contacts 1") : second.sendCommand("/_contacts 2"),
  )
  await Promise.all(commands)
  const switches = core.commands.filter((command) => command.startsWith("/_user "))
  expect(switches.length).toBeLessThan(10)
  const firstOfSecond = core.commands.indexOf("/_contacts 2")
  expect(firstOfSecond).toBeLessThan(40)
})

test("events go to the client of their user, those of the core to all of them", async () => {
  const core = usersCore()
  const shared = await share(core)
  const [first, second] = [shared.forUser(1), shared.forUser(2)]
  core.emit(event(1, "a"), event(2, "b"), { type: "hostConnected" }, event(1, "c"))
  expect(textsOf(await first.receive())).toEqual([{ text: "a" }, undefined, { text: "c" }])
  expect(textsOf(await second.receive())).toEqual([{ text: "b" }, undefined])
})

test("events without a client go to the host, and errors of the core to everyone", async () => {
  const core = usersCore()
  const shared = await share(core)
  const first = shared.forUser(1)
  const own = shared.receive()
  core.emit(event(1, "a"), event(9, "z"))
  core.emitRaw('{"error":{"type":"errorAgent"}}', "no JSON")
  expect(textsOf(await own)).toEqual([{ text: "z" }])
  expect(textsOf((await first.receive()).slice(0, 1))).toEqual([{ text: "a" }])
  expect(await shared.receive()).toEqual(['{"error":{"type":"errorAgent"}}', "no JSON"])
})

test("a client far behind has the rest left in the core, and closing it goes on", async () => {
  const core = usersCore()
  const shared = await share(core)
  const [slow, quick] = [shared.forUser(1), shared.forUser(2)]
  for (let i = 0; i < 1000; i++) core.emit(event(1, `${i}`))
  core.emit(event(2, "late"))
  const late = quick.receive()
  let isThere = false
  void late.then(() => (isThere = true))
  await until(() => core.receives === 1000)
  await turn()
  expect(isThere).toBe(false)
  await slow.close()
  expect(textsOf(await late)).toEqual([{ text: "late" }])
})

test("a client whose user is not there yet creates it, and is that user from then on", async () => {
  const core = usersCore()
  const shared = await share(core)
  const api = await ChatApi.init(shared.forUser())
  expect(await api.apiGetActiveUser()).toBeUndefined()
  expect(await api.apiCreateActiveUser({ displayName: "bot", fullName: "" })).toMatchObject({
    userId: 3,
  })
  await shared.forUser(1).sendCommand("/_contacts 1")
  await expect(api.apiListContacts(3)).resolves.toEqual([])
})

test("a user that the core does not know is refused as the core does", async () => {
  const shared = await share(usersCore())
  const api = await ChatApi.init(shared.forUser(9))
  await expect(api.apiListContacts(9)).rejects.toMatchObject({ code: "userUnknown" })
  await expect(shared.forUser(1).sendCommand("/_contacts 1")).resolves.toContain("contactsList")
})

test("closing a client leaves the chat running for the others, and ends its own calls", async () => {
  const core = usersCore((command) => (command === "/_ttl 1" ? new Promise(() => {}) : undefined))
  const shared = await share(core)
  const [first, second] = [shared.forUser(1), shared.forUser(2)]
  const api = await ChatApi.init(second)
  await api.startChat()
  await api.close()
  expect(core.commands).not.toContain("/_stop")
  expect(core.closed).toBe(false)
  await expect(second.sendCommand("/users")).rejects.toThrow(ClosedError)
  const [hanging, reading] = [first.sendCommand("/_ttl 1"), first.receive()]
  const ends = Promise.allSettled([hanging, reading])
  await first.close({ timeoutMs: 0 })
  expect(await ends).toMatchObject([
    { status: "rejected", reason: { name: "ClosedError", started: true } },
    { status: "rejected", reason: { name: "ClosedError", started: false } },
  ])
})

test.each(["/_stop", "/quit"])("a client cannot stop the others with %s", async (command) => {
  const shared = await share(usersCore())
  await expect(shared.forUser(1).sendCommand(command)).rejects.toThrow(CallError)
})

test("a command that gives up in the queue never reaches the core", async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const core = usersCore((command) => (command === "/_contacts 1" ? held : undefined))
  const shared = await share(core)
  const [first, second] = [shared.forUser(1), shared.forUser(2)]
  await second.sendCommand("/_contacts 2")
  const slow = first.sendCommand("/_contacts 1")
  const late = second.sendCommand("/_contacts 2", { timeoutMs: 1 })
  await expect(late).rejects.toMatchObject({ name: TimeoutError.name, started: false })
  const signal = AbortSignal.abort(new Error("enough"))
  await expect(second.sendCommand("/_contacts 2", { signal })).rejects.toThrow("enough")
  release()
  await slow
  await expect(second.sendCommand("/_contacts 2")).resolves.toContain("contactsList")
  expect(core.commands.filter((command) => command === "/_contacts 2")).toHaveLength(2)
})

test("when receiving fails, each client learns it, and may go on", async () => {
  const core = usersCore()
  const shared = await share(core)
  const [first, second] = [shared.forUser(1), shared.forUser(2)]
  const reads = [first.receive(), second.receive()]
  core.failReceive(new Error("broken"))
  for (const outcome of await Promise.allSettled(reads)) expect(outcome.status).toBe("rejected")
  core.emit(event(2, "b"))
  expect(textsOf(await second.receive())).toEqual([{ text: "b" }])
  const last = first.receive()
  await shared.close()
  await expect(last).rejects.toThrow(ClosedError)
})

test("a core that has a client cannot be shared, nor the other way round", async () => {
  const core = usersCore()
  await share(core)
  await expect(ChatApi.init(core)).rejects.toThrow(CoreInUseError)
  await expect(SharedCore.open(core)).rejects.toThrow(CoreInUseError)
})
