import type { LibraryHandle, TypeObject } from "koffi"
import type { Koffi } from "./koffi.ts"
import { pinLibrary } from "./process-library.ts"

/** A controller of the library: a small integer in a pointer. */
export type Controller = number

// A receive that waits blocks its thread in the core. Stopping waits for it, so this bounds it, and an
// idle controller costs five calls a second.
export const waitMicroseconds = 200_000
// To ask whether there is something; 0 would never return an event.
export const pollMicroseconds = 1

/** The functions of libsimplex, called synchronously: they block the thread that calls them. */
export interface NativeLibrary {
  /** Loads the library for good and starts its run-time system; once in a process. */
  initialise(): null
  migrate(path: string, key: string, confirm: string): { answer: string | null; ctrl: Controller }
  closeStore(ctrl: Controller): string | null
  /**
   * Sends the command whose bytes, and a NUL, are at an address. Puts the answer's bytes at another one
   * with room for `room` bytes, without making a string of them (which would be most of the work), and
   * returns how many. Returns the text itself when it does not fit.
   */
  sendCommand(
    ctrl: Controller,
    command: number,
    answer: number,
    room: number,
  ): number | string | null
  /** Waits up to `wait` microseconds for the next event; an empty string if there was none. */
  receive(ctrl: Controller, wait: number): string | null
  writeFile(ctrl: Controller, path: string, data: Uint8Array): string | null
  /** The decrypted bytes, or the core's error text. */
  readFile(path: string, key: string, nonce: string): Uint8Array<ArrayBuffer> | string | null
  encryptFile(ctrl: Controller, from: string, to: string): string | null
  decryptFile(from: string, key: string, nonce: string, to: string): string | null
  /** Must be called on a thread that called any of the others, before it ends. */
  threadDone(): void
}

// From `libsimplex`'s own clients. `-xn` is the non-moving collector, which keeps pauses short;
// without our signal handlers being replaced, Node stays in charge of SIGINT.
const rtsOptions = ["simplex", "+RTS", "-A64m", "-H64m", "-xn", "--install-signal-handlers=no"]

/** Where the bytes of a buffer are, as long as it is not collected. */
export const addressOf = (koffi: Koffi, bytes: Uint8Array): number => Number(koffi.address(bytes))

/** Binds what opens a database, and closes one that is of no use. */
export function bindOpening(koffi: Koffi, path: string) {
  const lib = koffi.load(path)
  const { text } = textOf(koffi, lib)
  return {
    hsInit: lib.func("hs_init_with_rtsopts", "void", ["void *", "void *"]),
    migrateInit: lib.func("chat_migrate_init", text, [
      "str",
      "str",
      "str",
      koffi.out("uintptr_t *"),
    ]),
    closeStore: lib.func("chat_close_store", text, ["void *"]),
    runTimeArguments: () => runTimeArguments(koffi),
  }
}

/** Binds what sends a command. */
export function bindSend(koffi: Koffi, path: string) {
  const lib = koffi.load(path)
  return lib.func("chat_send_cmd", textOf(koffi, lib).text, ["void *", "str"])
}

/** Binds what waits for an event. */
export function bindReceive(koffi: Koffi, path: string) {
  const lib = koffi.load(path)
  return lib.func("chat_recv_msg_wait", textOf(koffi, lib).text, ["void *", "int"])
}

/**
 * The run-time system keeps pointers into its arguments, for longer than a thread lasts: so they are
 * of native memory that is never freed.
 */
function runTimeArguments(koffi: Koffi): [count: unknown, argv: unknown] {
  const options = rtsOptions.filter((o) => o !== "-xn" || process.platform !== "win32")
  const native = (type: string, length: number, value: unknown): unknown => {
    const memory = koffi.alloc(type, length) as unknown
    koffi.encode(memory, type, value, length)
    return memory
  }
  const strings = options.map((option) =>
    koffi.address(native("char", option.length + 1, `${option}\0`)),
  )
  const pointer = "uintptr_t"
  const argv = native(pointer, options.length + 1, [...strings, 0n])
  const counted = native("int", 1, [options.length])
  const ofArgv = native(pointer, 1, [koffi.address(argv)])
  return [counted, ofArgv]
}

