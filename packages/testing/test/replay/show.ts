/** Shows how a recording differs from what the network does: `node test/replay/show.ts NAME` */
import { readRecording, recordings } from "./recording.ts"
import { replay } from "./replay.ts"

const [wanted, limit = "60"] = process.argv.slice(2)
for (const name of recordings()) {
  if (wanted !== undefined && wanted !== "all" && !name.startsWith(wanted)) continue
  const { differences, compared } = await replay(readRecording(name))
  console.log(`${name}: ${compared} compared, ${differences.length} differences`)
  for (const { line, what, path, recorded, sent } of differences.slice(0, Number(limit))) {
    console.log(`  ${line} ${what} ${path}  was ${recorded} is ${sent}`)
  }
}
