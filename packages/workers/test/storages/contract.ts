import { ConfigurationError, type Storage } from "@simplex-chat/bot"
import { afterAll, describe, expect, test } from "vitest"

type Opened = Storage & { close?(): unknown }

/**
 * What every storage promises, as tests.
 *
 * @param open opens the storage; all that are opened in one file have the same values
 */
export function storageContract(name: string, open: () => Opened | Promise<Opened>): void {
  describe(`${name} as a storage`, () => {
    // By the first test: where tests are skipped there is nothing to open.
    let opening: Promise<Opened> | undefined
    const opened = () => (opening ??= Promise.resolve(open()))
    afterAll(async () => (await opening)?.close?.())

    const storage = {
      get: async (key: string) => (await opened()).get(key),
      set: async (key: string, value: unknown) => (await opened()).set(key, value),
      delete: async (key: string) => (await opened()).delete(key),
    }
    const keys = async (prefix?: string) =>
      [...((await (await opened()).keys?.(prefix)) ?? [])].toSorted()

    test("has nothing under a key that was not set", async () => {
      expect(await storage.get("contract/none")).toBeUndefined()
      await storage.delete("contract/none")
    })

    test.each([
      ["null", null],
      ["false", false],
      ["zero", 0],
      ["an empty text", ""],
      ["a list", [1, [2], { three: 3 }]],
      ["an object", { count: 1, nested: { text: "x" } }],
      ["letters of all kinds", "żółć 👍🏽 \u2028 ' \" \\ % _ $1 ?"],
      ["characters that databases refuse", "\0 and half a pair: \ud83d"],
    ])("gives back %s", async (_, value) => {
      await storage.set("contract/value", value)
      expect(await storage.get("contract/value")).toEqual(value)
    })

    test("replaces, and deletes", async () => {
      await storage.set("contract/one", 1)
      await storage.set("contract/one", 2)
      expect(await storage.get("contract/one")).toBe(2)
      await storage.delete("contract/one")
      expect(await storage.get("contract/one")).toBeUndefined()
      expect(await keys("contract/one")).toEqual([])
    })

    test("deletes what is set to something that JSON does not have", async () => {
      for (const nothing of [undefined, () => {}, Symbol("x")]) {
        await storage.set("contract/gone", 1)
        await storage.set("contract/gone", nothing)
        expect(await storage.get("contract/gone")).toBeUndefined()
      }
      expect(await keys("contract/gone")).toEqual([])
    })

    test("refuses what cannot be written as JSON, and keeps what it has", async () => {
      await storage.set("contract/kept", 1)
      const circle: Record<string, unknown> = {}
      circle["self"] = circle
      await expect(async () => storage.set("contract/kept", circle)).rejects.toThrow(TypeError)
      expect(await storage.get("contract/kept")).toBe(1)
    })

    test.each([
      ["a NUL", "contract/a\0b"],
      ["half of a pair", "contract/\ud83d"],
      ["no text", 4 as unknown as string],
    ])("refuses a key with %s in it", async (_, key) => {
      await expect(async () => storage.get(key)).rejects.toThrow(ConfigurationError)
      await expect(async () => storage.set(key, 1)).rejects.toThrow(ConfigurationError)
      await expect(async () => storage.set(key, undefined)).rejects.toThrow(ConfigurationError)
      await expect(async () => storage.delete(key)).rejects.toThrow(ConfigurationError)
    })

    test("copies: what is done to a value afterwards changes nothing", async () => {
      const value = { list: [1] }
      await storage.set("contract/copy", value)
      value.list.push(2)
      expect(await storage.get("contract/copy")).toEqual({ list: [1] })
    })

    test("lists keys by their beginning, whatever letters are in it", async () => {
      const odd = ["p/a", "p/a*", "p/a?", "p/[a]", "p/%", "p/_", "p/\\", "p/ä", "P/a", "q/p/a"]
      for (const key of odd) await storage.set(key, 1)
      const inP = odd.filter((key) => key.startsWith("p/")).toSorted()
      expect(await keys("p/")).toEqual(inP)
      for (const key of inP) {
        expect(await keys(key)).toEqual(inP.filter((other) => other.startsWith(key)))
      }
      expect(await keys()).toEqual(expect.arrayContaining(odd))
      for (const key of odd) await storage.delete(key)
      expect(await keys("p/")).toEqual([])
    })

    test("lists thousands of keys", async () => {
      const many = Array.from({ length: 2500 }, (_, n) => `many/${String(n).padStart(5, "0")}`)
      for (let at = 0; at < many.length; at += 250) {
        await Promise.all(many.slice(at, at + 250).map((key) => storage.set(key, at)))
      }
      expect(await keys("many/")).toEqual(many)
      await Promise.all(many.map((key) => storage.delete(key)))
    })

    test("holds large values", async () => {
      const large = { text: "0123456789abcdef".repeat(2 ** 18), list: Array(10_000).fill(null) }
      await storage.set("contract/large", large)
      expect(await storage.get("contract/large")).toEqual(large)
      await storage.delete("contract/large")
    })

    test("takes many calls at once, the last of each key counts", async () => {
      const numbers = Array.from({ length: 200 }, (_, n) => n)
      await Promise.all(numbers.map((n) => storage.set(`contract/at-once/${n % 20}`, n)))
      const values = await Promise.all(
        numbers.slice(0, 20).map((n) => storage.get(`contract/at-once/${n}`)),
      )
      expect(values.map((value) => Number(value) % 20)).toEqual(numbers.slice(0, 20))
    })
  })
}
