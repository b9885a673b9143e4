import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Step, take } from "./steps.ts"
import { expectSameViews } from "./views.ts"
import { names, rooms, World } from "./world.ts"

/** What happens in one world, and that all see the same of it in the end. */
export async function run(seed: number, steps: readonly Step[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "property-"))
  const world = new World(seed, folder)
  try {
    const on = (bit: number) => ((seed >> bit) & 1) === 1
    await world.meet(
      {
        history: { enable: on(0) ? "on" : "off" },
        fullDelete: { enable: on(1) ? "on" : "off" },
        directMessages: { enable: "on" },
      },
      { fullDelete: { allow: on(2) ? "yes" : "no" } },
    )
    world.network.faults.set({ delay: 0.2, drop: 0.2, duplicate: 0.3, reorder: 0.5 })
    for (const step of steps) await take(world, step)
    await lastWords(world)
    world.network.faults.set({})
    await expectSameViews(world)
    for (const name of names) await world.kill(name)
    world.network.settle()
    await expectSameViews(world)
    await world.restart(seed + 1)
    for (const who of names) await take(world, { do: "accept", who, room: "group", a: seed, b: 0 })
    await lastWords(world)
    await expectSameViews(world)
  } finally {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A new name travels with the next message, so everyone may write. */
async function lastWords(world: World): Promise<void> {
  const step = { room: "group", a: 0, b: 0 } as const
  await take(world, { ...step, do: "settle", who: "alice" })
  for (const who of names) await take(world, { ...step, do: "role", who, a: 2 })
  // An invitation carries the group's profile of its time.
  await take(world, { ...step, do: "describe", who: "alice" })
  for (const who of names) {
    for (const room of rooms) await take(world, { ...step, do: "say", who, room })
  }
  world.quiet()
}
