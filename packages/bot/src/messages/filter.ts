import type { T } from "@simplex-chat/types"
import type { ChatKind, ContentKind, SenderKind } from "./kinds.ts"

/** One value, or several; one of them must match. */
export type OneOrMany<Value> = Value | readonly Value[]

/** A text that must be equal, a pattern that must be found, or a question about the text. */
export type TextFilter = string | RegExp | ((text: string) => boolean)

/** The keys of `MessageFilter`, whose messages are of type `AnyMessage`: `Message` uses filters itself. */
export interface FilterOn<AnyMessage> {
  /** The kind of content. */
  readonly contentType?: OneOrMany<ContentKind> | undefined
  /** The text or caption; a string must be the whole of it. */
  readonly text?: OneOrMany<TextFilter> | undefined
  readonly chatType?: OneOrMany<ChatKind> | undefined
  /** The direct chat with this contact. */
  readonly contactId?: OneOrMany<number> | undefined
  readonly groupId?: OneOrMany<number> | undefined
  /** The member who sent it: a `groupMemberId` (a number) or a `memberId` (a string). */
  readonly memberId?: OneOrMany<number | string> | undefined
  /** The role of the member who sent it. */
  readonly role?: OneOrMany<T.GroupMemberRole> | undefined
  /** Whether a group message mentions the bot or replies to it. */
  readonly mentioned?: boolean | undefined
  /** Whether a file is attached. */
  readonly hasFile?: boolean | undefined
  /**
   * Whether to get edits of messages in place of messages. Without it, handlers get each message once,
   * as it was when its turn came.
   */
  readonly edited?: boolean | undefined
  /**
   * Whether to get messages that were sent before the bot joined the group, in place of those since.
   * Groups hand their recent history to new members; without this, handlers do not get it.
   */
  readonly history?: boolean | undefined
  /** Any other question. A type guard narrows the message of the handler. */
  readonly when?: Predicate<AnyMessage> | undefined
}

/** A question about a message, or a type guard. */
type Predicate<AnyMessage> =
  ((message: AnyMessage) => boolean) | ((message: AnyMessage) => message is AnyMessage)

/** What is known of the messages that reach some place. */
export interface Scope {
  readonly content: ContentKind
  readonly chat: ChatKind
  readonly sender: SenderKind
  /** What type guards have found, and whether there is a file. */
  readonly also: unknown
}

/** The messages of a scope that pass a filter. */
export interface NarrowOn<AnyMessage, In extends Scope, Filter> {
  readonly content: In["content"] & ContentIn<Filter>
  readonly chat: In["chat"] & ChatIn<Filter>
  readonly sender: In["sender"] & SenderIn<Filter>
  readonly also: In["also"] & GuardedBy<AnyMessage, Filter> & FileIn<Filter>
}

/**
 * What a pattern of the filter found: the match when `text` is a pattern; maybe one when a pattern
 * is among several texts.
 */
export type MatchOf<Filter> = Filter extends { readonly text: infer Text }
  ? [Values<Text>] extends [RegExp]
    ? RegExpExecArray
    : RegExp extends Values<Text>
      ? RegExpExecArray | undefined
      : undefined
  : undefined

type Values<Given> = Given extends readonly (infer Value)[] ? Value : Given

type ContentIn<Filter> = Filter extends {
  readonly contentType: infer Kind extends OneOrMany<ContentKind>
}
  ? Values<Kind>
  : ContentKind

type ChatIn<Filter> = (Filter extends { readonly chatType: infer Kind extends OneOrMany<ChatKind> }
  ? Values<Kind>
  : ChatKind) &
  (Filter extends { readonly contactId: OneOrMany<number> } ? "direct" : ChatKind) &
  (Filter extends GroupOnly ? "group" : ChatKind)

type SenderIn<Filter> = (Filter extends MemberOnly ? "member" : SenderKind) &
  (ChatIn<Filter> extends "direct"
    ? "contact"
    : ChatIn<Filter> extends "group"
      ? "member" | "channel"
      : SenderKind)

type MemberOnly =
  | { readonly memberId: OneOrMany<number | string> }
  | { readonly role: OneOrMany<T.GroupMemberRole> }

type GroupOnly = MemberOnly | { readonly groupId: OneOrMany<number> } | { readonly mentioned: true }

type GuardedBy<AnyMessage, Filter> = Filter extends {
  readonly when: (message: AnyMessage) => message is infer Guarded extends AnyMessage
}
  ? Guarded
  : unknown

type FileIn<Filter> = Filter extends { readonly hasFile: true }
  ? { readonly file: T.CIFile }
  : Filter extends { readonly hasFile: false }
    ? { readonly file: undefined }
    : unknown
