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

/** What the file system refused, in words and with its code; undefined for every other error. */
export function systemProblem(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  const explanation = code === undefined ? undefined : explanations[code]
  return explanation === undefined ? undefined : `${explanation} (${code})`
}
