/** What Haskell's base library says of the errors of a system (Foreign.C.Error, errnoToIOError). */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied (Permission denied)",
  EDQUOT: "permission denied (Disk quota exceeded)",
  EFBIG: "permission denied (File too large)",
  EISDIR: "inappropriate type (is a directory)",
  ENOENT: "does not exist (No such file or directory)",
  ENOSPC: "resource exhausted (No space left on device)",
  ENOTDIR: "inappropriate type (Not a directory)",
  EROFS: "permission denied (Read-only file system)",
}

/**
 * What the core says of a file that the system refuses to write.
 *
 * @param how the function of the core that fails
 */
export function refusal(path: string, how: string, error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException
  return `${path}: ${how}: ${reasons[code] ?? `failed (${message})`}`
}
