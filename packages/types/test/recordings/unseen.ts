/**
 * Lists the commands, answers, events and types that no recording shows, which therefore rest on
 * the reference and the core's source alone:
 *
 *     node test/recordings/unseen.ts [FILE.jsonl | FILE.jsonl.gz]...
 *     node test/recordings/unseen.ts --write
 *
 * Without files it looks through the recorded sessions of this package; `--write` updates
 * `unseen.md`, which a test compares with them.
 */
import { writeFileSync } from "node:fs"
import { schema } from "../../src/gen/schema.ts"
import { unseenIn } from "./seen.ts"
import { readSession, recordedSessions } from "./sessions.ts"
import { unseenPage } from "./unseen-page.ts"

const args = process.argv.slice(2)
const files = args.filter((argument) => argument !== "--write")
const sessions = files.length === 0 ? recordedSessions() : files.map(readSession)
const page = unseenPage(unseenIn(sessions, schema))
if (args.includes("--write")) writeFileSync(new URL("unseen.md", import.meta.url), page)
else console.log(page)
