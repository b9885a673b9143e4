-- | Members of groups.
module Bots.API.Types.GroupMembers
  ( types,
    GroupMemberStatus (..),
    GroupMemberCategory (..),
    GroupMemberSettings (..),
    GroupSupportChat (..),
    InvitedBy (..),
    GroupMember (..),
    GroupMemberRef (..),
    GroupChatScope (..),
    GroupChatScopeInfo (..),
  )
where

import Bots.API.Types.Connections (Connection, SecurityCode, VersionRange)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Users (LocalProfile, Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @GroupMemberStatus,
    declareType @GroupMemberCategory,
    declareType @GroupMemberSettings,
    declareType @GroupSupportChat,
    declareType @InvitedBy,
    declareType @GroupMember,
    declareType @GroupMemberRef,
    declareType @GroupChatScope,
    declareType @GroupChatScopeInfo
  ]

data GroupMemberStatus
  = GroupMemberStatusRejected
  | GroupMemberStatusRemoved
  | GroupMemberStatusLeft
  | GroupMemberStatusDeleted
  | GroupMemberStatusUnknown
  | GroupMemberStatusInvited
  | GroupMemberStatusPendingApproval
  | GroupMemberStatusPendingReview
  | GroupMemberStatusIntroduced
  | GroupMemberStatusIntroInv
  | GroupMemberStatusAccepted
  | GroupMemberStatusAnnounced
  | GroupMemberStatusConnected
  | GroupMemberStatusComplete
  | GroupMemberStatusCreator
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberStatus where
  about =
    enumeration
      "How far a member has come in joining, or how the membership ended."
      [ "rejected" := "Was not admitted to the group.",
        "removed" := "Was removed from the group.",
        "left" := "Has left the group.",
        "deleted" := "The group was deleted.",
        "unknown"
          := "Was never introduced to the user; also the user's own status before joining a \
             \prepared group.",
        "invited" := "Was invited and has not answered.",
        "pending_approval" := "Waits for approval.",
        "pending_review" := "Waits for the moderators to accept.",
        "introduced" := "Was introduced to the user; no connection has begun.",
        "intro-inv" := "Was introduced, and a connection is being made.",
        "accepted" := "Has accepted the invitation and is not connected yet.",
        "announced" := "Was announced to the other members.",
        "connected" := "Is connected.",
        "complete" := "Is connected with all members that were there before.",
        "creator" := "Created the group."
      ]
      & spelled
        [ ("PendingApproval", "pending_approval"),
          ("PendingReview", "pending_review"),
          ("IntroInv", "intro-inv")
        ]

data GroupMemberCategory
  = GroupMemberCategoryUser
  | GroupMemberCategoryInvitee
  | GroupMemberCategoryHost
  | GroupMemberCategoryPre
  | GroupMemberCategoryPost
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberCategory where
  about =
    enumeration
      "How a member relates to the user in the group."
      [ "user" := "The user's own membership.",
        "invitee" := "Came through the user, by invitation or by the user's group link.",
        "host" := "Invited the user or let them in through a link.",
        "pre" := "Was in the group before the user.",
        "post" := "Came after the user."
      ]

