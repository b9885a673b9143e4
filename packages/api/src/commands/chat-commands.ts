import { AddressCommands } from "./addresses.ts"
import { ChatSettingsCommands } from "./chat-settings.ts"
import { ChatTagCommands } from "./chat-tags.ts"
import { ChatListCommands } from "./chats.ts"
import { combine } from "./command-set.ts"
import { ConnectionDetailsCommands } from "./connection-details.ts"
import { ConnectionSecurityCommands } from "./connection-security.ts"
import { ConnectionCommands } from "./connections.ts"
import { CoreStateCommands } from "./core-state.ts"
import { DatabaseCommands } from "./databases.ts"
import { DomainCommands } from "./domains.ts"
import { FileCommands } from "./files.ts"
import { ForwardingCommands } from "./forwarding.ts"
import { GroupAccessCommands } from "./group-access.ts"
import { GroupLinkCommands } from "./group-links.ts"
import { GroupMemberCommands } from "./group-members.ts"
import { GroupCommands } from "./groups.ts"
import { MessageCommands } from "./messages.ts"
import { NetworkCommands } from "./networks.ts"
import { NoteCommands } from "./notes.ts"
import { ServerCommands } from "./own-servers.ts"
import { PreparedChatCommands } from "./prepared-chats.ts"
import { PublicGroupCommands } from "./public-groups.ts"
import { ReadingCommands } from "./reading.ts"
import { RelayCommands } from "./relays.ts"
import { ReportCommands } from "./reports.ts"
import { StandaloneFileCommands } from "./standalone-files.ts"
import { TimeToLiveCommands } from "./times-to-live.ts"
import { UserPrivacyCommands } from "./user-privacy.ts"
import { UserCommands } from "./users.ts"

/** A method for every documented command but starting and stopping, and for many others. */
export abstract class ChatCommands
  extends /* @__PURE__ */ combine(
    AddressCommands,
    MessageCommands,
    ReadingCommands,
    ForwardingCommands,
    ReportCommands,
    NoteCommands,
    FileCommands,
    StandaloneFileCommands,
    GroupCommands,
    GroupMemberCommands,
    PublicGroupCommands,
    RelayCommands,
    GroupLinkCommands,
    GroupAccessCommands,
    ConnectionCommands,
    PreparedChatCommands,
    ConnectionDetailsCommands,
    ConnectionSecurityCommands,
    ChatListCommands,
    ChatSettingsCommands,
    ChatTagCommands,
    TimeToLiveCommands,
    UserCommands,
    UserPrivacyCommands,
    DomainCommands,
    ServerCommands,
    NetworkCommands,
    DatabaseCommands,
    CoreStateCommands,
  ) {}
