import { stat, statfs } from "node:fs/promises"
import { dirname, resolve } from "node:path"

/** What a bot takes on its disk, in bytes. */
export interface DiskUsage {
  /** Both files of the database. */
  readonly database: number
  /** The state file. */
  readonly state: number
  /** Free space on the disk of the database, for the user of the process. */
  readonly free: number
}

/** Below this, a database cannot grow much longer: a migration or a vacuum needs room for a copy. */
export const lowSpaceBytes = 100 * 2 ** 20

export const databaseSuffixes = ["_chat.db", "_agent.db"] as const

/** What SQLite keeps beside a database while it is open, or after its process was killed. */
export const journalSuffixes = ["-wal", "-journal"] as const

/**
 * Asks the file system, which costs a few microseconds.
 *
 * @param filePrefix of the database
 * @param stateFile 0 bytes when it is missing
 * @returns undefined where the file system does not say
 */
export async function diskUsage(
  filePrefix: string,
  stateFile: string,
): Promise<DiskUsage | undefined> {
  try {
    const { bavail, bsize } = await statfs(dirname(resolve(filePrefix)))
    const files = databaseSuffixes.map((suffix) => sizeWithJournal(filePrefix + suffix))
    const [state, ...sizes] = await Promise.all([sizeWithJournal(stateFile), ...files])
    return { database: sizes.reduce((a, b) => a + b, 0), state, free: bavail * bsize }
  } catch {
    return undefined
  }
}

async function sizeWithJournal(file: string): Promise<number> {
  const sizes = await Promise.all(["", ...journalSuffixes].map((suffix) => sizeOf(file + suffix)))
  return sizes.reduce((a, b) => a + b, 0)
}

/** 0 when there is no such file. */
export const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** `12.3 MB`, in powers of ten, as operating systems show sizes. */
export function inUnits(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"]
  let [value, at] = [bytes, 0]
  while (value >= 1000 && at < units.length - 1) [value, at] = [value / 1000, at + 1]
  return `${at === 0 ? value : value.toFixed(1)} ${units[at]}`
}
