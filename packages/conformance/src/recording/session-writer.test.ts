import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { parseRecording } from "../../../testing/test/replay/recording.ts"
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

test("file names hold on every system", () => {
  expect(fileNameOf("one's own link: 2 of 3?")).toBe("one-s-own-link-2-of-3")
})
