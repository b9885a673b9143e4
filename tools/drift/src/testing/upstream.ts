// The reference as it would be if it differed from our schema exactly as the list of wanted
// deviations says.

import type { Deviation } from "../deviations.ts"
import type { Api, Command, Field, Message, Type } from "../model.ts"

/** Turns our API into the reference's, by taking each deviation back. */
export function withoutDeviations(ours: Api, deviations: readonly Deviation[]): Api {
  const api = structuredClone(ours) as Mutable<Api>
  for (const deviation of deviations) takeBack(api, deviation)
  return api
}

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T
type Item = Mutable<Command | Type | Message | Field> | string

function takeBack(api: Mutable<Api>, { at, what, ours, reference }: Deviation): void {
  const path = at.split(".")
  const last = path.pop()
  const parent = path.slice(1).reduce<Item[]>(
    (items, key) => {
      const item = items.find((candidate) => keyOf(candidate) === key)
      if (item === undefined) throw new Error(`${at} does not exist`)
      return childrenOf(item)
    },
    api[path[0] as keyof Api],
  )
  const index = parent.findIndex((candidate) => keyOf(candidate) === last)
  const item = parent[index]
  if (item === undefined) throw new Error(`${at} does not exist`)
  if (what === "removed") {
    parent.splice(index, 1)
    return
  }
  const before = Object.entries(item).find(([key]) => key === what)?.[1] as unknown
  if (textOf(before) !== ours) throw new Error(`${at}: ${what} is not ${ours}`)
  Object.assign(item, { [what]: valueOf(reference ?? "", before) })
}

/** A value as differences show it. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value)
}

/** What is shown so, of the kind that stood there before. */
function valueOf(text: string, before: unknown): unknown {
  if (Array.isArray(before)) return text.split(", ")
  return typeof before === "boolean" ? text === "yes" : text
}

function keyOf(item: Item): string {
  if (typeof item === "string") return item
  return "tag" in item ? item.tag : item.name
}

function childrenOf(item: Item): Item[] {
  if (typeof item === "string") return []
  if ("params" in item) return item.params
  if ("fields" in item) return item.fields
  if ("values" in item) return item.values
  return "members" in item ? item.members : []
}
