import { type Frame, recordedSessions } from "../test/recordings/sessions.ts"

/** A part of a recorded session. */
export interface Scene {
  readonly title: string
  readonly frames: readonly Frame[]
}

/** Where the scenes begin and end, in milliseconds of their recordings. */
const cuts = [
  {
    title: "alice is a bot with an address; bob connects",
    session: "b-direct",
    parts: [[361, 1700]],
  },
  { title: "They talk", session: "b-direct", parts: [[2705, 3386]] },
  {
    title: "Editing, reacting, deleting",
    session: "b-direct",
    parts: [
      [4162, 4381],
      [5989, 6018],
    ],
  },
  { title: "alice creates a group", session: "c-groups", parts: [[3911, 4500]] },
  {
    title: "Roles and permissions",
    session: "c-groups",
    parts: [
      [8879, 9017],
      [9376, 9440],
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

/** The frames of that time, but for commands at its end whose answers come later. */
function cut(frames: readonly Frame[], from: number, to: number): readonly Frame[] {
  const part = frames.filter(({ t }) => t >= from && t <= to)
  return part.slice(0, part.findLastIndex((frame) => !("cmd" in frame)) + 1)
}