/** The type of a text that is decoded to a JavaScript string and freed: exactly once, in one step. */
function textOf(koffi: Koffi, lib: LibraryHandle) {
  // Found through the library, since `free` must be that of the libc which it is linked with.
  const libc = process.platform === "win32" ? koffi.load("msvcrt.dll") : lib
  const free = libc.func("free", "void", ["void *"])
  return { libc, free, text: koffi.disposable("char *", free) }
}

/** Binds the functions of the library at `path` for the thread that calls this. */
export function bindLibrary(koffi: Koffi, path: string): NativeLibrary {
  const lib = koffi.load(path)
  const { libc, free, text } = textOf(koffi, lib)
  const pointer = "void *"
  const func = <R>(name: string, result: string | TypeObject, ...args: string[]) =>
    lib.func(name, result, args) as (...args: unknown[]) => R

  const opening = bindOpening(koffi, path)
  const migrateInit = opening.migrateInit as (...args: unknown[]) => string | null
  const write = func<string | null>("chat_write_file", text, pointer, "str", pointer, "int")
  // Numbers instead of pointers cost no object for each answer; addresses are below 2 ** 53.
  const send = func<number>("chat_send_cmd", "uintptr_t", "uintptr_t", "uintptr_t")
  const freeAt = libc.func("free", "void", ["uintptr_t"])
  const name = process.platform === "win32" ? "_memccpy" : "memccpy"
  const copy = libc.func(name, "uintptr_t", ["uintptr_t", "uintptr_t", "int", "size_t"]) as (
    ...args: number[]
  ) => number
  const readFile = func<unknown>("chat_read_file", pointer, "str", "str", "str")

  return {
    initialise() {
      pinLibrary(koffi, path)
      opening.hsInit(...opening.runTimeArguments())
      return null
    },
    migrate(path, key, confirm) {
      const out: [number | bigint] = [0]
      const answer = migrateInit(path, key, confirm, out)
      return { answer, ctrl: Number(out[0]) } // a table index or an address: below 2 ** 53
    },
    closeStore: func("chat_close_store", text, pointer),
    sendCommand(ctrl, command, to, room) {
      const answer = send(ctrl, command)
      if (answer === 0) return null
      try {
        const end = copy(to, answer, 0, room) // copies up to the NUL, returns what is behind it
        return end === 0 ? (koffi.decode(BigInt(answer), "char", -1) as string) : end - to - 1
      } finally {
        freeAt(answer)
      }
    },
    receive: func("chat_recv_msg_wait", text, pointer, "int"),
    writeFile: (ctrl, path, data) => write(ctrl, path, data, data.byteLength),
    readFile(path, key, nonce) {
      const block = readFile(path, key, nonce)
      if (block === null || block === 0n) return null
      try {
        return decodeFile(koffi, block)
      } finally {
        free(block)
      }
    },
    encryptFile: func("chat_encrypt_file", text, pointer, "str", "str"),
    decryptFile: func("chat_decrypt_file", text, "str", "str", "str", "str"),
    threadDone: optional(() => func<void>("hs_thread_done", "void")),
  }
}

/** Byte 0 is a status; 0: then a u32 length and the data, 1: then a C string. */
function decodeFile(koffi: Koffi, block: unknown): Uint8Array<ArrayBuffer> | string {
  const [status] = new Uint8Array(koffi.view(block, 1))
  if (status !== 0) return koffi.decode(block, 1, "char", -1) as string
  const length = new DataView(koffi.view(block, 5)).getUint32(1, true)
  return new Uint8Array(koffi.view(block, 5 + length)).slice(5)
}

function optional(bind: () => () => void): () => void {
  try {
    return bind()
  } catch {
    return () => {}
  }
}
