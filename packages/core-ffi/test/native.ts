/** What the native tests share: the stub, and databases in a folder that goes away. */

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe } from "vitest"
import { openCore, type Core, type OpenOptions, type SqliteDatabase } from "../src/index.ts"
import { buildStub, type StubStats } from "../src/stub/index.ts"

const built = buildStub()

/** The path of the stub; tests that use it belong into `describeNative`. */
export const stub: string = built ?? "(no C compiler)"

/** Like `describe`; skipped where there is no C compiler, which under CI is an error. */
export const describeNative: typeof describe.skip = built === undefined ? describe.skip : describe

/** A folder that is removed after the tests of this file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "core-ffi-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function openStub(
  filePrefix: string,
  options: OpenOptions & Omit<SqliteDatabase, "filePrefix"> = {},
): Promise<Core> {
  const { encryptionKey, confirmMigrations, ...rest } = options
  const database = { filePrefix, encryptionKey, confirmMigrations }
  return openCore(database, { library: { path: stub }, ...rest })
}

export async function stats(core: Core): Promise<StubStats> {
  return JSON.parse(await core.sendCommand("/stub stats")) as StubStats
}
