import { describe, expect, test } from "vitest"
import { mostCalls, newRequests, RequestReader, RequestWriter } from "./requests.ts"

describe("calls on their way to a thread", () => {
  const bothSides = (startAt = 0) => {
    const requests = newRequests()
    requests.state.fill(startAt, 2, 4) // the cursor, and the number behind the last call
    const reader = new RequestReader(requests)
    const writer = new RequestWriter(requests)
    const give = (...commands: string[]) => {
      writer.begin()
      for (const command of commands) writer.write(7, command, false)
      writer.publish()
    }
    const text = (at: number) => reader.bytes.toString("utf8", at, reader.bytes.indexOf(0, at))
    const take = () => {
      const command = reader.tryTake()?.command
      return command === undefined ? undefined : text(command.at)
    }
    return { reader, writer, give, take }
  }

  test.each([0, 7, 2 ** 31 - 2, -1])(
    "are taken one by one, until the rest is taken back (from %i)",
    (startAt) => {
      const { writer, give, take } = bothSides(startAt)
      give("/one", "/two", "/three", "/four", "/five")
      expect([take(), take()]).toEqual(["/one", "/two"])
      expect(writer.taken).toBe(2)
      expect(writer.takeBack()).toBe(2)
      expect(take()).toBeUndefined()
      give("/next")
      expect([take(), take()]).toEqual(["/next", undefined])
    },
  )

  test("are not there before they are published", () => {
    const { writer, take } = bothSides()
    writer.begin()
    writer.write(7, "/later", false)
    expect(take()).toBeUndefined()
    writer.publish()
    expect(take()).toBe("/later")
  })

  test("carry the controller, whether to announce them, and how many wait behind them", () => {
    const { reader, writer } = bothSides()
    writer.begin()
    writer.write(2 ** 47 + 1, "/ünïcode 😀", true)
    writer.write(8, "", false)
    writer.publish()
    expect(reader.tryTake()).toMatchObject({
      announce: true,
      waiting: 1,
      command: { controller: 2 ** 47 + 1 },
    })
    expect(reader.tryTake()).toMatchObject({
      announce: false,
      waiting: 0,
      command: { controller: 8 },
    })
  })

  test("keep the place of one that is sent as a message", () => {
    const { reader, writer } = bothSides()
    writer.begin()
    writer.write(7, "/before", false)
    const number = writer.leave(false)
    writer.publish()
    reader.tryTake()
    expect(reader.tryTake()).toMatchObject({ number, command: undefined })
  })

  test("are refused when they do not fit, and have all room again in the next batch", () => {
    const { writer } = bothSides()
    for (let batch = 0; batch < 3; batch++) {
      writer.begin()
      expect(writer.write(7, "x".repeat(170_000), false)).toBe(true)
      expect(writer.write(7, "x".repeat(170_000), false)).toBe(false)
      for (let i = 2; i < mostCalls; i++) expect(writer.write(7, `/${i}`, false)).toBe(true)
      writer.publish()
      writer.takeBack()
    }
  })

  test("are taken to the last one before the thread ends", () => {
    const { reader, writer, give } = bothSides()
    give("/last")
    writer.end()
    expect(reader.take()).toBeDefined()
    expect(reader.take()).toBeUndefined()
  })
})
