import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { findKoffi, loadKoffi } from "../src/native/koffi.ts"
import { notifySystemd } from "../src/notify-systemd.ts"

/** A socket as systemd has it, and what comes through it. */
function listening(name: string) {
  const libc = loadKoffi(findKoffi()).load(null)
  const fd = libc.func("socket", "int", ["int", "int", "int"])(1, 2, 0) as number
  const path = name.startsWith("@") ? `\0${name.slice(1)}` : `${name}\0`
  const address = Buffer.concat([Buffer.from(new Uint16Array([1]).buffer), Buffer.from(path)])
  expect(libc.func("bind", "int", ["int", "void *", "uint32_t"])(fd, address, address.length)).toBe(
    0,
  )
  onTestFinished(() => void libc.func("close", "int", ["int"])(fd))
  return () => {
    const bytes = Buffer.alloc(200)
    const noWait = 0x40
    const recv = libc.func("recv", "intptr_t", ["int", "void *", "size_t", "int"])
    return bytes.toString("utf8", 0, Number(recv(fd, bytes, bytes.length, noWait)))
  }
}

test.runIf(process.platform === "linux")(
  "a state arrives through a path and an abstract name",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "notify-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    for (const name of [join(folder, "socket"), `@simplex-${process.pid}`]) {
      const read = listening(name)
      notifySystemd(name, "READY=1\nSTATUS=ready")
      expect(read()).toBe("READY=1\nSTATUS=ready")
    }
  },
)

test.runIf(process.platform === "linux").each([
  ["a path where nothing is", join(tmpdir(), "none", "notify"), "ENOENT"],
  ["an abstract name that nobody has", `@simplex-none-${process.pid}`, "ECONNREFUSED"],
  ["a path that is longer than the system allows", `/run/${"x".repeat(200)}`, "EINVAL"],
])("%s is an error with its reason", (_name, socket, code) => {
  expect(() => notifySystemd(socket, "READY=1")).toThrow(
    `NOTIFY_SOCKET: systemd could not be notified (${code})`,
  )
})

test.runIf(process.platform === "linux")(
  "a supervisor that reads nothing does not hold up the process",
  () => {
    const name = `@simplex-full-${process.pid}`
    listening(name)
    // As many as the system keeps for a socket, and one more.
    const limit = Number(readFileSync("/proc/sys/net/unix/max_dgram_qlen", "utf8"))
    const fill = () => {
      for (let n = 0; n <= limit + 1; n++) notifySystemd(name, "WATCHDOG=1")
    }
    expect(fill).toThrow("EAGAIN")
  },
)
