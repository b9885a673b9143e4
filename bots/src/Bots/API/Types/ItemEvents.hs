-- | What can happen in a connection, with a contact or in a group, as items of a chat show it.
module Bots.API.Types.ItemEvents
  ( types,
    CICallStatus (..),
    CIGroupInvitationStatus (..),
    CIGroupInvitation (..),
    RcvConnEvent (..),
    SndConnEvent (..),
    RcvDirectEvent (..),
    RcvGroupEvent (..),
    SndGroupEvent (..),
  )
where

import Bots.API.Types.Connections (RatchetSyncState, SwitchPhase)
import Bots.API.Types.GroupMembers (GroupMemberRef)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (GroupProfile)
import Bots.API.Types.Users (Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CICallStatus,
    declareType @CIGroupInvitationStatus,
    declareType @CIGroupInvitation,
    declareType @RcvConnEvent,
    declareType @SndConnEvent,
    declareType @RcvDirectEvent,
    declareType @RcvGroupEvent,
    declareType @SndGroupEvent
  ]

data CICallStatus
  = CICallStatusPending
  | CICallStatusMissed
  | CICallStatusRejected
  | CICallStatusAccepted
  | CICallStatusNegotiated
  | CICallStatusProgress
  | CICallStatusEnded
  | CICallStatusError
  deriving (Eq, Show, Generic, Wire)

instance Declared CICallStatus where
  about =
    enumeration
      "How far an audio or video call has got."
      [ "pending" := "Offered and not answered yet.",
        "missed" := "Ended before it was answered.",
        "rejected" := "Declined.",
        "accepted" := "Accepted, the connection is not negotiated yet.",
        "negotiated" := "Both sides have exchanged what the connection needs.",
        "progress" := "Under way.",
        "ended" := "Over.",
        "error" := "Failed."
      ]

data CIGroupInvitationStatus
  = CIGroupInvitationStatusPending
  | CIGroupInvitationStatusAccepted
  | CIGroupInvitationStatusRejected
  | CIGroupInvitationStatusExpired
  deriving (Eq, Show, Generic, Wire)

instance Declared CIGroupInvitationStatus where
  about =
    enumeration
      "What has become of an invitation to a group."
      [ "pending" := "Neither accepted nor rejected yet.",
        "accepted" := "Accepted; the invited side is joining.",
        "rejected" := "Declined.",
        "expired" := "No longer valid."
      ]

