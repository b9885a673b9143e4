/**
 * Pins the digests of the release that packages/core-ffi/src/library/libsimplex.json names.
 *
 *   node src/main.ts           ask the release for the SHA-256 of every archive, and write them
 *   node src/main.ts --check   ask and compare; nothing is written
 *
 * It exits with 1 when an archive has no digest, or when a pinned one differs. An archive that the
 * release does not have is reported, and is none to install from. `SIMPLEX_LIBS_API` names another
 * API than GitHub's.
 */

import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { publishedDigests, release } from "@simplex-chat/core-ffi/release"
import { differences, isBuiltFrom, look, pin } from "./pin.ts"

const file = fileURLToPath(
  new URL("../../../packages/core-ffi/src/library/libsimplex.json", import.meta.url),
)
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } })

if (!(await isBuiltFrom(release, file)))
  throw new Error(
    "libsimplex.json has changed since core-ffi was built: pnpm --filter @simplex-chat/core-ffi build",
  )
// The question that an installation asks where nothing is pinned.
const seen = await look((answer) => publishedDigests(answer, process.env["SIMPLEX_LIBS_API"]))
if (!values.check) await pin(file, seen)
for (const s of seen)
  console.log("sha256" in s ? `${s.sha256}  ${s.archive}` : `${s.archive}: ${s.problem}`)

const problems = values.check
  ? differences(release.digests, seen)
  : seen.flatMap((s) =>
      "problem" in s && s.problem !== "missing" ? [`${s.archive}: is ${s.problem}`] : [],
    )
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
