import { type Frame, recordedSessions } from "../test/recordings/sessions.ts"

/** A part of a recorded session. */
export interface Scene {
  readonly title: string
  readonly frames: readonly Frame[]
}

/** Where the scenes begin and end, in milliseconds of their recordings. */
const cuts = [
  {
    title: "alice runs a bot with an address; bob connects to it",
    session: "b-direct",
    parts: [[11030, 14430]],
  },
  { title: "They exchange messages", session: "b-direct", parts: [[14443, 16067]] },
  {
    title: "Edits, reactions, deletions",
    session: "b-direct",
    parts: [
      [19091, 19342],
      [19776, 19776],
      [20547, 20709],
    ],
  },
  { title: "alice creates a group", session: "c-groups", parts: [[25193, 27316]] },
  {
    title: "Roles limit what members may do",
    session: "c-groups",
    parts: [
      [30622, 30838],
      [32420, 32598],
    ],
  },
] as const

/** The scenes that the demo shows. */
export function recordedScenes(): Scene[] {
  const sessions = new Map(recordedSessions().map(({ name, frames }) => [name, frames]))
  return cuts.map(({ title, session, parts }) => {
    const frames = sessions.get(session) ?? []
    return { title, frames: parts.flatMap(([from, to]) => cut(frames, from, to)) }
  })
}

/** The frames of that time, without commands at its end that are answered later. */
function cut(frames: readonly Frame[], from: number, to: number): readonly Frame[] {
  const part = frames.filter(({ t }) => t >= from && t <= to)
  return part.slice(0, part.findLastIndex((frame) => !("cmd" in frame)) + 1)
}
