import { refusal, result } from "@simplex-chat/core/scripted"
import { expect, test } from "vitest"
import { openApi, turn, until } from "../../test/helpers/open-api.ts"
import { ConnectError } from "../index.ts"

const link = "https://smp.example/a#bGmfc76NXxoRDgdC_UWx5VJbBHyJ02DmGhrojzpaTGM"
const connLink = { connFullLink: "simplex:/contact#/?v=2-7&smp=full", connShortLink: link }

const contact = (contactId: number, connId: number, connStatus = "ready") => ({
  contactId,
  localDisplayName: `contact ${contactId}`,
  activeConn: { connId, connStatus: { type: connStatus } },
})
const connected = (contactId: number, connId: number) => ({
  type: "contactConnected",
  contact: contact(contactId, connId),
})

/** A core for which a link leads somewhere; each new connection has the next id. */
function connectingCore(plan: object, { onConnect = () => {} } = {}) {
  let pccConnId = 10
  return (command: string): string => {
    if (command === "/user") return result({ type: "activeUser", user: { userId: 1 } })
    if (command.startsWith("/_connect plan")) {
      return result({ type: "connectionPlan", connectionPlan: plan, connLink })
    }
    onConnect()
    const connection = { pccConnId: ++pccConnId }
    if (/^\/_connect 1( incognito=o(n|ff))?$/.test(command)) {
      return result({ type: "invitation", connLinkInvitation: connLink, connection })
    }
    return command.startsWith("/_connect")
      ? result({ type: "sentInvitation", connection })
      : result({ type: "chatStopped" })
  }
}

const address = (contactAddressPlan: object) => ({ type: "contactAddress", contactAddressPlan })
const invitation = (invitationLinkPlan: object) => ({ type: "invitationLink", invitationLinkPlan })

test("connecting to a link gives the contact behind it, even if others connect at the same time", async () => {
  const { api, core } = await openApi(connectingCore(address({ type: "ok" })))
  const wanted = api.connectTo(link)
  await until(() => core.commands.length === 3)
  core.emit(connected(4, 7))
  core.emit(connected(5, 11), connected(6, 12))
  expect(await wanted).toMatchObject({ contactId: 5 })
  expect(core.commands.at(-1)).toBe(`/_connect 1 ${connLink.connFullLink} ${link}`)
})

test("also when it is connected before the answer", async () => {
  let say = () => {}
  const { api, core } = await openApi(
    connectingCore(address({ type: "ok" }), { onConnect: () => say() }),
  )
  say = () => core.emit(connected(5, 11))
  expect(await api.connectTo(link)).toMatchObject({ contactId: 5 })
})

test("several links can be used at once", async () => {
  const { api, core } = await openApi(connectingCore(address({ type: "ok" })))
  const both = [api.connectTo(link), api.connectTo(link)]
  await until(() => core.commands.length === 6)
  core.emit(connected(6, 12))
  core.emit(connected(5, 11))
  expect((await Promise.all(both)).map(({ contactId }) => contactId)).toEqual([5, 6])
})

test.each([
  ["an address", address({ type: "known", contact: contact(4, 7) })],
  ["a one-time link", invitation({ type: "known", contact: contact(4, 7) })],
])("%s of a known contact gives the contact at once", async (_, plan) => {
  const { api, core } = await openApi(connectingCore(plan))
  expect(await api.connectTo(link)).toMatchObject({ contactId: 4 })
  expect(core.commands).toHaveLength(2)
})

test.each([
  ["an address", address({ type: "connectingProhibit", contact: contact(4, 7, "joined") })],
  ["a one-time link", invitation({ type: "connecting", contact_: contact(4, 7, "joined") })],
])("%s that was used just before is waited for, not used again", async (_, plan) => {
  const { api, core } = await openApi(connectingCore(plan))
  const wanted = api.connectTo(link)
  await until(() => core.commands.length === 2)
  await turn()
  core.emit(connected(4, 7))
  expect(await wanted).toMatchObject({ contactId: 4 })
  expect(core.commands).toHaveLength(2)
})

test.each([
  ["groupLink", { type: "groupLink", groupLinkPlan: { type: "ok" } }],
  ["ownLink", address({ type: "ownLink" })],
  ["ownLink", invitation({ type: "ownLink" })],
])("a link to no new contact is refused before anything is sent: %s", async (code, plan) => {
  const { api, core } = await openApi(connectingCore(plan))
  await expect(api.connectTo(link)).rejects.toMatchObject({ name: "ConnectError", code })
  expect(core.commands).toHaveLength(2)
})

test.each([
  ["an address", address, "connectingConfirmReconnect"],
  ["a one-time link", invitation, "connecting"],
])(
  "%s that was used in an earlier run is waited for, and not used again",
  async (_, kind, type) => {
    let plan: object = kind({ type })
    const { api, core } = await openApi((command) => connectingCore(plan)(command))
    const wanted = api.connectTo(link)
    await until(() => core.commands.length === 3)
    core.emit(connected(5, 12))
    await until(() => core.commands.length === 4)
    plan = kind({ type: "known", contact: contact(4, 7) })
    core.emit(connected(4, 7))
    expect(await wanted).toMatchObject({ contactId: 4 })
    expect(core.commands.filter((text) => !text.includes("plan"))).toEqual(["/user"])
    plan = kind({ type })
    await expect(api.connectTo(link, { timeoutMs: 20 })).rejects.toMatchObject({ code: "timeout" })
  },
)

