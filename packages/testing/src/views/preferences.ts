import type { T } from "@simplex-chat/types"
import { duration } from "./group-preferences.ts"

/** What a user allows who says nothing. */
const allowed = {
  timedMessages: "yes",
  fullDelete: "no",
  reactions: "yes",
  voice: "yes",
  files: "always",
  calls: "yes",
  sessions: "no",
} as const satisfies Record<T.ChatFeature, T.FeatureAllowed>

export const chatFeatures = Object.keys(allowed) as T.ChatFeature[]

/** The features whose state a chat shows once it is connected. */
export const shownFeatures = ["timedMessages", "fullDelete", "reactions", "voice", "calls"] as const

type Pref = T.TimedMessagesPreference

function pref(preferences: T.Preferences | undefined, feature: T.ChatFeature): Pref {
  return preferences?.[feature] ?? { allow: allowed[feature] }
}

/** The preferences with every default filled in. */
export function fullPreferences(preferences: T.Preferences | undefined): T.FullPreferences {
  const each = (feature: T.ChatFeature) => pref(preferences, feature)
  return {
    timedMessages: each("timedMessages"),
    fullDelete: each("fullDelete"),
    reactions: each("reactions"),
    voice: each("voice"),
    files: each("files"),
    calls: each("calls"),
    sessions: each("sessions"),
    commands: preferences?.commands ?? [],
  }
}

/** What one side may do: what it offers meets what the other allows. */
export function enabled(user: Pref, contact: Pref): T.PrefEnabled {
  if (user.allow === "always" && contact.allow === "no") return { forUser: false, forContact: true }
  if (user.allow === "no" && contact.allow === "always") return { forUser: true, forContact: false }
  if (user.allow === "no" || contact.allow === "no") return { forUser: false, forContact: false }
  return { forUser: true, forContact: true }
}

export interface Sides {
  readonly user: T.Preferences | undefined
  /** What the user allows this contact, where it differs. */
  readonly own: T.Preferences
  readonly contact: T.Preferences | undefined
  /** The user is known to the contact by another profile, whose preferences are all this contact's. */
  readonly incognito?: boolean
}

function merged(feature: T.ChatFeature, { user, own, contact, incognito }: Sides) {
  const ownPreference = own[feature]
  const preference = ownPreference ?? pref(user, feature)
  const contactPreference = pref(contact, feature)
  return {
    enabled: enabled(preference, contactPreference),
    userPreference:
      ownPreference === undefined && incognito !== true
        ? { type: "user" as const, preference }
        : { type: "contact" as const, preference },
    contactPreference,
  }
}

/** What both sides of a chat agree on. Bots' commands come with the contact. */
export function mergedPreferences(sides: Sides): T.ContactUserPreferences {
  const each = (feature: T.ChatFeature) => merged(feature, sides)
  const commands = sides.contact?.commands
  return {
    timedMessages: each("timedMessages"),
    fullDelete: each("fullDelete"),
    reactions: each("reactions"),
    voice: each("voice"),
    files: each("files"),
    calls: each("calls"),
    sessions: each("sessions"),
    ...(commands !== undefined && { commands }),
  }
}

/** The names of the features in the texts of items. */
export const featureNames: Record<T.ChatFeature, string> = {
  timedMessages: "Disappearing messages",
  fullDelete: "Full deletion",
  reactions: "Message reactions",
  voice: "Voice messages",
  files: "Files and media",
  calls: "Audio/video calls",
  sessions: "Chat sessions",
}

/** "Voice messages: enabled". */
export function featureText(feature: T.ChatFeature, state: T.PrefEnabled, ttl?: number): string {
  const name = featureNames[feature]
  if (ttl !== undefined && state.forUser && state.forContact) {
    return `${name}: enabled (${duration(ttl)})`
  }
  if (feature === "timedMessages" && state.forUser && state.forContact) return `${name}: allowed`
  if (state.forUser && state.forContact) return `${name}: enabled`
  if (state.forUser) return `${name}: enabled for you`
  if (state.forContact) return `${name}: enabled for contact`
  return `${name}: off`
}
