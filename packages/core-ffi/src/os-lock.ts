import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs"
import { hostname } from "node:os"
import type { LockHolder } from "./errors.ts"
import { findKoffi, loadKoffi, type Koffi } from "./native/koffi.ts"

/** A lock that is held until `release`, or until the process ends, however it ends. */
export interface OsLock {
  release(): void
}

/** Another process holds the lock. */
export interface Held {
  readonly holder: LockHolder | undefined
}

/**
 * Takes the lock of a file, which is created, or returns its holder; never waits.
 *
 * The operating system keeps the lock and drops it with its process, so that a stale one cannot
 * exist. A file with a process id in it could not tell: every container has a process 1. The file
 * itself stays, since removing it would let two processes lock two files of one name.
 *
 * @throws {Error} the system's, when the file cannot be made, or its file system has no locks
 */
export function tryLock(file: string): OsLock | Held {
  const koffi = loadKoffi(findKoffi())
  return process.platform === "win32" ? lockOnWindows(koffi, file) : lockOnPosix(koffi, file)
}

function lockOnPosix(koffi: Koffi, file: string): OsLock | Held {
  const fd = openSync(file, "a+") // closed in child processes: Node opens with O_CLOEXEC
  try {
    const flock = koffi.load(null).func("flock", "int", ["int", "int"])
    const [exclusive, noWait] = [2, 4]
    if (flock(fd, exclusive | noWait) !== 0) {
      const errno = koffi.errno()
      closeSync(fd)
      if (errno === koffi.os.errno["EWOULDBLOCK"] || errno === koffi.os.errno["EAGAIN"])
        return { holder: readHolder(file) }
      throw new Error(`the file system refused to lock ${file} (errno ${errno})`)
    }
    ftruncateSync(fd)
    writeSync(fd, describeUs())
    return { release: once(() => (ftruncateSync(fd), closeSync(fd))) }
  } catch (error) {
    tryClose(fd)
    throw error
  }
}

/** A handle that shares reading but not writing: no other process opens the file for writing. */
function lockOnWindows(koffi: Koffi, file: string): OsLock | Held {
  const kernel = koffi.load("kernel32.dll")
  const create = kernel.func("CreateFileW", "intptr_t", [
    "str16",
    "uint32_t",
    "uint32_t",
    "void *",
    "uint32_t",
    "uint32_t",
    "intptr_t",
  ])
  const write = kernel.func("WriteFile", "bool", [
    "intptr_t",
    "str",
    "uint32_t",
    koffi.out("uint32_t *") as never,
    "void *",
  ])
  const close = kernel.func("CloseHandle", "bool", ["intptr_t"])
  const lastError = kernel.func("GetLastError", "uint32_t", [])
  const [genericReadWrite, shareRead, openAlways, normal] = [0xc000_0000, 1, 4, 0x80]
  const handle = create(file, genericReadWrite, shareRead, null, openAlways, normal, 0) as number
  if (Number(handle) === -1) {
    const sharingViolation = 32
    const code = lastError() as number
    if (code === sharingViolation) return { holder: readHolder(file) }
    throw new Error(`Windows refused to lock ${file} (error ${code})`)
  }
  const us = describeUs()
  write(handle, us, Buffer.byteLength(us), [0], null)
  return { release: once(() => close(handle)) }
}

function describeUs(): string {
  const us: LockHolder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  return `${JSON.stringify(us)}\n`
}

function readHolder(file: string): LockHolder | undefined {
  try {
    // Only the first line: on Windows a shorter text does not cut a longer one.
    const text = readFileSync(file, "utf8").split("\n", 1)[0] ?? ""
    const holder = JSON.parse(text) as LockHolder
    return typeof holder.pid === "number" ? holder : undefined
  } catch {
    return undefined // being written just now
  }
}

function once(f: () => unknown): () => void {
  let done = false
  return () => {
    if (!done) f()
    done = true
  }
}

function tryClose(fd: number): void {
  try {
    closeSync(fd)
  } catch {
    // closed already
  }
}
