import { expect, test } from "vitest"
import { openApi, turn } from "../../test/helpers/open-api.ts"
import { refusal, result } from "@simplex-chat/core/scripted"
import * as CC from "@simplex-chat/types/commands"
import type { ChatApi } from "../index.ts"

/** A core with users, one of them active; commands of another user are refused. */
function usersCore(active: number | undefined) {
  let user = active
  const log: string[] = []
  const script = async (command: string): Promise<string> => {
    await turn()
    log.push(`${user}: ${command}`)
    const [, change] = /^\/_user (\d+)/.exec(command) ?? []
    if (change === "9") return refusal("userUnknown")
    if (change !== undefined) user = Number(change)
    if (command.startsWith("/_create user")) user = 3
    const [, deleted] = /^\/_delete user (\d+)/.exec(command) ?? []
    if (Number(deleted) === user) user = undefined
    if (command === "/user" && user === undefined) return refusal("noActiveUser")
    if (/^\/(_?user|_create user)/.test(command)) {
      return result({ type: "activeUser", user: { userId: user } })
    }
    const [, owner] = /^\/_contacts (\d+)/.exec(command) ?? []
    if (owner === undefined) return result({ type: "cmdOk" })
    if (Number(owner) !== user) return refusal("differentActiveUser")
    return result({ type: "contactsList", contacts: [] })
  }
  return { log, script }
}

test("two users on one core do not mix", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  const [first, second] = [api.forUser(1), api.forUser(2)]
  const commands = Array.from({ length: 40 }, (_, i) =>
    i % 3 === 0 ? second.apiListContacts(2) : first.apiListContacts(1),
  )
  await expect(Promise.all(commands)).resolves.toHaveLength(40)
})

test("commands of one user run side by side, and the user is switched once for all of them", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  const second = api.forUser(2)
  await Promise.all([second.apiListContacts(2), second.apiListContacts(2)])
  expect(log).toEqual(["1: /user", "1: /_user 2", "2: /_contacts 2", "2: /_contacts 2"])
})

test("commands that name no user stay with the user that was active", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2).apiListContacts(2)
  await api.apiListContacts(1)
  expect(log.slice(-2)).toEqual(["2: /_user 1", "1: /_contacts 1"])
})

test.each([
  ["apiGetActiveUser", (api: ChatApi) => api.forUser(2).apiGetActiveUser()],
  ["ShowActiveUser", (api: ChatApi) => api.forUser(2).send(CC.ShowActiveUser, {})],
])(
  "asking for one user with %s does not make that user the default of other commands",
  async (_, ask) => {
    const { script } = usersCore(1)
    const { api } = await openApi(script)
    await ask(api)
    await expect(api.apiListContacts(1)).resolves.toEqual([])
    await Promise.all([ask(api), expect(api.apiListContacts(1)).resolves.toEqual([])])
    expect(await api.apiGetActiveUser()).toMatchObject({ userId: 1 })
  },
)

test("without a second user, nothing else is sent than the commands", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  await Promise.all([api.apiListContacts(1), api.apiListContacts(1)])
  expect(log).toEqual(["1: /_contacts 1", "1: /_contacts 1"])
})

test("changing the active user waits for what runs, and what comes after waits for it", async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const { script } = usersCore(1)
  const { api, core } = await openApi(async (command) => {
    if (command === "/_contacts 1") await held
    return script(command)
  })
  const before = [api.apiListContacts(1), api.apiListContacts(1)]
  const change = api.apiSetActiveUser(2)
  const after = [api.apiListContacts(2), api.apiListContacts(2)]
  await turn()
  expect(core.commands).toEqual(["/_contacts 1", "/_contacts 1"])
  release()
  await expect(Promise.all([...before, change, ...after])).resolves.toHaveLength(5)
})

test("so does changing it as text", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  const before = api.apiListContacts(1)
  const change = api.sendChatCmd("/_user 2")
  const after = api.apiListContacts(2)
  await expect(Promise.all([before, change, after])).resolves.toHaveLength(3)
  await api.forUser(1).apiListContacts(1)
  await expect(api.apiListContacts(2)).resolves.toEqual([])
})

test("a new user is the one of the commands that name none", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2).apiListContacts(2)
  await api.apiCreateActiveUser()
  await api.forUser(2).apiListContacts(2)
  await expect(api.apiListContacts(3)).resolves.toEqual([])
})

test("a database without users serves one that is named", async () => {
  const { script } = usersCore(undefined)
  const { api } = await openApi(script)
  await expect(api.forUser(2).apiListContacts(2)).resolves.toEqual([])
  await expect(api.apiListContacts(2)).resolves.toEqual([])
})

test("after deleting users, the active one is asked for again", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2).apiListContacts(2)
  await api.apiDeleteUser(1, true)
  await expect(api.forUser(1).apiListContacts(1)).resolves.toEqual([])
})

