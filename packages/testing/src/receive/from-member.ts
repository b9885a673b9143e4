import type { T } from "@simplex-chat/types"
import type { ConnRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"

/** A member, and what it sent. */
export interface FromMember {
  readonly user: UserRow
  readonly conn: ConnRow
  readonly group: GroupRow
  readonly member: MemberRow
  /** The member as it was when the first message of the packet came: items show it so. */
  readonly sender: T.GroupMember
  /** Who forwarded it, and when it was sent. */
  readonly by?: MemberRow
  readonly sentAt?: string
}
