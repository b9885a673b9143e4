// Names for narrower types of messages, for the signatures of functions that handle them.

import type { ContentKind } from "./kinds.ts"
import type { Message } from "./message.ts"

/** A message with text alone. */
export type TextMessage = Message<"text">
/** A message with the preview of a link. */
export type LinkMessage = Message<"link">
export type ImageMessage = Message<"image">
export type VideoMessage = Message<"video">
export type VoiceMessage = Message<"voice">
/** A message with a file of another kind. */
export type FileMessage = Message<"file">
/** A report to the moderators of a group. */
export type ReportMessage = Message<"report">
/** A message with a link to a contact, a group or a channel. */
export type ChatLinkMessage = Message<"chat">
/** A message of a kind that this version does not know. */
export type UnknownMessage = Message<"unknown">
/** A message in a direct chat. */
export type DirectMessage = Message<ContentKind, "direct", "contact">
/** A message in a group. */
export type GroupMessage = Message<ContentKind, "group", "member" | "channel">
