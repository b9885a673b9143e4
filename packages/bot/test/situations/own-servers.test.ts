import { createNetwork } from "@simplex-chat/testing"
import { expect, test } from "vitest"
import { Bot, ConfigurationError } from "../../src/index.ts"

const key = "Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU="
const servers = {
  smp: [`smp://${key}@smp.example.org`, `smp://${key}@smp2.example.org`],
  xftp: [`xftp://${key}@files.example.org`],
}
const profile = { displayName: "bot" }
const quiet = { logging: "silent", showAddress: false } as const

test("a first start sets the servers, then makes the address there", async () => {
  const network = createNetwork({ server: `smp://${key}@smp.example.org` })
  const commands: string[] = []
  network.observe((frame) => {
    if ("command" in frame) commands.push(frame.command)
  })
  const bot = new Bot({ profile, db: network.openCore({ name: "bot" }), servers, ...quiet })
  await bot.start()
  const user = await bot.api.apiGetActiveUser()
  const address = await bot.api.apiGetUserAddress(user?.userId ?? 0)
  expect(address?.connLinkContact.connFullLink).toContain("smp.example.org")
  const set = commands.findIndex((text) => text.startsWith("/smp "))
  expect(commands[set]).toBe(`/smp ${servers.smp.join(" ")}`)
  expect(commands[set + 1]).toBe(`/xftp ${servers.xftp.join(" ")}`)
  expect(set).toBeLessThan(commands.findIndex((text) => text.startsWith("/_address ")))
  await bot.stop()
})

test("without the option, the servers of the database stay", async () => {
  const network = createNetwork()
  const commands: string[] = []
  network.observe((frame) => {
    if ("command" in frame) commands.push(frame.command)
  })
  const bot = new Bot({ profile, db: network.openCore({ name: "bot" }), ...quiet })
  await bot.start()
  expect(commands.filter((text) => /^\/(smp|xftp)/.test(text))).toEqual([])
  await bot.stop()
})

test.each([
  [{ smp: [] }, "servers.smp"],
  [{ smp: ["smp.example.org"] }, "servers.smp[0]"],
  [{ ftp: [] }, "servers.ftp"],
])("servers that cannot be meant are refused before anything starts: %j", (wrong, option) => {
  const db = createNetwork().openCore()
  const make = () => new Bot({ profile, db, servers: wrong as object, ...quiet })
  expect(make).toThrow(ConfigurationError)
  expect(make).toThrow(option)
})
