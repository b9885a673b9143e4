import { expect, test } from "vitest"
import { createNetwork, NotSimulatedError } from "../index.ts"

const key = "Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU="
const server = (address: string, more: object = {}) => ({
  server: address,
  preset: false,
  enabled: true,
  deleted: false,
  ...more,
})
const smp = server(`smp://${key}@one.example`)
const xftp = server(`xftp://${key}@one.example`)
const list = (lists: object) =>
  JSON.stringify([{ smpServers: [], xftpServers: [], chatRelays: [], ...lists }])

test("servers are listed as they were set", async () => {
  const alice = await createNetwork().person("alice")
  const set = list({ smpServers: [smp, server(`smp://${key}@two.example`)], xftpServers: [xftp] })
  await alice.command(`/_servers 1 ${set}`, "cmdOk")
  const { userServers } = await alice.command("/_servers 1", "userServers")
  const [own] = userServers.filter(({ operator }) => operator === undefined)
  expect(own?.smpServers.map((one) => one.server)).toEqual([
    `smp://${key}@one.example`,
    `smp://${key}@two.example`,
  ])
  expect(own?.xftpServers).toHaveLength(1)
  expect(await alice.core.sendCommand(`/_servers 2 ${set}`)).toContain("differentActiveUser")
})

test.each([
  ["no servers", {}, ["noServers", "noServers"]],
  [
    "only servers that are switched off",
    { smpServers: [{ ...smp, enabled: false }], xftpServers: [xftp] },
    ["noServers"],
  ],
  [
    "one server twice",
    { smpServers: [smp, smp], xftpServers: [xftp] },
    ["duplicateServer", "duplicateServer"],
  ],
  ["a server of each kind", { smpServers: [smp], xftpServers: [xftp] }, []],
])("%s: what is wrong is said before they are set", async (_, lists, expected) => {
  const alice = await createNetwork().person("alice")
  const { serverErrors, serverWarnings } = await alice.command(
    `/_validate_servers 1 ${list(lists)}`,
    "userServersValidation",
  )
  expect(serverErrors.map(({ type }) => type)).toEqual(expected)
  expect(serverWarnings).toEqual([{ type: "noChatRelays" }])
})

test("the servers of operators are switched off by naming others, and on again", async () => {
  const alice = await createNetwork().person("alice")
  const servers = async () => {
    const { userServers } = await alice.command("/_servers 1", "userServers")
    const ofOperators = userServers.filter(({ operator }) => operator !== undefined)
    const on = ofOperators.flatMap(({ smpServers }) => smpServers.filter(({ enabled }) => enabled))
    return { userServers, on: on.length }
  }
  const before = await servers()
  expect(before.on).toBe(7)
  await alice.command(`/smp smp://${key}@one.example`, "cmdOk")
  expect((await servers()).on).toBe(0)
  await alice.command(`/_servers 1 ${JSON.stringify(before.userServers)}`, "cmdOk")
  expect((await servers()).on).toBe(7)
  const [first, ...others] = before.userServers
  const changed = [{ ...first, operator: { ...first?.operator, enabled: false } }, ...others]
  await expect(
    alice.core.sendCommand(`/_servers 1 ${JSON.stringify(changed)}`),
  ).rejects.toBeInstanceOf(NotSimulatedError)
})
