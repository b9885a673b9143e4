-- | The items of chats: messages, notices, calls, their states, quotes and reactions.
module Bots.API.Types.ChatItems where

import Bots.API.Types.AgentErrors (SrvError)
import Bots.API.Types.Chats (ChatInfo, ChatStats, ChatType)
import Bots.API.Types.Connections (RatchetSyncState, SwitchPhase)
import Bots.API.Types.Files (CIFile)
import Bots.API.Types.Groups (GroupMember, GroupMemberRef, GroupProfile)
import Bots.API.Types.Messages (FormattedText, MsgContent, MsgReaction)
import Bots.API.Types.Preferences (ChatFeature, FeatureAllowed, GroupFeature, GroupMemberRole, GroupPreference, PrefEnabled)
import Bots.API.Types.Users (Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Map.Strict (Map)
import Data.Text (Text)
import Data.Time (UTCTime)
import Data.Word (Word32)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CIDirection,
    declareType @MsgDirection,
    declareType @CIDeleteMode,
    declareType @CICallStatus,
    declareType @CIGroupInvitationStatus,
    declareType @CIGroupInvitation,
    declareType @E2EInfo,
    declareType @MsgErrorType,
    declareType @MsgDecryptError,
    declareType @RcvMsgError,
    declareType @RcvConnEvent,
    declareType @SndConnEvent,
    declareType @RcvDirectEvent,
    declareType @RcvGroupEvent,
    declareType @SndGroupEvent,
    declareType @CIContent,
    declareType @SndError,
    declareType @SndCIStatusProgress,
    declareType @MsgReceiptStatus,
    declareType @CIStatus,
    declareType @CIDeleted,
    declareType @CIForwardedFrom,
    declareType @CITimed,
    declareType @MsgSigStatus,
    declareType @CIMeta,
    declareType @CIMentionMember,
    declareType @CIMention,
    declareType @CIQuote,
    declareType @CIReactionCount,
    declareType @ChatItem,
    declareType @CIReaction,
    declareType @ACIReaction,
    declareType @AChatItem,
    declareType @AChat,
    declareType @ChatItemDeletion
  ]

data CIDirection
  = CIDirectionDirectSnd
  | CIDirectionDirectRcv
  | CIDirectionGroupSnd
  | CIDirectionGroupRcv {groupMember :: GroupMember}
  | CIDirectionChannelRcv
  | CIDirectionLocalSnd
  | CIDirectionLocalRcv
  deriving (Eq, Show, Generic, Wire)

instance Declared CIDirection where
  about =
    union
      "Who sent an item and in what kind of chat."
      [ "directSnd" := "Sent by the bot to a contact.",
        "directRcv" := "Received from a contact.",
        "groupSnd" := "Sent by the bot to a group.",
        "groupRcv" := "Received from a member of a group.",
        "groupRcv.groupMember" := "The member who sent it.",
        "channelRcv" := "Received from a channel itself, with no member named as the sender.",
        "localSnd" := "Written by the user to the notes.",
        "localRcv" := "Stands on the receiving side of the notes."
      ]

data MsgDirection
  = MsgDirectionRcv
  | MsgDirectionSnd
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgDirection where
  about =
    enumeration
      "Which way a message went, as its owner saw it."
      [ "rcv" := "Received.",
        "snd" := "Sent."
      ]

data CIDeleteMode
  = CIDeleteModeBroadcast
  | CIDeleteModeInternal
  | CIDeleteModeInternalMark
  | CIDeleteModeHistory
  deriving (Eq, Show, Generic, Wire)