data CIGroupInvitation = CIGroupInvitation
  { groupId :: Int64,
    groupMemberId :: Int64,
    localDisplayName :: Text,
    groupProfile :: GroupProfile,
    status :: CIGroupInvitationStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIGroupInvitation where
  about =
    record
      "An invitation to a group, as an item of a direct chat."
      [ "groupId" := "Id of the group in the bot's own database.",
        "groupMemberId"
          := "Id of the membership that the invitation offers: the bot's own in a received \
             \invitation, the invited contact's in a sent one.",
        "localDisplayName"
          := "The group's local name in a received invitation, the invited contact's in a sent \
             \one."
      ]

data RcvConnEvent
  = RcvConnEventSwitchQueue {phase :: SwitchPhase}
  | RcvConnEventRatchetSync {syncStatus :: RatchetSyncState}
  | RcvConnEventVerificationCodeReset
  | RcvConnEventPqEnabled {enabled :: Bool}
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvConnEvent where
  about =
    union
      "A change of a connection that the other side started."
      [ "switchQueue" := "The other side moves to another address to receive messages at.",
        "ratchetSync" := "The encryption is being renegotiated.",
        "verificationCodeReset"
          := "The security code has changed, so an earlier verification no longer counts.",
        "pqEnabled" := "Encryption that resists quantum computers was turned on or off."
      ]

data SndConnEvent
  = SndConnEventSwitchQueue {phase :: SwitchPhase, member :: Maybe GroupMemberRef}
  | SndConnEventRatchetSync
      { syncStatus :: RatchetSyncState,
        member :: Maybe GroupMemberRef
      }
  | SndConnEventPqEnabled {enabled :: Bool}
  deriving (Eq, Show, Generic, Wire)

instance Declared SndConnEvent where
  about =
    union
      "A change of a connection that the bot's side started."
      [ "switchQueue" := "The bot moves to another address to receive messages at.",
        "switchQueue.member" := "The member at the other end, in a group.",
        "ratchetSync" := "The encryption is being renegotiated.",
        "ratchetSync.member" := "The member at the other end, in a group.",
        "pqEnabled" := "Encryption that resists quantum computers was turned on or off."
      ]

data RcvDirectEvent
  = RcvDirectEventContactDeleted
  | RcvDirectEventProfileUpdated {fromProfile :: Profile, toProfile :: Profile}
  | RcvDirectEventGroupInvLinkReceived {groupProfile :: GroupProfile}
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvDirectEvent where
  about =
    union
      "Something a contact did, shown as an item of the direct chat."
      [ "contactDeleted"
          := "The contact deleted the conversation with the bot; messages can no longer be sent.",
        "profileUpdated" := "The contact changed the profile.",
        "groupInvLinkReceived"
          := "The contact, a member of a common group, asked for a direct connection.",
        "groupInvLinkReceived.groupProfile" := "The group that the request came from."
      ]

data RcvGroupEvent
  = RcvGroupEventMemberAdded {groupMemberId :: Int64, profile :: Profile}
  | RcvGroupEventMemberConnected
  | RcvGroupEventMemberAccepted {groupMemberId :: Int64, profile :: Profile}
  | RcvGroupEventUserAccepted
  | RcvGroupEventMemberLeft
  | RcvGroupEventMemberRole
      { groupMemberId :: Int64,
        profile :: Profile,
        role :: GroupMemberRole
      }
  | RcvGroupEventMemberBlocked {groupMemberId :: Int64, profile :: Profile, blocked :: Bool}
  | RcvGroupEventUserRole {role :: GroupMemberRole}
  | RcvGroupEventMemberDeleted {groupMemberId :: Int64, profile :: Profile}
  | RcvGroupEventUserDeleted
  | RcvGroupEventGroupDeleted
  | RcvGroupEventGroupUpdated {groupProfile :: GroupProfile}
  | RcvGroupEventInvitedViaGroupLink
  | RcvGroupEventMemberCreatedContact
  | RcvGroupEventMemberProfileUpdated {fromProfile :: Profile, toProfile :: Profile}
  | RcvGroupEventNewMemberPendingReview
  | RcvGroupEventMsgBadSignature
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvGroupEvent where
  about =
    union
      "Something other members did, shown as an item of the group. The item's direction names the \
      \member who did it."
      [ "memberAdded" := "Added another member.",
        "memberAdded.groupMemberId" := "The new member.",
        "memberConnected" := "Has connected with the bot.",
        "memberAccepted" := "Admitted a member who was waiting.",
        "memberAccepted.groupMemberId" := "The admitted member.",
        "userAccepted" := "Admitted the bot.",
        "memberLeft" := "Left the group.",
        "memberRole" := "Changed the role of another member.",
        "memberRole.groupMemberId" := "The member whose role changed.",
        "memberRole.role" := "The new role.",
        "memberBlocked" := "Blocked or unblocked another member for everyone.",
        "memberBlocked.groupMemberId" := "The member concerned.",
        "memberBlocked.blocked" := "False when the member was unblocked.",
        "userRole" := "Changed the role of the bot.",
        "userRole.role" := "The bot's new role.",
        "memberDeleted" := "Removed another member.",
        "memberDeleted.groupMemberId" := "The removed member.",
        "userDeleted" := "Removed the bot from the group.",
        "groupDeleted" := "Deleted the group.",
        "groupUpdated" := "Changed the group's profile.",
        "groupUpdated.groupProfile" := "The new profile.",
        "invitedViaGroupLink" := "Was invited through the bot's link of the group.",
        "memberCreatedContact" := "Started a direct connection with the bot.",
        "memberProfileUpdated" := "Changed their profile.",
        "newMemberPendingReview"
          := "Wants to join and waits for the review of the moderators, the bot among them.",
        "msgBadSignature" := "Sent a message whose signature is wrong; the message was refused."
      ]

data SndGroupEvent
  = SndGroupEventMemberRole
      { groupMemberId :: Int64,
        profile :: Profile,
        role :: GroupMemberRole
      }
  | SndGroupEventMemberBlocked {groupMemberId :: Int64, profile :: Profile, blocked :: Bool}
  | SndGroupEventUserRole {role :: GroupMemberRole}
  | SndGroupEventMemberDeleted {groupMemberId :: Int64, profile :: Profile}
  | SndGroupEventUserLeft
  | SndGroupEventGroupUpdated {groupProfile :: GroupProfile}
  | SndGroupEventMemberAccepted {groupMemberId :: Int64, profile :: Profile}
  | SndGroupEventUserPendingReview
  deriving (Eq, Show, Generic, Wire)

instance Declared SndGroupEvent where
  about =
    union
      "Something the bot did in a group, shown as an item of it."
      [ "memberRole" := "Changed the role of a member.",
        "memberRole.groupMemberId" := "The member whose role changed.",
        "memberRole.role" := "The new role.",
        "memberBlocked" := "Blocked or unblocked a member for everyone.",
        "memberBlocked.groupMemberId" := "The member concerned.",
        "memberBlocked.blocked" := "False when the member was unblocked.",
        "userRole" := "Changed its own role.",
        "userRole.role" := "The bot's new role.",
        "memberDeleted" := "Removed a member.",
        "memberDeleted.groupMemberId" := "The removed member.",
        "userLeft" := "Left the group.",
        "groupUpdated" := "Changed the group's profile.",
        "groupUpdated.groupProfile" := "The new profile.",
        "memberAccepted" := "Admitted a member who was waiting.",
        "memberAccepted.groupMemberId" := "The admitted member.",
        "userPendingReview" := "Waits until moderators have reviewed its request to join."
      ]
