import { describe, expect, test, vi } from "vitest"
import { EventQueue } from "./event-queue.ts"

describe("EventQueue", () => {
  const never = undefined

  test("reports when a batch has been taken, by a reader before or after it", async () => {
    const taken = vi.fn<() => void>()
    const queue = new EventQueue(taken)
    queue.push(["a"])
    expect(taken).toHaveBeenCalledTimes(0)
    expect(await queue.read(never)).toEqual(["a"])
    expect(taken).toHaveBeenCalledTimes(1)
    const waiting = queue.read(never)
    queue.push(["b"])
    expect(await waiting).toEqual(["b"])
    expect(taken).toHaveBeenCalledTimes(2)
  })

  test("delivers what had arrived before the end, then fails every read", async () => {
    const queue = new EventQueue(() => {})
    queue.push(["a"])
    queue.end(new Error("over"))
    queue.end(new Error("a later reason"))
    expect(await queue.read(never)).toEqual(["a"])
    await expect(queue.read(never)).rejects.toThrow("over")
    await expect(queue.read(never)).rejects.toThrow("over")
  })

  test("ends the readers that wait", async () => {
    const queue = new EventQueue(() => {})
    const readers = [queue.read(never), queue.read(never)]
    queue.end(new Error("over"))
    for (const reader of readers) await expect(reader).rejects.toThrow("over")
  })

  test("keeps one failure for the next reader, however often it happened", async () => {
    const queue = new EventQueue(() => {})
    queue.fail(new Error("first"))
    queue.fail(new Error("second"))
    queue.push(["a"])
    await expect(queue.read(never)).rejects.toThrow("first")
    expect(await queue.read(never)).toEqual(["a"])
  })

  test("does not hand a batch to a reader that gave up", async () => {
    const queue = new EventQueue(() => {})
    const controller = new AbortController()
    const gone = queue.read(controller.signal)
    const next = queue.read(never)
    controller.abort(new Error("enough"))
    await expect(gone).rejects.toThrow("enough")
    queue.push(["a"])
    expect(await next).toEqual(["a"])
  })
})