test("a deadline holds for all of it, and closing ends it", async () => {
  const { api } = await openApi(connectingCore(address({ type: "ok" })))
  await expect(api.connectTo(link, { timeoutMs: 20 })).rejects.toMatchObject({ code: "timeout" })
  const waiting = api.connectTo(link)
  await Promise.all([expect(waiting).rejects.toThrow(ConnectError), turn().then(() => api.close())])
})

test("an error of the core comes through", async () => {
  const { api } = await openApi((command) =>
    command === "/user"
      ? result({ type: "activeUser", user: { userId: 1 } })
      : refusal("invalidConnReq"),
  )
  await expect(api.connectTo(link)).rejects.toMatchObject({ code: "invalidConnReq" })
})

test("an invitation gives its link, and the contact that uses it", async () => {
  const { api, core } = await openApi(connectingCore({}))
  const [first, second] = [await api.invite(), await api.invite({ incognito: true })]
  expect(first.link).toBe(link)
  core.emit(connected(4, 12))
  core.emit(connected(5, 11))
  expect(await second.connected()).toMatchObject({ contactId: 4 })
  expect(await first.connected()).toMatchObject({ contactId: 5 })
  // It can be asked for again.
  expect(await first.connected({ timeoutMs: 1 })).toMatchObject({ contactId: 5 })
  expect(core.commands.filter((command) => command.startsWith("/_connect"))).toEqual([
    "/_connect 1",
    "/_connect 1 incognito=on",
  ])
})

test("one client of two users keeps their contacts apart", async () => {
  const { api, core } = await openApi(connectingCore(address({ type: "ok" })))
  const both = [api.connectTo(link), api.forUser(1).connectTo(link)]
  await until(() => core.commands.filter((text) => text.includes("full")).length === 2)
  core.emit(connected(6, 12), connected(5, 11))
  expect((await Promise.all(both)).map(({ contactId }) => contactId)).toEqual(
    expect.arrayContaining([5, 6]),
  )
})

test("requests that wait are listed, those that were accepted are not", async () => {
  const direct = (contact: object) => ({ chatInfo: { type: "direct", contact }, chatItems: [] })
  const chats = [
    direct({ contactId: 4, profile: { displayName: "bob" }, contactRequestId: 1, activeConn: {} }),
    direct({ contactId: 5, profile: { displayName: "carol" }, contactRequestId: 2 }),
    direct({ contactId: 6, profile: { displayName: "dora" }, activeConn: {} }),
    {
      chatInfo: {
        type: "contactRequest",
        contactRequest: { contactRequestId: 3, profile: { displayName: "erin" } },
      },
      chatItems: [],
    },
  ]
  const { api, core } = await openApi((command) =>
    command === "/user"
      ? result({ type: "activeUser", user: { userId: 1 } })
      : result({ type: "apiChats", chats }),
  )
  expect(await api.pendingContactRequests()).toMatchObject([
    { contactRequestId: 2, displayName: "carol" },
    { contactRequestId: 3, displayName: "erin" },
  ])
  expect(core.commands.at(-1)).toMatch(/^\/_get chats 1 pcc=on count=1000000/)
})

test("a one-time link is used once, though it is asked for at once, and again after a deadline", async () => {
  const contacts: object[] = []
  const core = connectingCore(invitation({ type: "ok" }))
  const { api, core: scripted } = await openApi((command) =>
    command === "/_contacts 1" ? result({ type: "contactsList", contacts }) : core(command),
  )
  const early = [api.connectTo(link, { timeoutMs: 20 }), api.connectTo(link, { timeoutMs: 20 })]
  const ends = early.map((one) => expect(one).rejects.toMatchObject({ code: "timeout" }))
  await Promise.all(ends)
  const wanted = api.connectTo(link)
  await until(() => scripted.commands.includes("/_contacts 1"))
  scripted.emit(connected(4, 7), connected(5, 11))
  expect(await wanted).toMatchObject({ contactId: 5 })
  contacts.push(contact(5, 11))
  expect(await api.connectTo(link)).toMatchObject({ contactId: 5 })
  const uses = scripted.commands.filter((command) => command.startsWith("/_connect 1 simplex"))
  expect(uses).toHaveLength(1)
})

test("a one-time link whose use has failed can be used again", async () => {
  const core = connectingCore(invitation({ type: "ok" }))
  let isDown = true
  const { api, core: scripted } = await openApi((command) =>
    isDown && command.startsWith("/_connect 1 simplex") ? refusal("noActiveUser") : core(command),
  )
  await expect(api.connectTo(link)).rejects.toMatchObject({ code: "noActiveUser" })
  isDown = false
  const wanted = api.connectTo(link)
  await until(
    () => scripted.commands.filter((c) => c.startsWith("/_connect 1 simplex")).length === 2,
  )
  scripted.emit(connected(5, 11))
  expect(await wanted).toMatchObject({ contactId: 5 })
})
