import { InstallError } from "../errors.ts"

const explanations: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than this process may write",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOTDIR: "a part of the path is not a folder",
  ENOENT: "the folder cannot be made",
  EIO: "the disk reported an error",
  EMFILE: "too many files are open",
}

const remedy =
  "Make room or choose another place with XDG_CACHE_HOME (LOCALAPPDATA on Windows) or `cacheFolder`, or unpack the archive by hand and set SIMPLEX_LIBS_DIR"

/** The error for what the file system refused; every other error as it is. */
export function asInstallError(folder: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  const explanation = code === undefined ? undefined : explanations[code]
  if (explanation === undefined) return error
  return new InstallError(folder, `${explanation} (${code}). ${remedy}`, { cause: error })
}
