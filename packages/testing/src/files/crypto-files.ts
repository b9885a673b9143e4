import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { type CryptoFileArgs, FileError } from "@simplex-chat/core"
import { refusal } from "./refusal.ts"

// Encrypted files. Not the core's cipher, so a file of one cannot be read by the other; but keys and
// nonces look the same, a wrong one is noticed, and errors are the core's.

const keyBytes = 32
const nonceBytes = 24
const tagBytes = 16

/** How much longer an encrypted file is. */
export const encryptionOverhead = tagBytes

/** Whether a key and a nonce have the length that they must have. */
export function isSecret({ fileKey, fileNonce }: CryptoFileArgs): boolean {
  const length = (text: string) => Buffer.from(text, "base64url").length
  return length(fileKey) === keyBytes && length(fileNonce) === nonceBytes
}

/** A new key and nonce. */
export function newCryptoArgs(): CryptoFileArgs {
  return {
    fileKey: base64url(randomBytes(keyBytes)),
    fileNonce: base64url(randomBytes(nonceBytes)),
  }
}

/** @throws {FileError} when the file cannot be written */
export function writeEncrypted(
  path: string,
  data: Uint8Array,
  crypto: CryptoFileArgs = newCryptoArgs(),
): CryptoFileArgs {
  const fileKey = secret("writeFile", path, crypto.fileKey, keyBytes)
  const fileNonce = secret("writeFile", path, crypto.fileNonce, nonceBytes)
  const cipher = createCipheriv("chacha20-poly1305", fileKey, fileNonce.subarray(0, 12), {
    authTagLength: tagBytes,
  })
  cipher.setAAD(fileNonce.subarray(12), { plaintextLength: data.length })
  const encrypted = Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])
  try {
    writeFileSync(path, encrypted)
  } catch (error) {
    throw new FileError("writeFile", path, refusal(path, "withBinaryFile", error))
  }
  return crypto
}

export function readEncrypted(path: string, crypto: CryptoFileArgs): Uint8Array {
  return decrypted("readFile", path, crypto)
}

export function encryptFile(from: string, to: string): CryptoFileArgs {
  return writeEncrypted(to, existing("encryptFile", from))
}

/** @throws {FileError} when a file cannot be read or written, or the key is wrong */
export function decryptFile(from: string, crypto: CryptoFileArgs, to: string): void {
  const data = decrypted("decryptFile", from, crypto)
  try {
    writeFileSync(to, data)
  } catch (error) {
    throw new FileError("decryptFile", to, refusal(to, "withFile", error))
  }
}

function decrypted(operation: string, path: string, crypto: CryptoFileArgs): Uint8Array {
  const key = secret(operation, path, crypto.fileKey, keyBytes)
  const nonce = secret(operation, path, crypto.fileNonce, nonceBytes)
  const bytes = existing(operation, path)
  if (bytes.length < tagBytes) throw new FileError(operation, path, "File IO error: file too short")
  const end = bytes.length - tagBytes
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce.subarray(0, 12), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(nonce.subarray(12), { plaintextLength: end })
  decipher.setAuthTag(bytes.subarray(end))
  try {
    return new Uint8Array(
      Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]),
    )
  } catch {
    throw new FileError(operation, path, "FTCEInvalidAuthTag")
  }
}

function existing(operation: string, path: string): Buffer {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new FileError(operation, path, missing(path, "withFile"))
  }
  return readFileSync(path)
}

function secret(operation: string, path: string, text: string, bytes: number): Buffer {
  const secret = Buffer.from(text, "base64url")
  if (secret.length === bytes) return secret
  const name = bytes === keyBytes ? "SbKey" : "CbNonce"
  throw new FileError(operation, path, `Failed reading: ${name}: invalid length`)
}

const base64url = (bytes: Buffer) =>
  bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_")

/** What the core says of a path that leads nowhere. */
const missing = (path: string, how: string) =>
  `${path}: ${how}: does not exist (No such file or directory)`
