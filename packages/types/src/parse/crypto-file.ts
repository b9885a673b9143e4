import type { Read } from "./read.ts"

/** The key and nonce of an encrypted file, in URL-safe Base64; the path follows without a blank. */
const keys = / key=([\w-]+=*)\s nonce=([\w-]+=*)/y

/** Reads the path of a file to the end, and before it how the file is encrypted. */
export function readCryptoFile(text: string, at: number): Read {
  keys.lastIndex = at
  const [all = "", fileKey, fileNonce] = keys.exec(text) ?? []
  const filePath = text.slice(at + all.length)
  const value =
    fileKey === undefined ? { filePath } : { filePath, cryptoArgs: { fileKey, fileNonce } }
  return { value, end: text.length }
}
