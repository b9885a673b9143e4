// What differs between the reference and our declaration, by name and field.

import type { Api, Command, Field, Message, Type } from "./model.ts"

/** What about a name differs. `added`: the reference alone has it; `removed`: we alone have it. */
export type What =
  | "added"
  | "removed"
  | "order"
  | "tag"
  | "kind"
  | "type"
  | "optional"
  | "syntax"
  | "responses"
  | "network"
  | "category"

/** One difference. */
export interface Difference {
  /** `commands.APISendMessages.ttl`, `types.MsgContent.text.text`, `events.newChatItems`. */
  readonly at: string
  readonly what: What
  /** Absent for `added` and `removed`. */
  readonly ours?: string
  /** Absent for `removed`. */
  readonly reference?: string
}

/** All differences, in the order of our declaration; additions come after their neighbours. */
export function compare(ours: Api, reference: Api): Difference[] {
  return [
    ...each("commands", [ours.commands, reference.commands], {
      key: nameOf,
      show,
      inside: command,
    }),
    ...messages("responses", ours.responses, reference.responses),
    ...messages("events", ours.events, reference.events, (at, a, b) =>
      aspect(at, "category", a.category, b.category),
    ),
    ...reference.errors
      .filter((tag) => !ours.errors.includes(tag))
      .map((tag): Difference => ({ at: `errors.${tag}`, what: "added", reference: tag })),
    ...each("types", [ours.types, reference.types], { key: nameOf, show, inside: type }),
  ]
}

function command(at: string, ours: Command, reference: Command): Difference[] {
  const [answers, expected] = [ours.responses, reference.responses]
  return [
    ...aspect(at, "category", ours.category, reference.category),
    ...aspect(at, "network", ours.network, reference.network),
    ...fields(at, ours.params, reference.params),
    ...aspect(at, "syntax", ours.syntax, reference.syntax),
    ...aspect(at, "responses", answers.join(", "), expected.join(", ")),
  ]
}

function type(at: string, ours: Type, reference: Type): Difference[] {
  return [...shape(at, ours, reference), ...aspect(at, "syntax", ours.syntax, reference.syntax)]
}

function shape(at: string, ours: Type, reference: Type): Difference[] {
  if (ours.kind === "record" && reference.kind === "record")
    return fields(at, ours.fields, reference.fields)
  if (ours.kind === "enum" && reference.kind === "enum") {
    const values: [string[], string[]] = [[...ours.values], [...reference.values]]
    const key = (value: string): string => value
    return [...each(at, values, { key, show: key }), ...order(at, ...values)]
  }
  if (ours.kind === "union" && reference.kind === "union") {
    const tags = ({ members }: { members: readonly Message[] }): string[] =>
      members.map(({ tag }) => tag)
    return [
      ...messages(at, ours.members, reference.members),
      ...order(at, tags(ours), tags(reference)),
    ]
  }
  return aspect(at, "kind", ours.kind, reference.kind)
}

/**
 * Messages go by their tags. One that lost its tag but kept its name is still the same one. Names
 * are not compared beyond that: `NO_USER` is NoUser here, and no name goes over the wire.
 */
function messages<M extends Message>(
  at: string,
  ours: readonly M[],
  reference: readonly M[],
  more: (at: string, ours: M, reference: M) => Difference[] = () => [],
): Difference[] {
  const tags = new Set(reference.map(({ tag }) => tag))
  const left = ours.filter(({ tag }) => !tags.has(tag))
  const known = new Set(ours.map(({ tag }) => tag))
  const keyOf = (message: M): string =>
    known.has(message.tag)
      ? message.tag
      : (left.find((other) => alike(other.name, message.name))?.tag ?? message.tag)
  return each(at, [ours, reference], {
    key: keyOf,
    show,
    inside: (path, a, b) => [
      ...aspect(path, "tag", a.tag, b.tag),
      ...more(path, a, b),
      ...fields(path, a.fields, b.fields),
    ],
  })
}

function alike(name: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll("_", "").toLowerCase()
  return plain(name) === plain(other)
}

function fields(at: string, ours: readonly Field[], reference: readonly Field[]): Difference[] {
  return [
    ...each(at, [ours, reference], {
      key: nameOf,
      show,
      inside: (path, a, b) => [
        ...aspect(path, "type", a.type, b.type),
        ...aspect(path, "optional", yesNo(a.optional), yesNo(b.optional)),
      ],
    }),
    ...order(at, ours.map(nameOf), reference.map(nameOf)),
  ]
}

/** Pairs two lists by key: what one side lacks, and what differs inside a pair. */
function each<T>(
  at: string,
  [ours, reference]: readonly [readonly T[], readonly T[]],
  by: {
    key: (item: T) => string
    show: (item: T) => string
    inside?: (at: string, ours: T, reference: T) => Difference[]
  },
): Difference[] {
  const theirs = new Map(reference.map((item) => [by.key(item), item]))
  const known = new Set(ours.map(by.key))
  return [
    ...ours.flatMap((item): Difference[] => {
      const path = `${at}.${by.key(item)}`
      const other = theirs.get(by.key(item))
      if (other === undefined) return [{ at: path, what: "removed" }]
      return by.inside?.(path, item, other) ?? []
    }),
    ...reference.flatMap((item): Difference[] =>
      known.has(by.key(item))
        ? []
        : [{ at: `${at}.${by.key(item)}`, what: "added", reference: by.show(item) }],
    ),
  ]
}

/** Only the names that both have, so that one addition is one difference. */
function order(at: string, ours: readonly string[], reference: readonly string[]): Difference[] {
  const common = (names: readonly string[], others: readonly string[]): string =>
    names.filter((name) => others.includes(name)).join(", ")
  return aspect(at, "order", common(ours, reference), common(reference, ours))
}

function aspect(at: string, what: What, ours: string, reference: string): Difference[] {
  return ours === reference ? [] : [{ at, what, ours, reference }]
}

function nameOf({ name }: { name: string }): string {
  return name
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no"
}

/** What the reference has and we lack, short enough for one line yet whole. */
function show(item: Command | Type | Message | Field): string {
  if ("params" in item) return `${item.syntax} answers ${item.responses.join(", ")}`
  if ("optional" in item) return `${item.type}${item.optional ? "?" : ""}`
  if ("tag" in item) return `"${item.tag}" ${showFields(item.fields)}`
  if (item.kind === "record") return `record ${showFields(item.fields)}`
  if (item.kind === "enum") return `enum ${item.values.join("|")}`
  return `union ${item.members.map((member) => show(member)).join(" | ")}`
}

function showFields(list: readonly Field[]): string {
  return `{${list.map((field) => `${field.name}: ${show(field)}`).join(", ")}}`
}
