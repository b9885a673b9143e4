import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { parseRecording } from "../../../testing/test/replay/recording.ts"
import { replay } from "../../../testing/test/replay/replay.ts"
import { check } from "../../../types/test/recordings/complaints.ts"
import { readSession } from "../../../types/test/recordings/sessions.ts"
import { friends } from "../scenarios/friends.ts"
import { MemoryWorld } from "../worlds/memory.ts"
import { fileNameOf, SessionWriter } from "./session-writer.ts"

test("a session is written in the format of the recordings, without paths of the machine", async () => {
  const folder = mkdtempSync(join(tmpdir(), "session-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const world = new MemoryWorld({ session: new SessionWriter(folder, "a first meeting") })
  const [alice, bob] = [await world.person("alice"), await world.person("bob")]
  await bob.open(await alice.address())
  await (await alice.friend("bob")).say("hello")
  await world.close()

  const text = readFileSync(join(folder, "a-first-meeting.jsonl"), "utf8")
  const kinds = new Set(parseRecording("one", text).lines.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(["open", "command", "answer", "event", "close"]))
  expect(text).toContain("/data/alice_files")
  expect(text).not.toContain(tmpdir())
})

test("what is recorded is read by the strict check and by the replay, without a complaint", async () => {
  const folder = mkdtempSync(join(tmpdir(), "session-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const world = new MemoryWorld({ seed: 1, session: new SessionWriter(folder, "a talk") })
  const { toBob, toAlice } = await friends(world)
  await toBob.say("hello bob")
  const seen = await toAlice.sees("hello bob")
  await toAlice.react(seen, "👍")
  await world.quiet()
  await world.close()

  const file = join(folder, "a-talk.jsonl")
  const strict = check(readSession(file))
  expect(strict.complaints).toEqual([])
  expect(strict.frames).toBeGreaterThan(20)
  const replayed = await replay(parseRecording("a-talk", readFileSync(file, "utf8")), 1)
  expect(replayed.compared).toBeGreaterThan(20)
  expect(replayed.differences).toEqual([])
})

test("file names hold on every system", () => {
  expect(fileNameOf("one's own link: 2 of 3?")).toBe("one-s-own-link-2-of-3")
})
