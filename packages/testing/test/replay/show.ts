/**
 * Shows how the network differs from recordings, those of this repository or others:
 *
 *     node test/replay/show.ts [NAME | FILE.jsonl]...
 */
import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { parseRecording, readRecording, recordings } from "./recording.ts"
import { bestReplay } from "./replay.ts"

const wanted = process.argv.slice(2)
for (const name of wanted.length === 0 ? recordings() : wanted) {
  const recording = name.endsWith(".jsonl")
    ? parseRecording(basename(name, ".jsonl"), readFileSync(name, "utf8"))
    : readRecording(name)
  const { differences, compared } = await bestReplay(recording)
  console.log(`${name}: ${compared} compared, ${differences.length} differences`)
  for (const { line, what, path, recorded, sent } of differences) {
    console.log(`  ${line} ${what} ${path}: recorded ${recorded}, sent ${sent}`)
  }
}
