import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { expect, test } from "vitest"
import { ChatApi, type Servers } from "./index.ts"

const smp = (host: string) => `smp://Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU=@${host}`
const xftp = "xftp://CUZl5-RIAeJC0CxpeWl7b63iC4XwieC8vdp9-Gf3SFg=@files.example:443"

test("own servers replace the presets, each kind by one command", async () => {
  const core = new ScriptedCore(() => result({ type: "cmdOk" }))
  const api = await ChatApi.init(core)
  await api.setServers({ smp: [smp("one.example"), smp("two.example:5223")], xftp: [xftp] })
  expect(core.commands).toEqual([
    `/smp ${smp("one.example")} ${smp("two.example:5223")}`,
    `/xftp ${xftp}`,
  ])
  await api.setServers({})
  expect(core.commands).toHaveLength(2)
})

test.each<[string, Servers]>([
  ["servers.smp", { smp: [] }],
  ["servers.smp[1]", { smp: [smp("one.example"), "one.example"] }],
  ["servers.smp[0]", { smp: [`${smp("one.example")} ${smp("two.example")}`] }],
  ["servers.smp[0]", { smp: [xftp] }],
  ["servers.xftp[0]", { xftp: ["https://files.example"] }],
])("%s: nothing is sent, and the address is not repeated", async (argument, servers) => {
  const core = new ScriptedCore()
  const api = await ChatApi.init(core)
  const error = await api.setServers(servers).catch((error: unknown) => error)
  expect(error).toMatchObject({ name: "InvalidArgumentError", argument })
  expect(String(error)).not.toContain("example")
  expect(core.commands).toEqual([])
})
