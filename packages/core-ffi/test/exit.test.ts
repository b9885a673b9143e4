import { join } from "node:path"
import { expect, test } from "vitest"
import { runScript } from "./processes.ts"
import { describeNative, temporaryFolder } from "./native.ts"

/**
 * The real core did not let a process end within 20 s while a receive was pending. What hangs here
 * hangs forever, so that a process which waits for it has to be killed. Each of these prints a line just
 * before the process should end; on a machine with nothing else to do it takes less than a second.
 */
describeNative("the process ends", () => {
  const folder = temporaryFolder()
  let databases = 0
  const open = () =>
    `const core = await openCore({ filePrefix: ${JSON.stringify(join(folder, `db${databases++}`))} }, { library: { path: stub } });`
  const hang = `core.sendCommand("/stub hang").catch(() => {}); await core.sendCommand("/stub sleep 50");`

  const ends = async (
    script: string,
    options: Parameters<typeof runScript>[1] = {},
  ): ReturnType<typeof runScript> => {
    const ended = await runScript(script, options)
    expect(ended.signal, "it had to be killed").not.toBe("SIGKILL")
    if (process.env["STRESS"] !== undefined) expect(ended.lastedMs).toBeLessThan(1_000)
    return ended
  }

  test("on process.exit() with a receive pending", async () => {
    const ended = await ends(`${open()} core.receive(); console.log("last"); process.exit(7)`)
    expect(ended).toMatchObject({ code: 7, signal: null })
  })

  test.each(["on a thread of Node's", "on a thread of its own"])(
    "on process.exit() with a receive that hangs (%s)",
    async (where) => {
      const others = where === "on a thread of its own" ? open().replace("core", "first") : ""
      const ended = await ends(`
        ${others} ${open()}
        await core.sendCommand("/stub recv hang")
        setTimeout(() => { console.log("last"); process.exit(7) }, 800)`)
      expect(ended).toMatchObject({ code: 7, signal: null, out: "last\n" })
    },
  )

  test("on process.exit() with a command that hangs, after the other exit handlers", async () => {
    const ended = await ends(`
      ${open()} ${hang}
      process.on("exit", (code) => console.log("handler", code))
      process.exit(7)`)
    expect(ended).toMatchObject({ code: 7, signal: null, out: "handler 7\n" })
  })

  test("on process.exit() while a database is opened, which hangs", async () => {
    const database = `{ filePrefix: ${JSON.stringify(join(folder, "opened"))}, encryptionKey: "stub:wait forever" }`
    const ended = await ends(`
      openCore(${database}, { library: { path: stub } })
      setTimeout(() => { console.log("last"); process.exit(7) }, 200)`)
    expect(ended).toMatchObject({ code: 7, signal: null, out: "last\n" })
  })

  test("with the exit code that a handler has set, although a command hangs", async () => {
    const ended = await ends(`
      ${open()} ${hang}
      process.on("exit", () => { process.exitCode = 9; console.log("last") })
      process.exit(7)`)
    expect(ended).toMatchObject({ code: 9 })
  })

  test("on SIGINT without a handler", async () => {
    const ended = await ends(`${open()} ${hang} core.receive(); console.log("last")`, {
      onOutput: (kill) => kill("SIGINT"),
    })
    expect(ended).toMatchObject({ signal: "SIGINT" })
  })

  test("on SIGINT with process.exit() in a handler", async () => {
    const ended = await ends(
      `${open()} core.receive(); process.on("SIGINT", () => process.exit(3)); console.log("last")`,
      { onOutput: (kill) => kill("SIGINT") },
    )
    expect(ended).toMatchObject({ code: 3 })
  })

  test("on SIGTERM with close() in a handler", async () => {
    const ended = await ends(
      `${open()} core.receive().catch((e) => console.log(e.name)); process.on("SIGTERM", () => core.close()); console.log("last")`,
      { onOutput: (kill) => kill("SIGTERM") },
    )
    expect(ended).toMatchObject({ code: 0, out: "last\nClosedError\n" })
  })

  test.each(["", hang])("on an uncaught exception, which is printed (%s)", async (hanging) => {
    const ended = await ends(
      `${open()} ${hanging} setTimeout(() => { console.log("last"); throw new Error("uncaught!") }, 10)`,
    )
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("uncaught!") as string })
  })

  test("after close(), although a command that was given up still hangs", async () => {
    const ended = await ends(`
      ${open()} ${hang}
      process.exitCode = 5
      await core.close({ timeoutMs: 400 })
      console.log("last")`)
    expect(ended).toMatchObject({ code: 5 })
  })

  test("after close() when closing the database hangs", async () => {
    const ended = await ends(`
      ${open()}
      await core.sendCommand("/stub on close => wait forever")
      await core.close({ timeoutMs: 300 }).catch((e) => console.log(e.name))`)
    expect(ended).toMatchObject({ code: 0, out: "TimeoutError\n" })
  })

  test("after close() when a receive hangs", async () => {
    const ended = await ends(`
      ${open()}
      await core.sendCommand("/stub recv hang")
      await new Promise((resolve) => setTimeout(resolve, 300))
      await core.close({ timeoutMs: 300 }).catch((e) => console.log(e.name))
      process.on("beforeExit", () => (process.exitCode = 6))`)
    expect(ended).toMatchObject({ code: 6, out: "TimeoutError\n" })
  })

  test("and not before what the program still does, although a command hangs", async () => {
    const ended = await runScript(`
      ${open()} ${hang}
      await core.close({ timeoutMs: 400 })
      setTimeout(() => console.log("timer"), 900)
      process.once("beforeExit", () => setTimeout(() => console.log("after"), 500))`)
    expect(ended).toMatchObject({ code: 0, out: "timer\nafter\n" })
  })

  test("when events arrive that no reader takes", async () => {
    const ended = await ends(`
      ${open()}
      await core.sendCommand("/stub events 100000")
      console.log("last")
      process.exit(0)`)
    expect(ended).toMatchObject({ code: 0 })
  })

  test("and not before an open controller is closed", async () => {
    const ended = await runScript(`
      ${open()}
      setTimeout(() => { console.log("still here"); core.close() }, 600).unref()`)
    expect(ended).toMatchObject({ code: 0, out: "still here\n" })
  })
})
