import { join } from "node:path"
import { beforeEach, describe, expect, test } from "vitest"
import {
  IntegrityError,
  InvalidArgumentError,
  LibraryNotFoundError,
  resolveLibrary,
} from "../src/index.ts"
import { versionFolder } from "./install.ts"
import type { FileServer } from "./server.ts"
import { installation, type Installation } from "./installation.ts"

let cache: string
let server: FileServer
let options: Installation["options"]
beforeEach(async () => {
  const made = await installation()
  ;({ cache, server, options } = made)
  return made.close
})

describe("a library that is nowhere", () => {
  test("gets an error with every place that was tried, the failed download included", async () => {
    server.next.push((_, response) => void response.writeHead(404).end())
    const error = await resolveLibrary(options()).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(LibraryNotFoundError)
    const { attempts, cause } = error as LibraryNotFoundError
    expect(attempts.map((a) => a.place)).toEqual([
      "the option `path`",
      "SIMPLEX_LIBS_DIR",
      expect.stringContaining("@simplex-chat/libsimplex-"),
      join(versionFolder(cache), "sqlite"),
      "a download",
    ])
    expect(attempts.at(-1)?.problem).toContain("the server answered 404")
    expect(cause).toMatchObject({ name: "DownloadError", status: 404 })
  })

  test("gets one, too, when no digest allows a download", async () => {
    const error = await resolveLibrary(options({ sha256: undefined })).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(LibraryNotFoundError)
    const { attempts, cause } = error as LibraryNotFoundError
    expect(attempts).toHaveLength(5)
    expect(attempts.at(-1)?.problem).toContain("no SHA-256 is pinned")
    expect(cause).toBeInstanceOf(IntegrityError)
    expect(server.requests).toEqual([])
  })

  test("is not looked for with invalid options", async () => {
    for (const wrong of [{ backend: "mysql" }, { cacheFolder: "" }, { cacheFolder: 7 }]) {
      const resolving = resolveLibrary({ ...options(), ...wrong } as never)
      await expect(resolving).rejects.toThrow(InvalidArgumentError)
    }
    expect(server.requests).toEqual([])
  })
})
