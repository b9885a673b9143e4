import { Sessions } from "@simplex-chat/bot"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Child } from "../child.ts"
import { requireHere, type TestServer } from "../servers/unpacked.ts"
import type { ServerStorage } from "../../src/storages/server-storage.ts"
import { storageContract } from "./contract.ts"

export interface StorageOnServer {
  readonly name: "postgres" | "redis"
  readonly missing: string | undefined
  readonly startServer: () => Promise<TestServer>
  readonly open: (options: {
    readonly url: string
    readonly patienceMs?: number
  }) => Promise<ServerStorage>
}

/** What every storage on a server promises, as tests on a real one. */
export function storageOnServer({ name, missing, startServer, open }: StorageOnServer): void {
  const isHere = requireHere(missing)
  let server: TestServer
  beforeAll(async () => {
    if (isHere) server = await startServer()
  })
  afterAll(async () => {
    if (isHere) await server.stop()
  })

  storageContract(`${name}Storage`, () => open({ url: server.url }))

  test("processes that begin at once write side by side, and see what others wrote", async () => {
    const children = Array.from(
      { length: 3 },
      (_, n) => new Child("storages/writing-child.ts", [name, server.url, String(n)]),
    )
    await Promise.all(children.map(({ ended }) => ended))
    expect(children.map((child) => child.said("written"))).toEqual([true, true, true])
    const storage = await open({ url: server.url })
    expect(await storage.keys("child/")).toHaveLength(3 * 50)
    await storage.close()
  })

  test("goes on when the server was restarted, and waits while it is away", async ({ skip }) => {
    if (server.kill === undefined) skip("the server is not ours")
    const storage = await open({ url: server.url })
    await storage.set("restart", "before")
    await server.kill?.()
    const during = Promise.all([storage.get("restart"), storage.set("new", 1), storage.keys("re")])
    await server.start?.()
    expect(await during).toEqual(["before", undefined, ["restart"]])
    expect(await storage.get("new")).toBe(1)
    await storage.close()
  })

  test("rejects when the server stays away, and works again afterwards", async ({ skip }) => {
    if (server.kill === undefined) skip("the server is not ours")
    const storage = await open({ url: server.url, patienceMs: 2_000 })
    await server.kill?.()
    await expect(storage.get("any")).rejects.toThrow(Error)
    await server.start?.()
    await expect.poll(() => storage.get("any").catch(() => "away")).toBe(undefined)
    await storage.close()
  })

  test("rejects once it is closed", async () => {
    const storage = await open({ url: server.url })
    await storage.close()
    await expect(storage.get("any")).rejects.toThrow(Error)
  })

  test("says which server cannot be used and why, without the password", async () => {
    const wrong = new URL(server.url)
    wrong.password = "not-the-secret"
    const nowhere = new URL(server.url)
    nowhere.port = "1"
    for (const url of [wrong, nowhere]) {
      const error = await open({ url: url.href, patienceMs: 50 }).catch((error: unknown) => error)
      expect(error).toMatchObject({ name: "ConfigurationError" })
      expect(String(error)).toContain(url.host)
      expect(String(error)).not.toContain(url.password)
    }
    for (const url of ["", "nothing", "http://localhost", undefined as unknown as string]) {
      await expect(open({ url })).rejects.toThrow(/^url: must be an address such as/)
    }
  })

  test("sessions are those of all processes", async () => {
    const [one, two] = await Promise.all([open({ url: server.url }), open({ url: server.url })])
    const sessions = [one, two].map((storage) => new Sessions({ initial: () => 0, storage }))
    const message = {
      chat: { type: "direct", contact: { contactId: 4 } },
      botIdentity: "b",
    } as never
    await sessions[0]?.update(message, (n) => n + 1)
    expect(await sessions[1]?.update(message, (n) => n + 1)).toBe(2)
    await Promise.all([one.close(), two.close()])
  })
}
