-- | What an item of a chat contains: a message, a call, or something that happened.
module Bots.API.Types.ItemContents
  ( types,
    CIDeleteMode (..),
    E2EInfo (..),
    MsgErrorType (..),
    MsgDecryptError (..),
    RcvMsgError (..),
    MsgDirection (..),
    CIContent (..),
  )
where

import Bots.API.Types.GroupPreferences (GroupFeature, GroupMemberRole, GroupPreference)
import Bots.API.Types.ItemEvents
  ( CICallStatus,
    CIGroupInvitation,
    RcvConnEvent,
    RcvDirectEvent,
    RcvGroupEvent,
    SndConnEvent,
    SndGroupEvent,
  )
import Bots.API.Types.Messages (MsgContent)
import Bots.API.Types.Preferences (ChatFeature, FeatureAllowed, PrefEnabled)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Word (Word32)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CIDeleteMode,
    declareType @E2EInfo,
    declareType @MsgErrorType,
    declareType @MsgDecryptError,
    declareType @RcvMsgError,
    declareType @MsgDirection,
    declareType @CIContent
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
      [ "broadcast"
          := "Delete for everyone in the chat. Works only for the bot's own messages of about the \
             \last day.",
        "internal" := "Remove from the bot's own database only.",
        "internalMark"
          := "Mark as deleted in the bot's own database and keep the content. Others are not \
             \notified.",
        "history"
          := "Remove from the history that a channel's relays keep, however old the message is. \
             \Subscribers keep the copies they have; needs a channel and the role moderator or \
             \higher."
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
        "pqEnabled"
          := "True when the encryption also resists quantum computers. Groups have false here."
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
        "msgSkipped.fromMsgId"
          := "First missing number in the connection's own count, not an item id.",
        "msgSkipped.toMsgId" := "Last missing number.",
        "msgBadId" := "The message has a number that is lower than the expected one.",
        "msgBadId.msgId" := "The number that came, in the connection's own count.",
        "msgBadHash"
          := "The message does not follow from the one before it: the hash of the previous \
             \message differs.",
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
      [ "ratchetHeader"
          := "The header could not be decrypted: the two sides have lost their common state.",
        "tooManySkipped" := "Too many messages are missing before this one.",
        "ratchetEarlier"
          := "The message belongs to a state that is already past, as after restoring an old \
             \database.",
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
  | CIContentInvalidJSON {direction :: MsgDirection, json :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared CIContent where
  about =
    union
      "What an item of a chat holds. Messages are `sndMsgContent` and `rcvMsgContent`; all other \
      \members are notices, calls and placeholders, which a bot mostly ignores."
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
        "rcvDecryptionError.msgCount"
          := "How many messages failed in this way, counted together in one item.",
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
        "rcvChatFeature"
          := "The state of a feature of a direct chat. Arrives for each feature when a contact \
             \connects, and again when the contact's choice changes it.",
        "rcvChatFeature.enabled" := "For whom the feature is on now.",
        "rcvChatFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndChatFeature"
          := "The state of a feature of a direct chat after the bot's side changed its preference.",
        "sndChatFeature.enabled" := "For whom the feature is on now.",
        "sndChatFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvChatPreference"
          := "The contact offers a feature or takes the offer back; what is in force does not \
             \change.",
        "rcvChatPreference.allowed" := "What the contact allows now.",
        "rcvChatPreference.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndChatPreference"
          := "The bot's side offers a feature or takes the offer back; what is in force does not \
             \change.",
        "sndChatPreference.allowed" := "What the bot's side allows now.",
        "sndChatPreference.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvGroupFeature"
          := "The state of a feature of a group, when the bot joins and when another member \
             \changes it.",
        "rcvGroupFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "rcvGroupFeature.memberRole_"
          := "The lowest role that may use the feature; absent when no role is required.",
        "sndGroupFeature" := "The state of a feature of a group that the bot created or changed.",
        "sndGroupFeature.param" := "Seconds until messages disappear, for `timedMessages`.",
        "sndGroupFeature.memberRole_"
          := "The lowest role that may use the feature; absent when no role is required.",
        "rcvChatFeatureRejected"
          := "The contact sent something that the chat's preferences do not allow; it was not \
             \accepted.",
        "rcvGroupFeatureRejected"
          := "A member sent something that the group's preferences do not allow; it was not \
             \accepted.",
        "sndModerated" := "A message of the bot that a moderator deleted, with its content gone.",
        "rcvModerated" := "A message of a member that a moderator deleted, with its content gone.",
        "rcvBlocked" := "A message of a blocked member, with its content gone.",
        "sndDirectE2EEInfo" := "A notice on the encryption of a direct chat, on the bot's side.",
        "rcvDirectE2EEInfo"
          := "A notice on the encryption of a direct chat. Arrives when a contact connects.",
        "sndGroupE2EEInfo" := "A notice on the encryption of a group, on the bot's side.",
        "rcvGroupE2EEInfo" := "A notice on the encryption of a group. Arrives when the bot joins.",
        "chatBanner" := "The head of a chat, its first item.",
        "invalidJSON" := "A content in the database that this version cannot read."
      ]
      & undocumentedParts ["invalidJSON"]
