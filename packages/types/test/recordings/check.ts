/**
 * Holds recordings of the core 7.0.0.6 against the declared API, as the tests do:
 *
 *     node test/recordings/check.ts [FILE.jsonl | FILE.jsonl.gz]...
 *
 * Without files it checks the recorded sessions of this package. Every answer and event must have
 * a declared tag, no field too many or too few, and no unknown value; every command that the core
 * read must be read, and be written back so that it reads the same. Exits with 1 when a frame is
 * unexplained.
 */
import { check } from "./complaints.ts"
import { readSession, recordedSessions } from "./sessions.ts"

const files = process.argv.slice(2)
const sessions = files.length === 0 ? recordedSessions() : files.map(readSession)
const total = { frames: 0, clean: 0, explained: 0, commands: 0, complaints: 0 }
for (const session of sessions) {
  const { complaints, ...counts } = check(session)
  console.log(lineOf(session.name, { ...counts, complaints: complaints.length }))
  for (const complaint of complaints) console.log(`  ${complaint}`)
  for (const key of ["frames", "clean", "explained", "commands"] as const) total[key] += counts[key]
  total.complaints += complaints.length
}
console.log(lineOf("total", total))
if (total.complaints > 0) process.exitCode = 1

function lineOf(name: string, counts: typeof total): string {
  return (
    `${name}: ${counts.frames} frames, ${counts.clean} as declared, ` +
    `${counts.explained} of the older version, ${counts.commands} commands, ` +
    `${counts.complaints} unexplained`
  )
}
