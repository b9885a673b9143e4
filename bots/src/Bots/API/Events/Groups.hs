-- | Events about groups and their members.
module Bots.API.Events.Groups
  ( GroupEvent (..),
  )
where

import Bots.API.Types.Addresses (GroupLink)
import Bots.API.Types.ChatItems (MsgSigStatus)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Relays (GroupRelay)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data GroupEvent
  = CEvtReceivedGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        fromMemberRole :: GroupMemberRole,
        memberRole :: GroupMemberRole
      }
  | CEvtUserJoinedGroup
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember
      }
  | CEvtGroupUpdated
      { user :: User,
        fromGroup :: GroupInfo,
        toGroup :: GroupInfo,
        member_ :: Maybe GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtJoinedGroupMember {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CEvtMemberRole
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        member :: GroupMember,
        fromRole :: GroupMemberRole,
        toRole :: GroupMemberRole,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtDeletedMember
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        deletedMember :: GroupMember,
        withMessages :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtLeftMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtDeletedMemberUser
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        withMessages :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtGroupDeleted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtConnectedToGroupMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        memberContact :: Maybe Contact
      }
  | CEvtMemberAcceptedByOther
      { user :: User,
        groupInfo :: GroupInfo,
        acceptingMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtMemberBlockedForAll
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        member :: GroupMember,
        blocked :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtGroupMemberUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        fromMember :: GroupMember,
        toMember :: GroupMember
      }
  | CEvtGroupLinkDataUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay],
        relaysChanged :: Bool
      }
  | CEvtGroupRelayUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        groupRelay :: GroupRelay
      }
  | CEvtUserAcceptedGroupSent {user :: User, groupInfo :: GroupInfo, hostContact :: Maybe Contact}
  | CEvtUnknownMemberCreated
      { user :: User,
        groupInfo :: GroupInfo,
        forwardedByMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtUnknownMemberBlocked
      { user :: User,
        groupInfo :: GroupInfo,
        blockedByMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtUnknownMemberAnnounced
      { user :: User,
        groupInfo :: GroupInfo,
        announcingMember :: GroupMember,
        unknownMember :: GroupMember,
        announcedMember :: GroupMember
      }
  | CEvtAcceptingGroupJoinRequestMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CEvtNoMemberContactCreating {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupEvent where
  about =
    union
      "Events about groups and their members."
      [ "receivedGroupInvitation"
          := "A contact invites the user into a group; APIJoinGroup accepts. Arrives again when \
             \the invitation is sent again.",
        "receivedGroupInvitation.fromMemberRole" := "The role of the contact in the group.",
        "receivedGroupInvitation.memberRole" := "The role that the user gets.",
        "userJoinedGroup"
          := "The user is connected to the group it joined. In a group that lets members in by \
             \hand it arrives twice: first while the user waits, then when it is let in; \
             \`membership` of the group says which.",
        "userJoinedGroup.hostMember" := "The member who let the user in.",
        "groupUpdated" := "The profile or the preferences of a group changed.",
        "groupUpdated.member_" := "The member who made the change, if known.",
        "groupUpdated.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "joinedGroupMember"
          := "Someone whom the user invited, or who used its group link, is connected. In a group \
             \that lets members in by hand the member may still have to wait: see its status.",
        "memberRole" := "A member changed the role of another, which can be the user itself.",
        "memberRole.byMember" := "The member who made the change.",
        "memberRole.member" := "The member with the new role.",
        "memberRole.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "deletedMember" := "A member removed another from a group.",
        "deletedMember.byMember" := "The member who removed the other.",
        "deletedMember.withMessages"
          := "Whether the messages of the removed member are deleted too.",
        "deletedMember.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "leftMember" := "A member left a group.",
        "leftMember.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "deletedMemberUser" := "The user was removed from a group.",
        "deletedMemberUser.member" := "The member who removed the user.",
        "deletedMemberUser.withMessages" := "Whether the messages of the user are deleted too.",
        "deletedMemberUser.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "groupDeleted" := "An owner deleted a group.",
        "groupDeleted.member" := "The owner who deleted it.",
        "groupDeleted.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "connectedToGroupMember"
          := "The user is connected to a member whom another member introduced.",
        "connectedToGroupMember.memberContact"
          := "The direct contact with the member, if there is one.",
        "memberAcceptedByOther"
          := "Another member let in or moved on a waiting member, which can be the user itself: \
             \its status says how far.",
        "memberAcceptedByOther.member" := "The waiting member.",
        "memberBlockedForAll"
          := "A member blocked another for the whole group, or lifted the block.",
        "memberBlockedForAll.byMember" := "The member who did it.",
        "memberBlockedForAll.blocked" := "False when the block was lifted.",
        "memberBlockedForAll.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "groupMemberUpdated" := "The profile of a member changed.",
        "groupLinkDataUpdated" := "The data behind the link of a public group was updated.",
        "groupLinkDataUpdated.relaysChanged" := "Whether the update changed the status of a relay.",
        "groupRelayUpdated" := "The status of a chat relay of a public group changed.",
        "groupRelayUpdated.member" := "The relay as a member of the group.",
        "userAcceptedGroupSent"
          := "The invitation that answers joining by an old group link was accepted automatically.",
        "unknownMemberCreated"
          := "A message came that was forwarded from a member not known before.",
        "unknownMemberBlocked" := "A member not known before was blocked for all.",
        "unknownMemberAnnounced"
          := "A member whose messages came before is now introduced by the group.",
        "acceptingGroupJoinRequestMember"
          := "A request to join through the user's group link is being accepted.",
        "noMemberContactCreating" := "The terminal app began a direct contact with a member."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "userAcceptedGroupSent",
          "unknownMemberCreated",
          "unknownMemberBlocked",
          "unknownMemberAnnounced",
          "acceptingGroupJoinRequestMember",
          "noMemberContactCreating"
        ]
