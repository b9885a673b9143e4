import { readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { expect, test } from "vitest"
import { firstLine, runLogged, which, withPath } from "./process.mjs"
import { Sandbox } from "./sandbox.mjs"

test("runLogged keeps a program's output in a file and reports its end only on failure", () => {
  const { workspace, env } = new Sandbox()
  const log = workspace.log("sh")
  expect(runLogged("/bin/sh", ["-c", "echo out; echo err >&2"], { log, env })).toEqual({
    ok: true,
    reason: "",
  })
  expect(readFileSync(log, "utf8")).toBe("out\nerr\n")

  expect(runLogged("/bin/sh", ["-c", "echo first; echo why >&2; exit 7"], { log, env })).toEqual({
    ok: false,
    reason: "exit code 7\nfirst\nwhy",
  })
})

test("runLogged ends a program that does not answer, even when a child of it holds the output", () => {
  const { workspace, env } = new Sandbox()
  const result = runLogged("/bin/sh", ["-c", "sleep 20 & wait"], {
    log: workspace.log("sleep"),
    env,
    timeoutMs: 200,
  })
  expect(result.ok).toBe(false)
  expect(result.reason).toContain("no answer within 0.2 s")
})

test("runLogged says so when there is no such program", () => {
  const { workspace, env } = new Sandbox()
  const result = runLogged("no-such-program", [], { log: workspace.log("none"), env })
  expect(result.ok).toBe(false)
  expect(result.reason).toContain("ENOENT")
})

test("which looks at the given PATH, for files that may be executed", () => {
  const sandbox = new Sandbox()
  expect(which("tool", sandbox.env)).toBeUndefined()
  sandbox.program("tool")
  expect(which("tool", sandbox.env)).toBe(join(sandbox.bin, "tool"))
  expect(which("tool", {})).toBeUndefined()
})

test("firstLine is the first line that a program prints, or undefined if it fails", () => {
  const sandbox = new Sandbox()
  sandbox.program("good", "echo 1.2.3; echo more")
  sandbox.program("bad", "echo 1.2.3; exit 1")
  expect(firstLine("good", [], sandbox.env)).toBe("1.2.3")
  expect(firstLine("bad", [], sandbox.env)).toBeUndefined()
  expect(firstLine("none", [], sandbox.env)).toBeUndefined()
})

test("withPath puts folders first or last, once, under the name that PATH has there", () => {
  const path = ["/a", "/b"].join(delimiter)
  expect(withPath({ PATH: path }, ["/b"])).toEqual({ PATH: ["/b", "/a"].join(delimiter) })
  expect(withPath({ PATH: path }, ["/c"], { last: true })).toEqual({
    PATH: ["/a", "/b", "/c"].join(delimiter),
  })
  expect(withPath({ Path: "/a" }, ["/c"])).toEqual({ Path: ["/c", "/a"].join(delimiter) })
})