instance Declared CIDeleteMode where
  about =
    enumeration
      "How far the deletion of messages goes."
      [ "broadcast" := "Delete for everyone in the chat. Works only for the bot's own messages of about the last day.",
        "internal" := "Remove from the bot's own database. Nobody else is told.",
        "internalMark" := "Mark as deleted in the bot's own database and keep the content. Nobody else is told.",
        "history" := "Remove from the history that a channel's relays keep, however old the message is. Subscribers keep the copies they have; needs a channel and the role moderator or higher."
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
      "An invitation to a group, as it stands in a direct chat."
      [ "groupId" := "Id of the group in the bot's own database.",
        "groupMemberId" := "Id of the membership that the invitation offers: the bot's own in a received invitation, the invited contact's in a sent one.",
        "localDisplayName" := "The group's local name in a received invitation, the invited contact's in a sent one."
      ]

data E2EInfo = E2EInfo
  { public :: Maybe Bool,
    pqEnabled :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared E2EInfo where
  about =
    record
      "How the messages of a chat are protected from end to end."
      [ "public" := "Whether the chat is public.",
        "pqEnabled" := "True when the encryption also resists quantum computers. Groups have false here."
      ]

data MsgErrorType
  = MsgErrorTypeMsgSkipped {fromMsgId :: Int64, toMsgId :: Int64}
  | MsgErrorTypeMsgBadId {msgId :: Int64}
  | MsgErrorTypeMsgBadHash
  | MsgErrorTypeMsgDuplicate
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgErrorType where
  about =
    union
      "A break in the sequence of messages of a connection."
      [ "msgSkipped" := "Some messages never arrived.",
        "msgSkipped.fromMsgId" := "First missing number in the connection's own count, not an item id.",
        "msgSkipped.toMsgId" := "Last missing number.",
        "msgBadId" := "The message has a number that is lower than the expected one.",
        "msgBadId.msgId" := "The number that came, in the connection's own count.",
        "msgBadHash" := "The message does not follow from the one before it: the hash of the previous message differs.",
        "msgDuplicate" := "The message arrived before."
      ]

data MsgDecryptError
  = MsgDecryptErrorRatchetHeader
  | MsgDecryptErrorTooManySkipped
  | MsgDecryptErrorRatchetEarlier
  | MsgDecryptErrorOther
  | MsgDecryptErrorRatchetSync
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgDecryptError where
  about =
    enumeration
      "Why a message could not be decrypted."
      [ "ratchetHeader" := "The header could not be decrypted: the two sides have lost their common state.",
        "tooManySkipped" := "Too many messages are missing before this one.",
        "ratchetEarlier" := "The message belongs to a state that is already past, as after restoring an old database.",
        "other" := "Any other failure of decryption.",
        "ratchetSync" := "It failed while the encryption was being renegotiated."
      ]

data RcvMsgError
  = RcvMsgErrorDropped {attempts :: Int}
  | RcvMsgErrorParseError {parseError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvMsgError where
  about =
    union
      "Why a received message is not shown."
      [ "dropped" := "It was dropped after several attempts to process it.",
        "dropped.attempts" := "How many times it was tried.",
        "parseError" := "Its content could not be read.",
        "parseError.parseError" := "Message of the parser."
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
        "verificationCodeReset" := "The security code has changed, so an earlier verification no longer counts.",
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
      [ "contactDeleted" := "The contact deleted the conversation with the bot; messages can no longer be sent.",
        "profileUpdated" := "The contact changed the profile.",
        "groupInvLinkReceived" := "The contact, a member of a common group, asked for a direct connection.",
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
      "Something other members did, shown as an item of the group. The item's direction names the member who did it."
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
        "newMemberPendingReview" := "Wants to join and waits for the review of the moderators, the bot among them.",
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

data CIContent
  = CIContentSndMsgContent {msgContent :: MsgContent}
  | CIContentRcvMsgContent {msgContent :: MsgContent}
  | CIContentSndDeleted {deleteMode :: CIDeleteMode}
  | CIContentRcvDeleted {deleteMode :: CIDeleteMode}
  | CIContentSndCall {status :: CICallStatus, duration :: Int}
  | CIContentRcvCall {status :: CICallStatus, duration :: Int}
  | CIContentRcvIntegrityError {msgError :: MsgErrorType}
  | CIContentRcvDecryptionError {msgDecryptError :: MsgDecryptError, msgCount :: Word32}
  | CIContentRcvMsgError {rcvMsgError :: RcvMsgError}
  | CIContentRcvGroupInvitation
      { groupInvitation :: CIGroupInvitation,
        memberRole :: GroupMemberRole
      }
  | CIContentSndGroupInvitation
      { groupInvitation :: CIGroupInvitation,
        memberRole :: GroupMemberRole
      }
  | CIContentRcvDirectEvent {rcvDirectEvent :: RcvDirectEvent}
  | CIContentRcvGroupEvent {rcvGroupEvent :: RcvGroupEvent}
  | CIContentSndGroupEvent {sndGroupEvent :: SndGroupEvent}
  | CIContentRcvConnEvent {rcvConnEvent :: RcvConnEvent}
  | CIContentSndConnEvent {sndConnEvent :: SndConnEvent}
  | CIContentRcvChatFeature
      { feature :: ChatFeature,
        enabled :: PrefEnabled,
        param :: Maybe Int
      }
  | CIContentSndChatFeature
      { feature :: ChatFeature,
        enabled :: PrefEnabled,
        param :: Maybe Int
      }
  | CIContentRcvChatPreference
      { feature :: ChatFeature,
        allowed :: FeatureAllowed,
        param :: Maybe Int
      }
  | CIContentSndChatPreference
      { feature :: ChatFeature,
        allowed :: FeatureAllowed,
        param :: Maybe Int
      }
  | CIContentRcvGroupFeature
      { groupFeature :: GroupFeature,
        preference :: GroupPreference,
        param :: Maybe Int,
        memberRole_ :: Maybe GroupMemberRole
      }
  | CIContentSndGroupFeature
      { groupFeature :: GroupFeature,
        preference :: GroupPreference,
        param :: Maybe Int,
        memberRole_ :: Maybe GroupMemberRole
      }
  | CIContentRcvChatFeatureRejected {feature :: ChatFeature}
  | CIContentRcvGroupFeatureRejected {groupFeature :: GroupFeature}
  | CIContentSndModerated
  | CIContentRcvModerated
  | CIContentRcvBlocked
  | CIContentSndDirectE2EEInfo {e2eeInfo :: E2EInfo}
  | CIContentRcvDirectE2EEInfo {e2eeInfo :: E2EInfo}
  | CIContentSndGroupE2EEInfo {e2eeInfo :: E2EInfo}
  | CIContentRcvGroupE2EEInfo {e2eeInfo :: E2EInfo}
  | CIContentChatBanner
  deriving (Eq, Show, Generic, Wire)

instance Declared CIContent where
  about =
    union
      "What an item of a chat holds. Messages are `sndMsgContent` and `rcvMsgContent`; all other members are notices, calls and placeholders, which a bot mostly ignores."
      [ "sndMsgContent" := "A message that the bot sent.",
        "rcvMsgContent" := "A message that the bot received.",
        "rcvMsgContent.msgContent" := "Chosen by the sender.",
        "sndDeleted" := "A placeholder for a sent message that was deleted.",
        "rcvDeleted" := "A placeholder for a received message that was deleted.",
        "sndCall" := "A call from the bot's side.",
        "sndCall.duration" := "Length in seconds.",
        "rcvCall" := "A call from the contact.",
        "rcvCall.duration" := "Length in seconds.",
        "rcvIntegrityError" := "The sequence of received messages is broken here.",
        "rcvDecryptionError" := "Messages arrived that could not be decrypted.",
        "rcvDecryptionError.msgCount" := "How many messages failed in this way, counted together in one item.",
        "rcvMsgError" := "A message arrived that could not be processed.",
        "rcvGroupInvitation" := "A contact invited the bot to a group.",
        "rcvGroupInvitation.memberRole" := "The role that the bot is offered.",
        "sndGroupInvitation" := "The bot invited the contact to a group.",
        "sndGroupInvitation.memberRole" := "The role that the contact is offered.",
        "rcvDirectEvent" := "The contact did something.",
        "rcvGroupEvent" := "A member of the group did something.",
        "sndGroupEvent" := "The bot did something in the group.",
        "rcvConnEvent" := "The other side changed the connection.",
        "sndConnEvent" := "The bot's side changed the connection.",
        "rcvChatFeature" := "The state of a feature of a direct chat. Arrives for each feature when a contact connects, and again when the contact's choice changes it.",
        "rcvChatFeature.enabled" := "For whom the feature is on now.",
        "rcvChatFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndChatFeature" := "The state of a feature of a direct chat after the bot's side changed its preference.",
        "sndChatFeature.enabled" := "For whom the feature is on now.",
        "sndChatFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvChatPreference" := "The contact offers a feature or takes the offer back; what is in force does not change.",
        "rcvChatPreference.allowed" := "What the contact allows now.",
        "rcvChatPreference.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndChatPreference" := "The bot's side offers a feature or takes the offer back; what is in force does not change.",
        "sndChatPreference.allowed" := "What the bot's side allows now.",
        "sndChatPreference.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvGroupFeature" := "The state of a feature of a group, when the bot joins and when another member changes it.",
        "rcvGroupFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvGroupFeature.memberRole_" := "The lowest role that may use the feature; absent when no role is required.",
        "sndGroupFeature" := "The state of a feature of a group that the bot created or changed.",
        "sndGroupFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndGroupFeature.memberRole_" := "The lowest role that may use the feature; absent when no role is required.",
        "rcvChatFeatureRejected" := "The contact sent something that the chat's preferences do not allow; it was not accepted.",
        "rcvGroupFeatureRejected" := "A member sent something that the group's preferences do not allow; it was not accepted.",
        "sndModerated" := "A message of the bot that a moderator deleted, with its content gone.",
        "rcvModerated" := "A message of a member that a moderator deleted, with its content gone.",
        "rcvBlocked" := "A message of a blocked member, with its content gone.",
        "sndDirectE2EEInfo" := "A notice on the encryption of a direct chat, on the bot's side.",
        "rcvDirectE2EEInfo" := "A notice on the encryption of a direct chat. Arrives when a contact connects.",
        "sndGroupE2EEInfo" := "A notice on the encryption of a group, on the bot's side.",
        "rcvGroupE2EEInfo" := "A notice on the encryption of a group. Arrives when the bot joins.",
        "chatBanner" := "The head of a chat, its first item."
      ]

data SndError
  = SndErrorAuth
  | SndErrorQuota
  | SndErrorExpired
  | SndErrorRelay {srvError :: SrvError}
  | SndErrorProxy {proxyServer :: Text, srvError :: SrvError}
  | SndErrorProxyRelay {proxyServer :: Text, srvError :: SrvError}
  | SndErrorOther {sndError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SndError where
  about =
    union
      "Why a message was not delivered, or not yet."
      [ "auth" := "The recipient's queue does not exist anymore: the connection was probably deleted.",
        "quota" := "The recipient's queue is full, because the recipient has not read messages for a while.",
        "expired" := "The server could not be reached in time.",
        "relay" := "The recipient's server refused or failed.",
        "proxy" := "The server that forwards the bot's messages refused or failed.",
        "proxy.proxyServer" := "Address of the forwarding server.",
        "proxyRelay" := "The forwarding server could not hand the message to the recipient's server.",
        "proxyRelay.proxyServer" := "Address of the forwarding server.",
        "proxyRelay.srvError" := "What was wrong with the recipient's server.",
        "other" := "Any other error.",
        "other.sndError" := "Description for logs, not meant to be parsed."
      ]

data SndCIStatusProgress
  = SndCIStatusProgressPartial
  | SndCIStatusProgressComplete
  deriving (Eq, Show, Generic, Wire)

instance Declared SndCIStatusProgress where
  about =
    enumeration
      "How much of a message has reached the stage that its status names."
      [ "partial" := "Only a part, as in a group when some members are still missing.",
        "complete" := "All of it, for all recipients."
      ]

data MsgReceiptStatus
  = MsgReceiptStatusOk
  | MsgReceiptStatusBadMsgHash
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgReceiptStatus where
  about =
    enumeration
      "What the recipient's app said when it confirmed a message."
      [ "ok" := "Received in order.",
        "badMsgHash" := "Received, but it did not follow from the message before it."
      ]

data CIStatus
  = CIStatusSndNew
  | CIStatusSndSent {sndProgress :: SndCIStatusProgress}
  | CIStatusSndRcvd
      { msgRcptStatus :: MsgReceiptStatus,
        sndProgress :: SndCIStatusProgress
      }
  | CIStatusSndErrorAuth
  | CIStatusSndError {agentError :: SndError}
  | CIStatusSndWarning {agentError :: SndError}
  | CIStatusRcvNew
  | CIStatusRcvRead
  | CIStatusInvalid {text :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared CIStatus where
  about =
    union
      "How far a sent item has got, or whether a received one was read."
      [ "sndNew" := "Not handed to a server yet. The usual status in the answer to sending.",
        "sndSent" := "A server has accepted it. It has not necessarily reached the recipient.",
        "sndRcvd" := "The recipient's app has confirmed it. Recipients can turn these receipts off.",
        "sndErrorAuth" := "Not delivered, because the connection was deleted. An older form of `sndError` with `auth`.",
        "sndError" := "Not delivered, and the core has given up.",
        "sndWarning" := "Not delivered so far; the core goes on trying.",
        "rcvNew" := "Received and not read.",
        "rcvRead" := "Received and marked as read.",
        "invalid" := "The stored status could not be read.",
        "invalid.text" := "The status as it is stored."
      ]

data CIDeleted
  = CIDeletedDeleted {deletedTs :: Maybe UTCTime, chatType :: ChatType}
  | CIDeletedBlocked {deletedTs :: Maybe UTCTime}
  | CIDeletedBlockedByAdmin {deletedTs :: Maybe UTCTime}
  | CIDeletedModerated {deletedTs :: Maybe UTCTime, byGroupMember :: GroupMember}
  deriving (Eq, Show, Generic, Wire)

instance Declared CIDeleted where
  about =
    union
      "Why an item counts as deleted while it is still in the database."
      [ "deleted" := "Deleted by its sender, or marked as deleted by the bot itself.",
        "deleted.deletedTs" := "When it was marked.",
        "blocked" := "Its sender is blocked by the bot.",
        "blocked.deletedTs" := "When it was marked.",
        "blockedByAdmin" := "Its sender is blocked for everyone.",
        "blockedByAdmin.deletedTs" := "When it was marked.",
        "moderated" := "Deleted by a moderator of the group.",
        "moderated.deletedTs" := "When it was marked.",
        "moderated.byGroupMember" := "The moderator, the bot's own membership included."
      ]

data CIForwardedFrom
  = CIForwardedFromUnknown
  | CIForwardedFromContact
      { chatName :: Text,
        msgDir :: MsgDirection,
        contactId :: Maybe Int64,
        chatItemId :: Maybe Int64
      }
  | CIForwardedFromGroup
      { chatName :: Text,
        msgDir :: MsgDirection,
        groupId :: Maybe Int64,
        chatItemId :: Maybe Int64
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIForwardedFrom where
  about =
    union
      "Where a forwarded message comes from."
      [ "unknown" := "The source is not known. Received forwards always have this.",
        "contact" := "Forwarded by the bot from a direct chat.",
        "contact.chatName" := "The contact's name when it was forwarded.",
        "contact.msgDir" := "Whether the original was sent or received.",
        "contact.contactId" := "Absent when the contact is no longer there.",
        "contact.chatItemId" := "The original item; absent when it is no longer there.",
        "group" := "Forwarded by the bot from a group.",
        "group.chatName" := "The group's name when it was forwarded.",
        "group.msgDir" := "Whether the original was sent or received.",
        "group.groupId" := "Absent when the group is no longer there.",
        "group.chatItemId" := "The original item; absent when it is no longer there."
      ]

data CITimed = CITimed
  { ttl :: Int,
    deleteAt :: Maybe UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CITimed where
  about =
    record
      "The timer of a disappearing message."
      [ "ttl" := "Seconds from the start of the timer to the deletion.",
        "deleteAt" := "When the item will be deleted. Absent while the timer has not started: a received message starts it when it is read."
      ]

data MsgSigStatus
  = MsgSigStatusVerified
  | MsgSigStatusSignedNoKey
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgSigStatus where
  about =
    enumeration
      "What is known of the signature of a message or action in a group."
      [ "verified" := "The signature is right.",
        "signedNoKey" := "There is a signature, but the bot has no key of the member to check it with."
      ]

data CIMeta = CIMeta
  { itemId :: Int64,
    itemTs :: UTCTime,
    itemText :: Text,
    itemStatus :: CIStatus,
    sentViaProxy :: Maybe Bool,
    itemSharedMsgId :: Maybe Text,
    itemForwarded :: Maybe CIForwardedFrom,
    itemDeleted :: Maybe CIDeleted,
    itemEdited :: Bool,
    itemTimed :: Maybe CITimed,
    itemLive :: Maybe Bool,
    userMention :: Bool,
    hasLink :: Bool,
    deletable :: Bool,
    editable :: Bool,
    forwardedByMember :: Maybe Int64,
    showGroupAsSender :: Bool,
    msgSigned :: Maybe MsgSigStatus,
    createdAt :: UTCTime,
    updatedAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIMeta where
  about =
    record
      "Everything about an item but its content: its ids, times and states."
      [ "itemId" := "Id in the bot's own database. Commands take this one; other people have other ids for the same message.",
        "itemTs" := "When it was sent. For a received item, the server's time, in whole seconds.",
        "itemText" := "The item as plain text: the text of a message with its markup, a phrase in English for a notice.",
        "sentViaProxy" := "Whether a sent direct message went through a forwarding server; absent until it is sent, in groups and for received items.",
        "itemSharedMsgId" := "Id that all participants have in common, in base64. Absent for items that exist only here, such as notices.",
        "itemForwarded" := "Present when the message was forwarded by its sender.",
        "itemDeleted" := "Present when the item is marked as deleted.",
        "itemTimed" := "Present when the message disappears after a time.",
        "itemLive" := "True for a live message, which its sender updates while typing.",
        "userMention" := "True when a received group message mentions the bot or replies to a message of it.",
        "hasLink" := "Whether the message contains a link.",
        "deletable" := "Whether the bot can delete it for everyone: its own message, less than a day old when the item was read.",
        "editable" := "Whether the bot can edit it: as `deletable`, and not a forwarded message.",
        "forwardedByMember" := "Id of the group member who passed the message on for its sender, when the bot has no connection with the sender. Not related to `itemForwarded`.",
        "showGroupAsSender" := "True when the message appears as sent by the group or channel itself.",
        "msgSigned" := "Absent when the message is not signed.",
        "createdAt" := "When the item was stored here.",
        "updatedAt" := "When the stored item last changed."
      ]

data CIMentionMember = CIMentionMember
  { groupMemberId :: Int64,
    displayName :: Text,
    localAlias :: Maybe Text,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIMentionMember where
  about =
    record
      "What the bot knows of a mentioned member."
      [ "localAlias" := "Name that the bot's own user gave to the member."
      ]

data CIMention = CIMention
  { memberId :: Text,
    memberRef :: Maybe CIMentionMember
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIMention where
  about =
    record
      "A member that a message mentions."
      [ "memberId" := "Id of the member that all members have in common, in base64.",
        "memberRef" := "Absent when the bot does not know the member."
      ]

data CIQuote = CIQuote
  { chatDir :: Maybe CIDirection,
    itemId :: Maybe Int64,
    sharedMsgId :: Maybe Text,
    sentAt :: UTCTime,
    content :: MsgContent,
    formattedText :: Maybe [FormattedText]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIQuote where
  about =
    record
      "The message that another one replies to, as the reply carries it."
      [ "chatDir" := "Who wrote the quoted message; absent when that is not known.",
        "itemId" := "The quoted item in the bot's own database; absent when it is not there.",
        "sharedMsgId" := "Id that all participants have in common, in base64.",
        "content" := "As sent with the reply: it does not change when the quoted message is edited.",
        "formattedText" := "The text in parts with their formats; absent when it has no formats."
      ]

data CIReactionCount = CIReactionCount
  { reaction :: MsgReaction,
    userReacted :: Bool,
    totalReacted :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIReactionCount where
  about =
    record
      "How often one reaction was given to an item."
      [ "userReacted" := "Whether the bot is among them.",
        "totalReacted" := "How many, the bot included."
      ]

data ChatItem = ChatItem
  { chatDir :: CIDirection,
    meta :: CIMeta,
    content :: CIContent,
    mentions :: Map Text CIMention,
    formattedText :: Maybe [FormattedText],
    quotedItem :: Maybe CIQuote,
    reactions :: [CIReactionCount],
    file :: Maybe CIFile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatItem where
  about =
    record
      "One entry of a chat: a message, or a notice of something that happened."
      [ "mentions" := "The mentioned members by the name that stands after `@` in the text. A mention of somebody who is not a member is not among them.",
        "formattedText" := "The text in parts with their formats; absent when it has no formats.",
        "quotedItem" := "The message that this one replies to.",
        "reactions" := "One entry for each different reaction; empty when there are none.",
        "file" := "The attached file. It is an offer until it is received."
      ]

data CIReaction = CIReaction
  { chatDir :: CIDirection,
    chatItem :: ChatItem,
    sentAt :: UTCTime,
    reaction :: MsgReaction
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIReaction where
  about =
    record
      "A reaction that was added to an item or taken back."
      [ "chatDir" := "Who reacted.",
        "chatItem" := "The item that was reacted to, with its reactions counted anew.",
        "sentAt" := "When the reaction was sent."
      ]

data ACIReaction = ACIReaction
  { chatInfo :: ChatInfo,
    chatReaction :: CIReaction
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ACIReaction where
  about =
    record
      "A reaction together with its chat."
      []

data AChatItem = AChatItem
  { chatInfo :: ChatInfo,
    chatItem :: ChatItem
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AChatItem where
  about =
    record
      "An item together with the chat that it belongs to."
      []

data AChat = AChat
  { chatInfo :: ChatInfo,
    chatItems :: [ChatItem],
    chatStats :: ChatStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AChat where
  about =
    record
      "A chat with some of its items."
      [ "chatItems" := "Oldest first. A list of chats has at most the last item of each."
      ]

data ChatItemDeletion = ChatItemDeletion
  { deletedChatItem :: AChatItem,
    toChatItem :: Maybe AChatItem
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatItemDeletion where
  about =
    record
      "One item that was deleted, as it was and as it is now."
      [ "deletedChatItem" := "The item before the deletion, with its content.",
        "toChatItem" := "The item that is left, marked as deleted; absent when it was removed altogether."
      ]
