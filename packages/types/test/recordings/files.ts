import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { gunzipSync } from "node:zlib"

/** The recorded sessions of the core 7.0.0.6, which api and testing read as well. */
const folder = new URL("../fixtures/sessions/", import.meta.url)

/** The names of the recorded sessions: `b-direct`, `c-groups`, ... */
export function sessionNames(): string[] {
  return readdirSync(folder).map(nameOf).toSorted()
}

/** The text of a recorded session: a JSON object a line. */
export function sessionText(name: string): string {
  return recordingText(new URL(`${name}.jsonl.gz`, folder))
}

/** The text of any recording, compressed (`.jsonl.gz`) or not (`.jsonl`). */
export function recordingText(file: string | URL): string {
  const bytes = readFileSync(file)
  return String(String(file).endsWith(".gz") ? gunzipSync(bytes) : bytes)
}

/** `b-direct` of `.../b-direct.jsonl.gz`. */
export function nameOf(file: string | URL): string {
  return basename(String(file)).replace(/\.jsonl(\.gz)?$/, "")
}
