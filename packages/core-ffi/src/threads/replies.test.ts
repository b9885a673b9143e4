import { describe, expect, test } from "vitest"
import { newReplies, ReplyReader, ReplyWriter } from "./replies.ts"
import { mostCalls } from "./requests.ts"

describe("the replies to a batch", () => {
  const bothSides = () => {
    const replies = newReplies()
    const writer = new ReplyWriter(replies)
    const write = (text: string) => writer.wrote(writer.bytes.write(text, writer.at))
    return { writer, write, reader: new ReplyReader(replies) }
  }

  test("are read as they were written, any number at a time", () => {
    const { write, reader } = bothSides()
    expect(reader.read()).toBeUndefined()
    for (const text of ["", "ünïcode 😀", "three"]) write(text)
    expect([reader.read(), reader.read()]).toEqual(["", "ünïcode 😀"])
    write("more")
    expect([reader.read(), reader.read(), reader.read()]).toEqual(["three", "more", undefined])
  })

  test("keep the place of one that is sent", () => {
    const { writer, write, reader } = bothSides()
    write("before")
    writer.leave()
    write("after")
    expect([reader.read(), reader.read()]).toEqual(["before", undefined])
    reader.skip()
    expect(reader.read()).toBe("after")
  })

  test("have room for those of another batch when all were read", () => {
    const { writer, write, reader } = bothSides()
    const long = "ü".repeat(2_000)
    for (let batch = 0; batch < 3; batch++) {
      reader.reset()
      writer.leave()
      reader.skip()
      for (let i = 1; i < mostCalls; i++) {
        write(`${batch} ${i} ${long}`)
        expect(reader.read()).toBe(`${batch} ${i} ${long}`)
      }
      expect(reader.read()).toBeUndefined()
      expect(writer.at).toBeGreaterThan(writer.bytes.length / 2)
    }
  })

  test("are announced once, until the owner listens again", () => {
    const { writer, write, reader } = bothSides()
    write("one")
    expect([writer.isUntold, writer.isUntold]).toEqual([true, false])
    reader.heard()
    expect(writer.isUntold).toBe(true)
  })
})
