import { LibraryNotFoundError } from "../errors.ts"
import type { Backend } from "../database.ts"
export interface LibraryOptions {
  path?: string
  backend?: Backend
  signal?: AbortSignal | undefined
}
export async function resolveLibrary(o: LibraryOptions): Promise<{ path: string }> {
  if (!o.path) throw new LibraryNotFoundError([])
  return { path: o.path }
}
