import { CommandLineError } from "./command-line-error.ts"

const explanations: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than this process may write",
  EROFS: "cannot be written (EROFS): the file system is read-only",
  EACCES: "cannot be written (EACCES)",
  EPERM: "cannot be written (EPERM)",
  ENOENT: "cannot be written (ENOENT)",
  ENOTDIR: "cannot be written (ENOTDIR)",
  EIO: "the disk reports an error (EIO)",
}

/** The error for what the file system refused, in words; every other error as it is. */
export function asProblem(path: string, error: unknown): unknown {
  const { code = "" } = error as NodeJS.ErrnoException
  const explanation = explanations[code]
  if (explanation === undefined) return error
  return new CommandLineError(`${path}: ${explanation}`, { cause: error })
}
