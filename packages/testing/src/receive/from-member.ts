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
  /** Who forwarded it. */
  readonly by?: MemberRow
  /** When it was sent, as the server says that took it, or who forwarded it. */
  readonly sentAt: string
}
