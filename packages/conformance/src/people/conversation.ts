/** A message as a person sees it. */
export interface Said {
  readonly text: string
  /** The text of the message that it replies to. */
  readonly quote: string | undefined
  readonly edited: boolean
  /** What kind of content it is: `text`, `image`, `file`, ... */
  readonly kind: string
  /** `marked` while it is shown as deleted, `gone` once it is not shown at all. */
  readonly deleted: "no" | "marked" | "gone"
}

/** What a message must say: its exact text, or a pattern. */
export type Wanted = string | RegExp

export interface SayOptions {
  /** The message that this one replies to. */
  readonly quoting?: Said | undefined
  /** Seconds after which the message disappears. */
  readonly ttl?: number | undefined
}

/** One chat as one person sees it. What was said is found by what it is, never by ids. */
export interface Conversation {
  say(text: string, options?: SayOptions): Promise<Said>
  /** Types a live message: each text is one state of it, the last one is final. */
  sayLive(...texts: readonly [string, string, ...string[]]): Promise<Said>
  sendFile(name: string, bytes: Uint8Array): Promise<Said>
  /** Sends a picture with a caption. */
  sendImage(name: string, bytes: Uint8Array, caption: string): Promise<Said>
  /** Waits for a message of others that no earlier call has returned. */
  sees(wanted: Wanted, from?: string): Promise<Said>
  /** Waits for a message with a file that no earlier call has returned. */
  seesFile(): Promise<Said>
  /** Takes the file of a message; resolves to its path once it is complete. */
  receive(said: Said): Promise<string>
  seesEdit(said: Said, text: string): Promise<Said>
  /** Waits until a message is shown as deleted, or not at all. */
  seesDeletion(said: Said): Promise<Said>
  seesReaction(said: Said, emoji: string, count?: number): Promise<Said>
  edit(said: Said, text: string): Promise<unknown>
  /** Deletes an own message for everyone. */
  deleteForAll(said: Said): Promise<unknown>
  react(said: Said, emoji: string): Promise<unknown>
  /** What others have said here so far, oldest first. */
  texts(): readonly string[]
}
