import type { Action } from "@simplex-chat/playground/protocol"
import type { Happening } from "@simplex-chat/testing"

/** Something that was done, with all that is needed to write it down. */
export interface Done {
  readonly action: Action
  /** What people's cores were commanded for it. */
  readonly commands?: readonly { readonly person: string; readonly text: string }[]
  /** The text of the message that it is about. */
  readonly about?: string | undefined
  /** The name of the member, the contact or the group that it is about. */
  readonly name?: string | undefined
  /** The file that was sent. */
  readonly bytes?: Uint8Array | undefined
  /** How many things each person had heard of before. */
  readonly heard: Readonly<Record<string, number>>
  /** The time of the network before, in milliseconds since 1970. */
  readonly atMs: number
}

/** A run of a bot, to be written as a test. */
export interface Story {
  /** The bot's file. */
  readonly file: string
  readonly botName: string
  readonly seed: number
  readonly done: readonly Done[]
  /** What each person heard, in order. */
  readonly histories: Readonly<Record<string, readonly Happening[]>>
  /** The time of the network when it was written. */
  readonly endMs: number
}
