-- | Items of a chat: who sent them, when, with what quoted, and in which state.
module Bots.API.Types.ChatItems
  ( types,
    CIDirection (..),
    CIDeleted (..),
    CIForwardedFrom (..),
    CITimed (..),
    MsgSigStatus (..),
    CIMeta (..),
    CIMentionMember (..),
    CIMention (..),
    CIQuote (..),
    CIReactionCount (..),
    ChatItem (..),
    CIReaction (..),
    ACIReaction (..),
    AChatItem (..),
    AChat (..),
    ChatItemDeletion (..),
    MsgVerified (..),
  )
where

import Bots.API.Types.Chats (ChatInfo, ChatStats, ChatType)
import Bots.API.Types.Files (CIFile)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.ItemContents (CIContent, MsgDirection)
import Bots.API.Types.ItemStatuses (CIStatus)
import Bots.API.Types.Messages (FormattedText, MsgContent, MsgReaction)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Map.Strict (Map)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CIDirection,
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
    declareType @ChatItemDeletion,
    declareType @MsgVerified
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
        "localRcv" := "An entry on the receiving side of the notes."
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
        "deleteAt"
          := "When the item will be deleted. Absent while the timer has not started: a received \
             \message starts it when it is read."
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
        "signedNoKey"
          := "There is a signature, but the bot has no key of the member to check it with."
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
    msgVerified :: Maybe MsgVerified,
    createdAt :: UTCTime,
    updatedAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIMeta where
  about =
    record
      "Everything about an item but its content: its ids, times and states."
      [ "itemId"
          := "Id in the bot's own database. Commands take this one; other people have other ids \
             \for the same message.",
        "itemTs" := "When it was sent. For a received item, the server's time, in whole seconds.",
        "itemText"
          := "The item as plain text: the text of a message with its markup, a phrase in English \
             \for a notice.",
        "sentViaProxy"
          := "Whether a sent direct message went through a forwarding server; absent until it is \
             \sent, in groups and for received items.",
        "itemSharedMsgId"
          := "Id that all participants have in common, in base64. Absent for items that exist \
             \only here, such as notices.",
        "itemForwarded" := "Present when the message was forwarded by its sender.",
        "itemDeleted" := "Present when the item is marked as deleted.",
        "itemTimed" := "Present when the message disappears after a time.",
        "itemLive" := "True for a live message, which its sender updates while typing.",
        "userMention"
          := "True when a received group message mentions the bot or replies to a message of it.",
        "hasLink" := "Whether the message contains a link.",
        "deletable"
          := "Whether the bot can delete it for everyone: its own message, less than a day old \
             \when the item was read.",
        "editable" := "Whether the bot can edit it: as `deletable`, and not a forwarded message.",
        "forwardedByMember"
          := "Id of the group member who passed the message on for its sender, when the bot has \
             \no connection with the sender. Not related to `itemForwarded`.",
        "showGroupAsSender"
          := "True when the message appears as sent by the group or channel itself.",
        "msgVerified"
          := "Result of checking the signature; absent for a message that needs none and has none.",
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
        "content"
          := "As sent with the reply: it does not change when the quoted message is edited.",
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
      [ "mentions"
          := "The mentioned members by the name after `@` in the text. A mention of \
             \a person who is no member is not among them.",
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
        "toChatItem"
          := "The item that is left, marked as deleted; absent when it was removed altogether."
      ]

data MsgVerified
  = MsgVerifiedSigned {sigStatus :: MsgSigStatus}
  | MsgVerifiedSigMissing
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgVerified where
  about =
    union
      "Result of checking the signature of a message."
      [ "signed" := "The message is signed.",
        "sigMissing" := "The message has no signature although its sender should have signed it."
      ]
