/**
 * Says how two versions of the core differ, from recordings of the same scenarios:
 *
 *     pnpm record:compare OLD_FOLDER NEW_FOLDER
 *
 * Exits with 0 when nothing differs, 1 when something does, 2 on wrong usage.
 */
import { compareFolders } from "./compare.ts"

const [old, now, ...more] = process.argv.slice(2).filter((arg) => arg !== "--")
if (old === undefined || now === undefined || more.length > 0) {
  console.error("usage: pnpm record:compare OLD_FOLDER NEW_FOLDER")
  process.exitCode = 2
} else {
  const changes = compareFolders(old, now)
  for (const { scenario, what, path, old, now, count } of changes) {
    console.log(`${scenario}: ${what} ${path}: ${old} -> ${now}${count > 1 ? ` (${count}x)` : ""}`)
  }
  console.log(`${changes.length} differences`)
  process.exitCode = changes.length > 0 ? 1 : 0
}
