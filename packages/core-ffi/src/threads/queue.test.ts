import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { describe, expect, test } from "vitest"
import { Queue, type Queued } from "./queue.ts"

class Item implements Queued {
  queue: object | undefined
  position = 0
  readonly name: number
  constructor(name: number) {
    this.name = name
  }
}

const items = (...names: number[]) => names.map((name) => new Item(name))
const filled = (...added: Item[]) => {
  const queue = new Queue<Item>()
  for (const item of added) queue.push(item)
  return queue
}
const rest = (queue: Queue<Item>) => {
  const names: number[] = []
  for (let item; (item = queue.shift()) !== undefined;) names.push(item.name)
  return names
}

describe("Queue", () => {
  test("returns in order what was not removed", () => {
    const [one, two, three, four, five] = items(1, 2, 3, 4, 5) as [Item, Item, Item, Item, Item]
    const queue = filled(one, two, three, four, five)
    queue.delete(one)
    queue.delete(four)
    expect([...queue]).toEqual([two, three, five])
    expect(queue.size).toBe(3)
    expect(rest(queue)).toEqual([2, 3, 5])
    expect(queue.size).toBe(0)
  })

  test("goes on after it was empty", () => {
    const queue = filled()
    expect(queue.shift()).toBeUndefined()
    for (const item of items(1)) queue.push(item)
    expect(rest(queue)).toEqual([1])
    for (const item of items(2, 3)) queue.push(item)
    expect([...queue].map(({ name }) => name)).toEqual([2, 3])
    expect(queue.shift()?.name).toBe(2)
    expect(queue.size).toBe(1)
  })

  test("keeps the first one when it does not fit", () => {
    const [one, two, three] = items(1, 2, 3) as [Item, Item, Item]
    const queue = filled(one, two)
    expect(queue.shift(({ name }) => name > 1)).toBeUndefined()
    expect(queue.shift(({ name }) => name > 0)).toBe(one)
    queue.shift(({ name }) => name > 5)
    queue.delete(two)
    queue.push(three)
    expect(queue.shift()).toBe(three)
  })

  test("removes only what it has, once, wherever that lies by now", () => {
    const added = items(...Array.from({ length: 100 }, (_, i) => i))
    const [queue, other] = [filled(...added), filled(...items(100, 101))]
    for (let i = 0; i < 70; i++) queue.shift()
    for (const item of added) other.delete(item)
    for (const item of [added[10], added[80], added[80], added[99]])
      if (item !== undefined) queue.delete(item)
    expect(queue.size).toBe(28)
    expect(rest(queue)).toEqual([...added.keys()].filter((i) => i >= 70 && i !== 80 && i !== 99))
    expect(rest(other)).toEqual([100, 101])
    const again = added[80]
    if (again !== undefined) queue.push(again) // what was removed may come again
    expect(rest(queue)).toEqual([80])
  })

  test("keeps nothing alive of what has left it", () => {
    setFlagsFromString("--expose-gc")
    const gc = runInNewContext("gc") as (options?: { type: "minor" }) => void
    const queue = new Queue<Item & { bytes?: number[] }>()
    const round = () => {
      for (let i = 0; i < 100; i++)
        queue.push(Object.assign(new Item(i), { bytes: Array.from({ length: 1_000 }, () => i) }))
      while (queue.shift() !== undefined);
      gc({ type: "minor" })
    }
    for (let i = 0; i < 10; i++) round()
    gc()
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < 60; i++) round() // 48 MB
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(6 << 20)
  })
})
