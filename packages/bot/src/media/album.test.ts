import { join } from "node:path"
import { expect, test, vi } from "vitest"
import { later, standStill, world } from "../../test/fixtures/world.ts"
import type { Bot } from "../index.ts"
import { album, type AlbumOptions } from "./index.ts"

const bytes = new Uint8Array(20)

/** A bot that notes each album: who, and the captions. */
function collecting(options: AlbumOptions = { waitMs: 700 }, gate = () => Promise.resolve()) {
  const made = world()
  const albums: string[] = []
  const declare = (bot: Bot) => {
    bot.onMessage(
      { contentType: ["image", "video"] },
      album(async (pictures, { signal }) => {
        await gate()
        if (signal.aborted) return
        albums.push(`${pictures[0].sender.name}: ${pictures.map(({ text }) => text).join(" ")}`)
      }, options),
    )
    bot.onMessage((message) => void albums.push(`text ${message.text}`))
  }
  const picture = (name: string) => join(made.folder, `${name}.png`)
  return { ...made, albums, declare, picture }
}

test("pictures that come together are one, those of two people two, and a text is none of them", async () => {
  const { live, connected, albums, declare, picture } = collecting()
  const made = await live(declare)
  const [alice, bob] = [await connected("alice", made), await connected("bob", made)]
  standStill()
  await alice.sendImage(picture("a1"), bytes, "a1")
  await bob.sendImage(picture("b1"), bytes, "b1")
  await alice.sendVideo(picture("a2"), bytes, 3, { text: "a2" })
  await alice.say("look")
  await bob.sendImage(picture("b2"), bytes, "b2")
  await alice.sendImage(picture("a3"), bytes, "a3")
  await later(() => albums.length === 3)
  expect(albums[0]).toBe("text look")
  expect(new Set(albums)).toEqual(new Set(["text look", "alice: a1 a2 a3", "bob: b1 b2"]))
})

test("pictures that were sent at other times are other albums, even when they are read together", async () => {
  const { live, connected, albums, declare, picture, network } = collecting()
  const made = await live(declare)
  const alice = await connected("alice", made)
  await made.bot.stop()
  await alice.sendImage(picture("a1"), bytes, "a1")
  await alice.sendImage(picture("a2"), bytes, "a2")
  network.clock.advance(60_000)
  await alice.sendImage(picture("later"), bytes, "later")
  await live(declare)
  await later(() => albums.length === 2)
  expect(new Set(albums)).toEqual(new Set(["alice: a1 a2", "alice: later"]))
})

test("an album whose handler was interrupted comes again as a whole", async () => {
  const stuck = Promise.withResolvers<void>()
  let hasBegun = false
  const first = collecting({ waitMs: 300 }, () => {
    hasBegun = true
    return stuck.promise
  })
  const { live, connected, albums, declare, picture, folder, network } = first
  const made = await live(declare, { stopTimeoutMs: 0 })
  const alice = await connected("alice", made)
  standStill()
  for (const name of ["a1", "a2", "a3"]) await alice.sendImage(picture(name), bytes, name)
  await later(() => hasBegun)
  vi.useRealTimers()
  await made.bot.stop()
  stuck.resolve()
  expect(albums).toEqual([])
  expect([folder, network]).toBeDefined()
  await live(declare)
  await later(() => albums.length === 1)
  expect(albums).toEqual(["alice: a1 a2 a3"])
})

test("an album has an end", async () => {
  const { live, connected, albums, declare, picture } = collecting({ waitMs: 700, max: 2 })
  const alice = await connected("alice", await live(declare))
  standStill()
  for (const name of ["a1", "a2", "a3"]) await alice.sendImage(picture(name), bytes, name)
  await later(() => albums.length === 2)
  expect(albums).toEqual(["alice: a1 a2", "alice: a3"])
})

test.each<[() => unknown, RegExp]>([
  [() => album(undefined as never), /^album: takes a function/],
  [() => album(() => {}, { max: 0 }), /^max/],
  [() => album(() => {}, { waitMs: -1 }), /waitMs/],
])("wrong calls say so: %s", (call, problem) => {
  expect(call).toThrow(problem)
})
