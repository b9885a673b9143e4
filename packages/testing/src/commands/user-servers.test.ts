import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { createNetwork, type Person } from "../index.ts"

const smp = "smp://Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU=@localhost:5223"
const xftp = "xftp://CUZl5-RIAeJC0CxpeWl7b63iC4XwieC8vdp9-Gf3SFg=@localhost:7002"

async function serversOf(person: Person, command = "/_servers 1") {
  return (await person.command(command, "userServers")).userServers
}

const used = (all: readonly T.UserOperatorServers[]) => ({
  smp: all.map(({ smpServers }) => smpServers.filter(({ enabled }) => enabled).length),
  xftp: all.map(({ xftpServers }) => xftpServers.filter(({ enabled }) => enabled).length),
  relays: all.map(({ chatRelays }) => chatRelays.filter(({ enabled }) => enabled).length),
})

test("a new user uses servers of both operators", async () => {
  const alice = await createNetwork().person("alice")
  const all = await serversOf(alice)
  expect(all.map(({ operator }) => operator?.tradeName)).toEqual([
    "SimpleX Chat",
    "Flux",
    undefined,
  ])
  expect(used(all)).toEqual({ smp: [4, 3, 0], xftp: [3, 3, 0], relays: [3, 0, 0] })
})

test("with own servers and relays, those of the operators are not used", async () => {
  const alice = await createNetwork().person("alice")
  await alice.command(`/smp ${smp}`, "cmdOk")
  expect(used(await serversOf(alice))).toMatchObject({ smp: [0, 0, 1], xftp: [3, 3, 0] })
  await alice.command(`/xftp ${xftp}`, "cmdOk")
  await alice.command("/relays name=news https://localhost/r#abc", "cmdOk")
  const all = await serversOf(alice)
  expect(used(all)).toEqual({ smp: [0, 0, 1], xftp: [0, 0, 1], relays: [0, 0, 1] })
  expect(all.at(-1)).toMatchObject({
    smpServers: [{ serverId: 33, server: smp, preset: false }],
    xftpServers: [{ serverId: 34, server: xftp, preset: false }],
    chatRelays: [{ chatRelayId: 4 }],
  })
})

test("one kind of server is listed alone", async () => {
  const alice = await createNetwork().person("alice")
  expect(used(await serversOf(alice, "/smp"))).toMatchObject({ xftp: [0, 0, 0], relays: [0, 0, 0] })
  expect(used(await serversOf(alice, "/relays"))).toMatchObject({ smp: [0, 0, 0] })
})

test("servers are set, and validated before", async () => {
  const alice = await createNetwork().person("alice")
  await alice.command(`/smp ${smp}`, "cmdOk")
  const all = await serversOf(alice)
  const validate = async (list: readonly unknown[]) => {
    const command = `/_validate_servers 1 ${JSON.stringify(list)}`
    return alice.command(command, "userServersValidation")
  }
  expect(await validate(all)).toMatchObject({ serverErrors: [], serverWarnings: [] })
  const own = all.filter(({ operator }) => operator === undefined)
  expect(await validate(own)).toMatchObject({
    serverErrors: [{ type: "noServers", protocol: "xftp" }],
    serverWarnings: [{ type: "noChatRelays" }],
  })
  const none = own.map((one) => ({ ...one, smpServers: [] }))
  await alice.command(`/_servers 1 ${JSON.stringify(none)}`, "cmdOk")
  expect(used(await serversOf(alice)).smp).toEqual([4, 3, 0])
})
