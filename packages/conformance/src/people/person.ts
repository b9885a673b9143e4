import type { Conversation } from "./conversation.ts"

/** What a group is from the beginning. */
export interface GroupOptions {
  /** Whether new members get the recent messages; false when absent. */
  readonly history?: boolean | undefined
  /** Whether members may write to each other in private; false when absent. */
  readonly directMessages?: boolean | undefined
}

/** What a member may do. */
export type Role = "observer" | "member" | "moderator" | "admin" | "owner"

/** A group as one of its members sees it. */
export interface GroupConversation extends Conversation {
  /** A link by which anyone joins as a member. */
  link(): Promise<string>
  /** Invites a contact of this name. */
  invite(name: string, role?: Role): Promise<void>
  /** Waits until someone of this name is a member and can be written to. */
  seesMember(name: string): Promise<void>
  setRole(name: string, role: Role): Promise<void>
  /** Writes to a member in private, which needs `directMessages`. */
  whisper(name: string, text: string): Promise<Conversation>
}

/**
 * Someone with an app, as scenarios about bots see them. There are two implementations: people of
 * `@simplex-chat/testing`, as authors of bots have them in their tests, and people who drive any core
 * through `ChatApi`.
 */
export interface Person {
  readonly name: string
  /** Connects to an address or a one-time link; resolves to the chat with who is behind it. */
  connect(link: string): Promise<Conversation>
  /** The person's address, which accepts everyone. */
  address(): Promise<string>
  /** Waits until the contact of this name is connected. */
  friend(name: string): Promise<Conversation>
  createGroup(name: string, options?: GroupOptions): Promise<GroupConversation>
  /** Joins a group, or becomes the customer of a business address; resolves once one is a member. */
  joinGroup(link: string, name: string): Promise<GroupConversation>
  /** Deletes the contact of a chat, and lets them know. */
  deleteContact(chat: Conversation): Promise<void>
}
