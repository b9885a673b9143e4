import { describe, expect, it } from "vitest"
import { mostReplies, newReplies, ReplyReader, ReplyWriter } from "./replies.ts"

describe("the replies to a batch", () => {
  const bothSides = () => {
    const replies = newReplies()
    return { writer: new ReplyWriter(replies), reader: new ReplyReader(replies) }
  }

  it("are read as they were written, any number at a time", () => {
    const { writer, reader } = bothSides()
    expect(reader.read()).toBeUndefined()
    for (const text of ["", "ünïcode 😀", "\u0000"]) expect(writer.write(text)).toBe(true)
    expect([reader.read(), reader.read()]).toEqual(["", "ünïcode 😀"])
    expect(writer.write("more")).toBe(true)
    expect([reader.read(), reader.read(), reader.read()]).toEqual(["\u0000", "more", undefined])
  })

  it.each([null, new Uint8Array(3), { failed: "it" }, "x".repeat(600_000)])(
    "keep the place of what must be sent",
    (sent) => {
      const { writer, reader } = bothSides()
      expect([writer.write("before"), writer.write(sent), writer.write("after")]).toEqual([
        true,
        false,
        true,
      ])
      expect([reader.read(), reader.read()]).toEqual(["before", undefined])
      reader.skip()
      expect(reader.read()).toBe("after")
    },
  )

  it("have room for those of another batch when all were read", () => {
    const { writer, reader } = bothSides()
    const long = "ü".repeat(1_300)
    for (let batch = 0; batch < 3; batch++) {
      reader.reset()
      for (let i = 0; i < mostReplies; i++) {
        const text = `${batch} ${i} ${long}`
        if (writer.write(text)) expect(reader.read()).toBe(text)
        else reader.skip()
      }
      expect(reader.read()).toBeUndefined()
    }
  })

  it("are told of once, until the owner listens again", () => {
    const { writer, reader } = bothSides()
    writer.write("one")
    expect([writer.isUntold, writer.isUntold]).toEqual([true, false])
    reader.heard()
    expect(writer.isUntold).toBe(true)
  })
})