test("a user that there is not fails its own commands only", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  const outcomes = await Promise.allSettled([
    api.forUser(9).apiListContacts(9),
    api.forUser(2).apiListContacts(2),
    api.apiListContacts(1),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"])
})

test("the password of a hidden user goes with the switch", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2, { viewPwd: "hush" }).apiListContacts(2)
  expect(log).toContain('1: /_user 2 "hush"')
})

test("one that gives up while it waits for its turn does not hold up the others", async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const { log, script } = usersCore(1)
  const { api } = await openApi(async (command) => {
    if (command === "/_contacts 1" && log.length === 0) await held
    return script(command)
  })
  const slow = api.apiListContacts(1)
  const waiting = api.forUser(2).apiListContacts(2, { timeoutMs: 5 })
  await expect(waiting).rejects.toMatchObject({ code: "timeout" })
  release()
  await slow
  await expect(api.apiListContacts(1)).resolves.toEqual([])
  expect(log).not.toContain("2: /_contacts 2")
})

test.each<[string, (api: ChatApi) => Promise<unknown>]>([
  ["deletes a third one", (api) => api.forUser(2).apiDeleteUser(3, true)],
  [
    "is answered too late",
    (api) => api.forUser(2).apiDeleteUser(3, true, undefined, { timeoutMs: 1 }),
  ],
])("one user who %s does not become the user of other commands", async (_, change) => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  await change(api).catch(() => {})
  await expect(api.apiListContacts(1)).resolves.toEqual([])
})

test("the selected user is deleted by another one: commands that name none are that one's", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2).apiListContacts(2)
  await api.forUser(2).apiDeleteUser(1, true)
  await expect(api.apiListContacts(2)).resolves.toEqual([])
})

test("a choice that was answered too late counts, if it was made", async () => {
  let isSlow = true
  const { script } = usersCore(1)
  const { api } = await openApi(async (command) => {
    const answer = await script(command)
    if (isSlow && command === "/_user 2") await new Promise((resolve) => setTimeout(resolve, 20))
    return answer
  })
  await expect(api.apiSetActiveUser(2, undefined, { timeoutMs: 5 })).rejects.toThrow("in time")
  isSlow = false
  await api.forUser(1).apiListContacts(1)
  await expect(api.apiListContacts(2)).resolves.toEqual([])
})

test.each<[string, (api: ChatApi) => Promise<unknown>]>([
  ["selected with its password", (api) => api.apiSetActiveUser(2, 'hu"sh')],
  [
    "hidden after it was selected",
    async (api) => {
      await api.apiSetActiveUser(2)
      await api.send(CC.APIHideUser, { userId: 2, viewPwd: 'hu"sh' })
    },
  ],
  [
    "selected as text",
    (api) => api.sendChatCmd(CC.APISetActiveUser.cmdString({ userId: 2, viewPwd: 'hu"sh' })),
  ],
])(
  "a hidden user that was %s is selected again after a command of another one",
  async (_, hide) => {
    const { log, script } = usersCore(1)
    let isHidden = false
    const { api } = await openApi((command) => {
      if (isHidden && command.startsWith("/_user 2") && command !== '/_user 2 "hu\\"sh"')
        return refusal("userUnknown")
      if (command.includes("sh")) isHidden = true
      if (command.startsWith("/_hide"))
        return result({ type: "userPrivacy", user: { userId: 2 }, updatedUser: { userId: 2 } })
      return script(command)
    })
    await hide(api)
    await api.forUser(1).apiListContacts(1)
    await expect(api.apiListContacts(2)).resolves.toEqual([])
    expect(log.at(-1)).toBe("2: /_contacts 2")
  },
)

test("a user that the api is bound to stays the one of commands that name none", async () => {
  const { script } = usersCore(1)
  const { api } = await openApi(script)
  api.bindUser(1)
  await expect(api.apiCreateActiveUser()).resolves.toMatchObject({ userId: 3 })
  await expect(api.apiListContacts(1)).resolves.toEqual([])
  await api.apiSetActiveUser(2)
  await expect(api.apiListContacts(1)).resolves.toEqual([])
  await expect(api.forUser(2).apiListContacts(2)).resolves.toEqual([])
})

test("closing the api leaves the selected user active: the next start is of the same user", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  await api.forUser(2).apiListContacts(2)
  await api.close({ settleMs: 0 })
  expect(log).toContain("2: /_user 1")
  expect(log.at(-1)).toMatch(/^1: /)
})

test("an api that serves one user asks for nothing when it is closed", async () => {
  const { log, script } = usersCore(1)
  const { api } = await openApi(script)
  await api.apiListContacts(1)
  await api.close({ settleMs: 0 })
  expect(log).toEqual(["1: /_contacts 1", "1: /_stop"])
})
