import { describe, expect, test } from "vitest"
import { RecentMap } from "./recent-map.ts"

const filled = (atMost: number, ...keys: number[]) => {
  const map = new RecentMap<number, string>(atMost)
  for (const key of keys) map.set(key, `value ${key}`)
  return map
}

describe("a RecentMap", () => {
  test("forgets the oldest entry when there are too many", () => {
    const map = filled(2, 1, 2, 3)
    expect([...map.values()]).toEqual(["value 2", "value 3"])
    expect(map.size).toBe(2)
    expect(map.get(1)).toBeUndefined()
  })

  test("takes an entry that is set again for the newest", () => {
    expect([...filled(2, 1, 2, 1, 3).values()]).toEqual(["value 1", "value 3"])
  })

  test("knows its oldest entry, whatever was deleted or set again", () => {
    const map = filled(10, 1, 2, 3)
    expect(map.oldest()).toEqual([1, "value 1"])
    map.set(1, "again")
    expect(map.oldest()).toEqual([2, "value 2"])
    expect(map.delete(2)).toBe(true)
    expect(map.oldest()).toEqual([3, "value 3"])
    map.delete(3)
    expect(map.oldest()).toEqual([1, "again"])
    map.delete(1)
    expect(map.oldest()).toBeUndefined()
    expect(map.delete(1)).toBe(false)
  })

  test("knows its oldest entry after it was empty", () => {
    const map = filled(10, 1)
    map.oldest()
    map.delete(1)
    expect(map.oldest()).toBeUndefined()
    expect(map.set(2, "two").oldest()).toEqual([2, "two"])
    map.clear()
    expect(map.oldest()).toBeUndefined()
    expect(map.set(3, "three").oldest()).toEqual([3, "three"])
  })

  test("forgets the oldest entries up to one that is to stay", () => {
    const map = filled(10, 1, 2, 3, 4)
    map.forgetWhile((value) => value !== "value 3")
    expect([...map.values()]).toEqual(["value 3", "value 4"])
    map.forgetWhile(() => true)
    expect(map.size).toBe(0)
  })

  test("keeps what it is asked to keep, and forgets others for it", () => {
    const map = new RecentMap<number, string>(2, (value) => value === "keep")
    map.set(1, "keep").set(2, "a").set(3, "b")
    expect([...map.values()]).toEqual(["b", "keep"])
    for (let key = 4; key < 10; key++) map.set(key, "keep")
    expect(map.size).toBe(7)
    expect(map.get(3)).toBeUndefined()
  })

  test("agrees with a list, whatever is done to it", () => {
    let seed = 1
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    const map = new RecentMap<number, number>(20)
    let list: [number, number][] = []
    for (let step = 0; step < 20_000; step++) {
      const key = random(40)
      list = list.filter(([other]) => other !== key)
      if (random(3) === 0) map.delete(key)
      else {
        map.set(key, step)
        list = [...list, [key, step] satisfies [number, number]].slice(-20)
      }
      if (random(2) === 0) expect(map.oldest()).toEqual(list[0])
      expect(map.size).toBe(list.length)
    }
    expect([...map.values()]).toEqual(list.map(([, value]) => value))
  })
})
