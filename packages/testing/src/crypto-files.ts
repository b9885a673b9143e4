import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { type CryptoFileArgs, FileError } from "@simplex-chat/core-ffi"

// Encrypted files. Not the core's cipher, so a file of one cannot be read by the other; but keys and
// nonces look the same, a wrong one is noticed, and errors are the core's.

const keyBytes = 32
const nonceBytes = 24
const tagBytes = 16

export function writeEncrypted(path: string, data: Uint8Array): CryptoFileArgs {
  const fileKey = randomBytes(keyBytes)
  const fileNonce = randomBytes(nonceBytes)
  const cipher = createCipheriv("chacha20-poly1305", fileKey, fileNonce.subarray(0, 12), {
    authTagLength: tagBytes,
  })
  cipher.setAAD(fileNonce.subarray(12), { plaintextLength: data.length })
  const encrypted = Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, encrypted)
  } catch {
    throw new FileError("writeFile", path, `${path}: withFile: does not exist (No such file or directory)`)
  }
  return { fileKey: base64url(fileKey), fileNonce: base64url(fileNonce) }
}

export function readEncrypted(path: string, crypto: CryptoFileArgs): Uint8Array {
  return decrypted("readFile", path, crypto)
}

export function encryptFile(from: string, to: string): CryptoFileArgs {
  return writeEncrypted(to, existing("encryptFile", from))
}

export function decryptFile(from: string, crypto: CryptoFileArgs, to: string): void {
  const data = decrypted("decryptFile", from, crypto)
  try {
    writeFileSync(to, data)
  } catch {
    throw new FileError("decryptFile", to, `${to}: withFile: does not exist (No such file or directory)`)
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
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]))
  } catch {
    throw new FileError(operation, path, "FTCEInvalidAuthTag")
  }
}

function existing(operation: string, path: string): Buffer {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new FileError(operation, path, "File not found")
  }
  return readFileSync(path)
}

function secret(operation: string, path: string, text: string, bytes: number): Buffer {
  const secret = Buffer.from(text, "base64url")
  if (secret.length === bytes) return secret
  throw new FileError(operation, path, `invalid key or nonce: ${bytes} bytes in base64url are needed`)
}

const base64url = (bytes: Buffer) => bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_")
