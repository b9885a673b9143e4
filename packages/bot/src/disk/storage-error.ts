import { BotError } from "../errors.ts"

/**
 * What a bot keeps could not be read or written. What was stored before is still there.
 *
 * - `full`: the disk is full
 * - `readOnly`: the file, or its file system, is read-only
 * - `busy`: another process has the file locked
 * - `damaged`: the file is no database, or a damaged one
 * - `failed`: the disk reports an error; see `cause`
 */
export class StorageError extends BotError {
  override readonly name = "StorageError"
  readonly code: "full" | "readOnly" | "busy" | "damaged" | "failed"
  readonly file: string

  constructor(code: StorageError["code"], file: string, details?: ErrorOptions) {
    super(`${file}: ${problems[code]}`, details)
    this.code = code
    this.file = file
  }
}

const problems: Readonly<Record<StorageError["code"], string>> = {
  full: "the disk is full; make room",
  readOnly: "it cannot be written; check its permissions and those of its folder",
  busy: "another process has it locked",
  damaged: "it is damaged; restore a backup",
  failed: "the disk reports an error",
}

/** SQLite's result codes, whose low byte is the kind of failure. */
const codes: Readonly<Record<number, StorageError["code"]>> = {
  5: "busy",
  8: "readOnly",
  10: "failed",
  11: "damaged",
  13: "full",
  14: "failed",
  26: "damaged",
}

/** The error for what SQLite refused because of the disk; every other error as it is. */
export function asStorageError(file: string, error: unknown): unknown {
  const { errcode } = error as { readonly errcode?: unknown }
  const code = typeof errcode === "number" ? codes[errcode & 0xff] : undefined
  return code === undefined ? error : new StorageError(code, file, { cause: error })
}

/**
 * Has all functions of an object throw a `StorageError` for what SQLite refuses.
 *
 * @throws {StorageError} from its functions
 */
export function withStorageErrors<Store extends object>(file: string, store: Store): Store {
  const wrapped = { ...store } as Record<string, unknown>
  for (const [name, call] of Object.entries(wrapped)) {
    if (typeof call !== "function") continue
    wrapped[name] = (...args: unknown[]): unknown => {
      try {
        return (call as (...args: unknown[]) => unknown)(...args)
      } catch (error) {
        throw asStorageError(file, error)
      }
    }
  }
  return wrapped as Store
}
