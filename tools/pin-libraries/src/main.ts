/**
 * Pins the digests of the release that packages/core-ffi/src/library/libsimplex.json names.
 *
 *   node src/main.ts           download every archive and write its SHA-256 into that file
 *   node src/main.ts --check   download and compare; nothing is written
 *
 * Ends with 1 when an archive could not be fetched, or differs. `SIMPLEX_LIBS_URL` names a mirror.
 */

import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { release } from "@simplex-chat/core-ffi/release"
import { differences, isBuiltFrom, look, pin } from "./pin.ts"

const file = fileURLToPath(
  new URL("../../../packages/core-ffi/src/library/libsimplex.json", import.meta.url),
)
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } })

if (!(await isBuiltFrom(release, file)))
  throw new Error(
    "libsimplex.json has changed since core-ffi was built: pnpm --filter @simplex-chat/core-ffi build",
  )
const seen = await look(process.env["SIMPLEX_LIBS_URL"])
if (!values.check) await pin(file, seen)
for (const s of seen)
  console.log("sha256" in s ? `${s.sha256}  ${s.archive}` : `absent  ${s.archive}: ${s.problem}`)

const problems = values.check
  ? differences(release.digests, seen)
  : seen.flatMap((s) => ("problem" in s ? [`${s.archive}: ${s.problem}`] : []))
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
