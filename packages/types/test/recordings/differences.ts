import type { FieldSchema, TypeExpr, TypeSchema } from "../../src/schema.ts"

interface Listed {
  readonly reason: string
  /** It is a known change, but nothing in the recordings of this package shows it. */
  readonly unexercised?: true
}

/**
 * A way in which the core 6.4.5 differs from the declared API (6.5.2) so that what it sends does
 * not fit the declaration. `type` is a record or a member (`RcvFileStatus.accepted`,
 * `ChatResponse.groupsList`).
 */
export type Difference = Listed &
  (
    | {
        readonly change: "required since"
        readonly type: string
        readonly field: string
      }
    | {
        readonly change: "removed since"
        readonly type: string
        readonly field: string
        readonly was: TypeExpr
        readonly optional?: true
      }
    | {
        readonly change: "another type since"
        readonly type: string
        readonly field: string
        readonly was: TypeExpr
      }
    | {
        readonly change: "member removed since"
        readonly type: string
        readonly tag: string
        readonly fields: readonly FieldSchema[]
      }
    | { readonly change: "type removed since"; readonly type: string; readonly was: TypeSchema }
    | { readonly change: "another kind since"; readonly type: string; readonly was: TypeSchema }
  )

/**
 * All known differences: the only exceptions that the recordings of the core 6.4.5.1 get. What 6.5
 * merely adds (optional fields, tags, enumeration values, commands) needs no exception, because
 * 6.4.5 never sends it.
 */
export const differences: readonly Difference[] = [
  required("User", "userChatRelay", "users can be chat relays"),
  unexercised(
    required("NewUser", "userChatRelay", "users can be chat relays; only commands carry it"),
  ),
  required("CIMeta", "hasLink", "the core says whether a message has a link"),
  required("ChatError.errorAgent", "agentConnId", "agent errors name their connection"),
  required("FullGroupPreferences", "support", "groups can switch support chats on and off"),
  required("FullGroupPreferences", "comments", "channels can have comments"),
  required("GroupInfo", "useRelays", "groups can use relays"),
  required("GroupInfo", "groupSummary", "the summary moved into the group"),
  required("GroupMember", "indexInGroup", "members have an index"),
  required("GroupLinkPlan.known", "groupUpdated", "resolving a known link can update the group"),
  required("GroupLinkPlan.known", "linkOwners", "links name their owners"),
  required("ChatResponse.membersRoleUser", "msgSigned", "changes of a group can be signed"),
  required(
    "ChatResponse.membersBlockedForAllUser",
    "msgSigned",
    "changes of a group can be signed",
  ),
  required("ChatResponse.userDeletedMembers", "msgSigned", "changes of a group can be signed"),
  required("ChatResponse.groupUpdated", "msgSigned", "changes of a group can be signed"),
  required("ChatResponse.groupDeletedUser", "msgSigned", "changes of a group can be signed"),

  required("RcvFileStatus.accepted", "filePath", "replaces fileInfo"),
  unexercised(required("RcvFileStatus.connected", "filePath", "replaces fileInfo")),
  unexercised(required("RcvFileStatus.complete", "filePath", "replaces fileInfo")),
  removed("RcvFileStatus.accepted", "fileInfo", { ref: "RcvFileInfo" }, "only the path is left"),
  unexercised(
    removed("RcvFileStatus.connected", "fileInfo", { ref: "RcvFileInfo" }, "only the path is left"),
  ),
  unexercised(
    removed("RcvFileStatus.complete", "fileInfo", { ref: "RcvFileInfo" }, "only the path is left"),
  ),
  unexercised({
    ...removed(
      "RcvFileStatus.cancelled",
      "fileInfo_",
      { ref: "RcvFileInfo" },
      "only the path is left",
    ),
    optional: true,
  }),
  {
    change: "type removed since",
    type: "RcvFileInfo",
    was: {
      kind: "record",
      name: "RcvFileInfo",
      fields: [
        { name: "filePath", type: "string" },
        { name: "connId", type: "int64", optional: true },
        { name: "agentConnId", type: "string", optional: true },
      ],
    },
    reason: "files no longer have connections of their own",
  },
  unexercised({
    change: "member removed since",
    type: "ConnectionEntity",
    tag: "sndFileConnection",
    fields: [
      { name: "entityConnection", type: { ref: "Connection" } },
      { name: "sndFileTransfer", type: { ref: "SndFileTransfer" } },
    ],
    reason: "files no longer have connections of their own",
  }),
  unexercised({
    change: "member removed since",
    type: "ConnectionEntity",
    tag: "rcvFileConnection",
    fields: [
      { name: "entityConnection", type: { ref: "Connection" } },
      { name: "rcvFileTransfer", type: { ref: "RcvFileTransfer" } },
    ],
    reason: "files no longer have connections of their own",
  }),

  {
    change: "another type since",
    type: "ChatResponse.groupsList",
    field: "groups",
    was: { array: { ref: "GroupInfoSummary" } },
    reason: "the summary moved into the group",
  },
  {
    change: "type removed since",
    type: "GroupInfoSummary",
    was: {
      kind: "record",
      name: "GroupInfoSummary",
      fields: [
        { name: "groupInfo", type: { ref: "GroupInfo" } },
        { name: "groupSummary", type: { ref: "GroupSummary" } },
      ],
    },
    reason: "the summary moved into the group",
  },
  unexercised({
    change: "another type since",
    type: "GroupSummary",
    field: "currentMembers",
    was: "int",
    reason: "counted in 64 bits; every former value fits",
  }),
  unexercised({
    ...removed("Contact", "viaGroup", "int64", "no longer kept"),
    optional: true,
  }),
  {
    change: "another kind since",
    type: "ConnStatus",
    was: {
      kind: "enum",
      name: "ConnStatus",
      values: [
        { value: "new", name: "New" },
        { value: "prepared", name: "Prepared" },
        { value: "joined", name: "Joined" },
        { value: "requested", name: "Requested" },
        { value: "accepted", name: "Accepted" },
        { value: "snd-ready", name: "SndReady" },
        { value: "ready", name: "Ready" },
        { value: "deleted", name: "Deleted" },
      ],
    },
    reason: "a connection that failed says why, so a text is no longer enough",
  },
  unexercised({
    change: "member removed since",
    type: "ChatErrorType",
    tag: "fileRead",
    fields: [
      { name: "filePath", type: "string" },
      { name: "message", type: "string" },
    ],
    reason: "no longer raised",
  }),
  unexercised({
    change: "member removed since",
    type: "StoreError",
    tag: "introNotFound",
    fields: [],
    reason: "introductions are no longer stored",
  }),
]

function required(type: string, field: string, reason: string) {
  return { change: "required since", type, field, reason } as const
}

function removed(type: string, field: string, was: TypeExpr, reason: string) {
  return { change: "removed since", type, field, was, reason } as const
}

function unexercised(difference: Difference): Difference {
  return { ...difference, unexercised: true }
}
