import { readFile, writeFile } from "node:fs/promises"

/** Beside the database: which backup of it is the last one. It is not part of a backup. */
const recordSuffix = "_backup.json"

/** The last backup of a database. */
export interface BackupRecord {
  /** In ISO 8601. */
  readonly createdAt: string
  /** The absolute path of the archive. */
  readonly file: string
}

/** Remembers it for `doctor`. A disk that refuses this has the backup all the same. */
export async function recordBackup(filePrefix: string, record: BackupRecord): Promise<void> {
  const text = `${JSON.stringify(record)}\n`
  await writeFile(filePrefix + recordSuffix, text, { mode: 0o600 }).catch(() => {})
}

/** Undefined when none is known. */
export async function lastBackup(filePrefix: string): Promise<BackupRecord | undefined> {
  try {
    const text = await readFile(filePrefix + recordSuffix, "utf8")
    const { createdAt, file } = JSON.parse(text) as Partial<Record<keyof BackupRecord, unknown>>
    if (typeof createdAt !== "string" || Number.isNaN(Date.parse(createdAt))) return undefined
    return typeof file === "string" ? { createdAt, file } : undefined
  } catch {
    return undefined
  }
}
