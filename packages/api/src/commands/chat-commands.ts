import { AddressCommands } from "./addresses.ts"
import { BeyondCommands } from "./beyond.ts"
import { ChatListCommands } from "./chats.ts"
import { combine } from "./command-set.ts"
import { ConnectionCommands } from "./connections.ts"
import { FileCommands } from "./files.ts"
import { GroupLinkCommands } from "./group-links.ts"
import { GroupMemberCommands } from "./group-members.ts"
import { GroupCommands } from "./groups.ts"
import { MessageCommands } from "./messages.ts"
import { PublicGroupCommands } from "./public-groups.ts"
import { UserCommands } from "./users.ts"

/** A method for every command but starting and stopping. */
export abstract class ChatCommands
  extends /* @__PURE__ */ combine(
    AddressCommands,
    MessageCommands,
    FileCommands,
    GroupCommands,
    GroupMemberCommands,
    PublicGroupCommands,
    GroupLinkCommands,
    ConnectionCommands,
    ChatListCommands,
    UserCommands,
    BeyondCommands,
  ) {}
