import { open } from "node:fs/promises"

/** How a SQLite database begins that is not encrypted. With a key, SQLCipher encrypts all of it. */
const plainHeader = Buffer.from("SQLite format 3\0", "latin1")

/** What the first bytes of a database say. An empty file is a database without tables. */
export type SqliteFileKind = "plain" | "encrypted" | "empty"

/** @throws {Error} the system's, when the file cannot be read */
export async function sqliteFileKind(file: string): Promise<SqliteFileKind> {
  const handle = await open(file, "r")
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(plainHeader.length), 0)
    if (bytesRead === 0) return "empty"
    return buffer.equals(plainHeader) ? "plain" : "encrypted"
  } finally {
    await handle.close()
  }
}
