import type { T } from "@simplex-chat/types"

/** What a group allows that says nothing. */
const defaults: T.FullGroupPreferences = {
  timedMessages: { enable: "off", ttl: 86400 },
  directMessages: { enable: "off" },
  fullDelete: { enable: "off" },
  reactions: { enable: "on" },
  voice: { enable: "on" },
  files: { enable: "on" },
  simplexLinks: { enable: "on" },
  reports: { enable: "on" },
  history: { enable: "off" },
  support: { enable: "on" },
  sessions: { enable: "off" },
  comments: { enable: "off" },
  signMessages: { enable: "off" },
  commands: [],
}

/** What a business chat allows its customer. */
export const businessPreferences: T.GroupPreferences = {
  timedMessages: { enable: "off" },
  directMessages: { enable: "off" },
  fullDelete: { enable: "on", role: "moderator" },
  reactions: { enable: "on" },
  voice: { enable: "off" },
  files: { enable: "on" },
  simplexLinks: { enable: "on" },
  reports: { enable: "off" },
  history: { enable: "on" },
  support: { enable: "on" },
  sessions: { enable: "on" },
  comments: { enable: "off" },
}

/** The preferences with every default filled in. */
export function fullGroupPreferences(
  preferences: T.GroupPreferences | undefined,
): T.FullGroupPreferences {
  const given = Object.entries(preferences ?? {}).filter(([, value]) => value !== undefined)
  return { ...defaults, ...(Object.fromEntries(given) as Partial<T.FullGroupPreferences>) }
}

/** The features whose state a group's chat shows, in this order. */
export const groupFeatures = [
  "timedMessages",
  "directMessages",
  "fullDelete",
  "reactions",
  "voice",
  "files",
  "simplexLinks",
  "reports",
  "history",
  "support",
] as const satisfies T.GroupFeature[]

const names: Record<(typeof groupFeatures)[number], string> = {
  timedMessages: "Disappearing messages",
  directMessages: "Direct messages",
  fullDelete: "Full deletion",
  reactions: "Message reactions",
  voice: "Voice messages",
  files: "Files and media",
  simplexLinks: "SimpleX links",
  reports: "Member reports",
  history: "Recent history",
  support: "Chat with admins",
}

/** What the core calls a feature in texts. */
export const featureName = (feature: keyof typeof names): string => names[feature]

export interface FeatureState {
  readonly text: string
  readonly content: {
    groupFeature: T.GroupFeature
    preference: T.GroupPreference
    param?: number
    memberRole_?: T.GroupMemberRole
  }
}

/** What the chat shows of a feature: "Full deletion: on for moderators". */
export function featureState(
  feature: (typeof groupFeatures)[number],
  preferences: T.FullGroupPreferences,
): FeatureState {
  const preference: T.RoleGroupPreference & T.TimedMessagesGroupPreference = preferences[feature]
  const { enable, role, ttl } = preference
  const on = enable === "on"
  const param = on && feature === "timedMessages" ? ttl : undefined
  return {
    text: `${names[feature]}: ${enable}${on && role !== undefined ? ` for ${role}s` : ""}${param === undefined ? "" : ` (${duration(param)})`}`,
    content: {
      groupFeature: feature,
      preference: { enable },
      ...(param !== undefined && { param }),
      ...(on && role !== undefined && { memberRole_: role }),
    },
  }
}

/** `1 hour`, `2 weeks`, `1 day 12 hours`, `2 sec`: the core adds up units. */
export function duration(seconds: number): string {
  if (seconds === 0) return "0 sec"
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  return [
    counted(Math.floor(days / 30), "month"),
    daysText(days % 30),
    counted(hours % 24, "hour"),
    minutes % 60 === 0 ? "" : `${minutes % 60} min`,
    seconds % 60 === 0 ? "" : `${seconds % 60} sec`,
  ]
    .filter((part) => part !== "")
    .join(" ")
}

function daysText(days: number): string {
  return days === 7 || days === 14 ? counted(days / 7, "week") : counted(days, "day")
}

const counted = (count: number, unit: string) =>
  count === 0 ? "" : `${count} ${unit}${count === 1 ? "" : "s"}`
