import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { compare, Names } from "../../../testing/test/replay/compare.ts"
import type { Json } from "../../../testing/test/replay/recording.ts"
import { neutral } from "./neutral.ts"
import { talksOf } from "./talks.ts"

/** A place where two versions of the core differ, and how often it was seen. */
export interface Change {
  readonly scenario: string
  /** The command or the event. */
  readonly what: string
  /** The field, without the positions in lists. */
  readonly path: string
  readonly old: string
  readonly now: string
  readonly count: number
}

/**
 * Compares the recordings of two versions of the core, scenario by scenario. What was generated stands for
 * each other, as in the replay of recordings; ids, times, servers and the order of events do not count.
 *
 * @param old the folder of the older recordings
 * @param now the folder of the newer ones
 */
export function compareFolders(old: string, now: string): Change[] {
  const [before, after] = [sessions(old), sessions(now)]
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].toSorted().flatMap((scenario) => {
    const [was, is] = [before.get(scenario), after.get(scenario)]
    if (was === undefined || is === undefined) {
      const there = (text: string | undefined) => (text === undefined ? "nothing" : "recorded")
      const change = { scenario, what: "scenario", path: "", count: 1 }
      return [{ ...change, old: there(was), now: there(is) }]
    }
    return compareSessions(scenario, was, is)
  })
}

/** Compares two recordings of one scenario. */
export function compareSessions(scenario: string, old: string, now: string): Change[] {
  const names = new Names()
  const found = new Map<string, Change>()
  const [was, is] = [talksOf(scenario, old), talksOf(scenario, now)]
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const { ctrl, what } = (was.get(key) ?? is.get(key)) as { ctrl: string; what: string }
    const pairs = paired(was.get(key)?.frames ?? [], is.get(key)?.frames ?? [])
    for (const [one, other] of pairs) {
      if (one !== undefined && other !== undefined) {
        for (const { path, recorded, sent } of compare(one, other, names)) {
          add({ what, path: path.replaceAll(/\[\d+\]/g, "[]"), old: recorded, now: sent })
        }
      } else if (!unsteady.has(what)) {
        add({ what, path: `of ${ctrl}`, old: has(one), now: has(other) })
      }
    }
  }
  return [...found.values()]

  function add(change: Omit<Change, "count" | "scenario">): void {
    const key = `${change.what} ${change.path} ${change.old} ${change.now}`
    const known = found.get(key)
    const count = (known?.count ?? 0) + 1
    found.set(key, { scenario, ...change, count })
  }
}

/** Events whose number depends on how fast the network and the core are: two runs never agree on it. */
const unsteady: ReadonlySet<string> = new Set(
  [
    "agentConnsDeleted",
    "agentRcvQueuesDeleted",
    "chatItemsStatusesUpdated",
    "connectionsDiff",
    "contactSndReady",
    "hostConnected",
    "hostDisconnected",
    "rcvFileProgressXFTP",
    "sndFileProgressXFTP",
    "subscriptionStatus",
  ].map((tag) => `event ${tag}`),
)

const has = (frame: Json | undefined) => (frame === undefined ? "nothing" : "recorded")

/** Each older frame with the newer one that is most like it, in whatever order they came. */
function paired(
  old: readonly Json[],
  now: readonly Json[],
): (readonly [Json | undefined, Json | undefined])[] {
  const [was, is] = [old.map((frame) => neutral(frame)), now.map((frame) => neutral(frame))]
  const pairs: (readonly [Json | undefined, Json | undefined])[] = []
  // First those that are alike, so that no other takes their place.
  for (const most of [0, Number.POSITIVE_INFINITY]) {
    for (const one of was.splice(0)) {
      const at = mostLike(one, is, most)
      if (at === undefined) was.push(one)
      else pairs.push([one, ...is.splice(at, 1)] as [Json, Json])
    }
  }
  return [...pairs, ...was.map(onlyOld), ...is.map(onlyNew)]
}

const onlyOld = (frame: Json): readonly [Json, undefined] => [frame, undefined]
const onlyNew = (frame: Json): readonly [undefined, Json] => [undefined, frame]

/** Where the frame with the fewest differences is, of those with `most` at most. */
function mostLike(one: Json, others: readonly Json[], most: number): number | undefined {
  let best: { readonly at: number; readonly distance: number } | undefined
  for (const [at, other] of others.entries()) {
    // Whatever is drawn fits here; whether it fits everywhere is seen later.
    const distance = compare(one, other, new Names()).length
    if (distance > most || (best !== undefined && distance >= best.distance)) continue
    best = { at, distance }
    if (distance === 0) break
  }
  return best?.at
}

function sessions(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"))
  return new Map(
    files.map((file) => [file.replace(/\.jsonl$/, ""), readFileSync(join(folder, file), "utf8")]),
  )
}
