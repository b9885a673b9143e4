/**
 * Holds recordings of the core 6.4.5.1 against the declared API, as the tests do:
 *
 *     node test/recordings/check.ts FILE.jsonl...
 */
import { complaints } from "./complaints.ts"
import { readSession } from "./sessions.ts"

for (const file of process.argv.slice(2)) {
  const session = readSession(file)
  const found = complaints(session)
  console.log(`${session.name}: ${session.frames.length} frames, ${found.length} complaints`)
  for (const complaint of found) console.log(`  ${complaint}`)
  if (found.length > 0) process.exitCode = 1
}
