// A file as `/_upload` takes it: its path, after the key and the nonce when it is encrypted.

import { fail } from "./syntax-error.ts"
import { rest, word } from "./syntax.ts"
import type { CryptoFile } from "./gen/types/index.ts"

/**
 * Writes a file. Nothing separates the nonce from the path, so the core takes the letters and digits
 * of a relative path for more of the nonce.
 */
export const cryptoFile = (file: CryptoFile, at: string): string => {
  const path = rest(file?.filePath, at)
  const args = file.cryptoArgs
  if (args == null) return path
  if (/^[\w=-]/.test(path)) return fail(at, "an absolute path for an encrypted file")
  return ` key=${base64(args.fileKey, at)}  nonce=${base64(args.fileNonce, at)}${path}`
}

const base64 = (value: string, at: string): string =>
  /^[\w-]+=*$/.test(word(value, at)) ? value : fail(at, "keys and nonces in base64url")