data GroupMemberSettings = GroupMemberSettings
  { showMessages :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberSettings where
  about =
    record
      "The user's own settings for a member."
      [ "showMessages" := "False when the user has blocked the member for themselves."
      ]

data GroupSupportChat = GroupSupportChat
  { chatTs :: UTCTime,
    unread :: Int64,
    memberAttention :: Int64,
    mentions :: Int64,
    lastMsgFromMemberTs :: Maybe UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupSupportChat where
  about =
    record
      "State of the private chat of one member with the group's moderators."
      [ "chatTs" := "Time of the last activity in the chat.",
        "unread" := "Number of unread messages.",
        "memberAttention"
          := "Number of the member's messages that wait for the attention of moderators.",
        "mentions" := "Number of unread messages that mention the user.",
        "lastMsgFromMemberTs" := "Time of the member's last message; absent when there was none."
      ]

data InvitedBy
  = InvitedByContact {byContactId :: Int64}
  | InvitedByUser
  | InvitedByUnknown
  deriving (Eq, Show, Generic, Wire)

instance Declared InvitedBy where
  about =
    union
      "Who invited a member."
      [ "contact" := "A contact of the user.",
        "user" := "The user.",
        "unknown" := "Not known on this device, as after joining by a link."
      ]

data GroupMember = GroupMember
  { groupMemberId :: Int64,
    groupId :: Int64,
    indexInGroup :: Int64,
    memberId :: Text,
    memberRole :: GroupMemberRole,
    memberCategory :: GroupMemberCategory,
    memberStatus :: GroupMemberStatus,
    memberSettings :: GroupMemberSettings,
    blockedByAdmin :: Bool,
    invitedBy :: InvitedBy,
    invitedByGroupMemberId :: Maybe Int64,
    localDisplayName :: Text,
    memberProfile :: LocalProfile,
    memberContactId :: Maybe Int64,
    memberContactProfileId :: Int64,
    activeConn :: Maybe Connection,
    memberChatVRange :: VersionRange,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    supportChat :: Maybe GroupSupportChat,
    memberPubKey :: Maybe Text,
    relayLink :: Maybe Text,
    memberVerifiedCode :: Maybe SecurityCode
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMember where
  about =
    record
      "A member of a group. The user's own membership is one too."
      [ "groupMemberId" := "Id of the member on this device, as commands use it.",
        "indexInGroup" := "Number of the member within the group.",
        "memberId"
          := "Identifier of the member, the same for all members of the group, as base64url.",
        "blockedByAdmin" := "Whether a moderator has blocked the member for everyone.",
        "invitedByGroupMemberId" := "Id of the member who invited this one, when it is known.",
        "localDisplayName"
          := "Name under which this device shows the member: the display name, with a suffix such \
             \as `_1` when it is taken.",
        "memberProfile" := "The profile that the member shows in this group.",
        "memberContactId"
          := "Id of the contact, when the member is one; for the user's own membership, the \
             \user's `userContactId`.",
        "memberContactProfileId"
          := "Id of the member's general profile, which may differ from the one shown in this \
             \group.",
        "activeConn"
          := "Absent when there is no direct connection with the member, as for the user's own \
             \membership.",
        "memberChatVRange" := "Protocol versions that the member supports.",
        "supportChat" := "Present when the member has a private chat with the moderators.",
        "memberPubKey" := "Public key that verifies what the member signs.",
        "relayLink" := "Link of the relay, when the member is a chat relay.",
        "memberVerifiedCode"
          := "Security code by which the user verified the member; absent when it is not verified."
      ]

data GroupMemberRef = GroupMemberRef
  { groupMemberId :: Int64,
    profile :: Profile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberRef where
  about =
    record
      "A member by id and profile only."
      [ "groupMemberId" := "Id of the member on this device."
      ]

data GroupChatScope = GroupChatScopeMemberSupport {groupMemberId_ :: Maybe Int64}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupChatScope where
  about =
    union
      "A part of a group's chat that only some members see."
      [ "memberSupport" := "The private chat of one member with the moderators.",
        "memberSupport.groupMemberId_" := "Whose chat it is; absent for the user's own."
      ]
      & textual
        ( cases
            [ ( "memberSupport",
                "(_support" <> optional "groupMemberId_" (":" <> number "groupMemberId_") <> ")"
              )
            ]
        )

data GroupChatScopeInfo = GroupChatScopeInfoMemberSupport {groupMember_ :: Maybe GroupMember}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupChatScopeInfo where
  about =
    union
      "A part of a group's chat that only some members see, with what is known of it."
      [ "memberSupport" := "The private chat of one member with the moderators.",
        "memberSupport.groupMember_" := "Whose chat it is; absent for the user's own."
      ]
