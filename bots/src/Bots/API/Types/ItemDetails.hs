-- | Details of messages: versions, delivery, reactions, forwarding; and tags of chats.
module Bots.API.Types.ItemDetails
  ( types,
    ChatItemVersion (..),
    GroupSndStatus (..),
    MemberDeliveryStatus (..),
    ChatItemInfo (..),
    MemberReaction (..),
    ForwardConfirmation (..),
    MsgContentTag (..),
    ChatName (..),
    ChatTag (..),
    ChatTagData (..),
  )
where

import Bots.API.Types.ChatItems (AChatItem)
import Bots.API.Types.Chats (ChatType)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.ItemStatuses (MsgReceiptStatus, SndError)
import Bots.API.Types.Messages (FormattedText, MsgContent)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ChatItemVersion,
    declareType @GroupSndStatus,
    declareType @MemberDeliveryStatus,
    declareType @ChatItemInfo,
    declareType @MemberReaction,
    declareType @ForwardConfirmation,
    declareType @MsgContentTag,
    declareType @ChatName,
    declareType @ChatTag,
    declareType @ChatTagData
  ]

data ChatItemVersion = ChatItemVersion
  { chatItemVersionId :: Int64,
    msgContent :: MsgContent,
    formattedText :: Maybe [FormattedText],
    itemVersionTs :: UTCTime,
    createdAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatItemVersion where
  about =
    record
      "A version of an edited message."
      [ "msgContent" := "What the message was.",
        "formattedText" := "Its text by format.",
        "itemVersionTs" := "When this version was sent.",
        "createdAt" := "When it was stored here."
      ]
      & undocumented

data GroupSndStatus
  = GroupSndStatusNew
  | GroupSndStatusForwarded
  | GroupSndStatusInactive
  | GroupSndStatusSent
  | GroupSndStatusRcvd {msgRcptStatus :: MsgReceiptStatus}
  | GroupSndStatusError {agentError :: SndError}
  | GroupSndStatusWarning {agentError :: SndError}
  | GroupSndStatusInvalid {text :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupSndStatus where
  about =
    union
      "Delivery of a message to one member."
      [ "new" := "Not sent yet.",
        "forwarded" := "Left to another member to pass on.",
        "inactive" := "Not sent: the member has not received for a while.",
        "sent" := "A server has it.",
        "rcvd" := "The member's app has it.",
        "error" := "It cannot be sent.",
        "warning" := "Sending is in trouble but not given up.",
        "invalid" := "A state that this version does not know."
      ]
      & undocumented

data MemberDeliveryStatus = MemberDeliveryStatus
  { groupMemberId :: Int64,
    memberDeliveryStatus :: GroupSndStatus,
    sentViaProxy :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared MemberDeliveryStatus where
  about =
    record
      "Delivery of a message to a member."
      [ "groupMemberId" := "The recipient.",
        "memberDeliveryStatus" := "How far the message has come.",
        "sentViaProxy" := "Whether it went through a forwarding server."
      ]
      & undocumented

data ChatItemInfo = ChatItemInfo
  { itemVersions :: [ChatItemVersion],
    memberDeliveryStatuses :: Maybe (NonEmpty MemberDeliveryStatus),
    forwardedFromChatItem :: Maybe AChatItem
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatItemInfo where
  about =
    record
      "Versions, delivery and origin of a message."
      [ "itemVersions" := "The newest first; empty when it was never edited.",
        "memberDeliveryStatuses" := "Only of sent messages in groups."
      ]
      & undocumented

data MemberReaction = MemberReaction
  { groupMember :: GroupMember,
    reactionTs :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared MemberReaction where
  about =
    record
      "A member who reacted to a message, and when."
      [ "groupMember" := "The member.",
        "reactionTs" := "When the reaction arrived."
      ]
      & undocumented

data ForwardConfirmation
  = ForwardConfirmationFilesNotAccepted {fileIds :: [Int64]}
  | ForwardConfirmationFilesInProgress {filesCount :: Int}
  | ForwardConfirmationFilesMissing {filesCount :: Int}
  | ForwardConfirmationFilesFailed {filesCount :: Int}
  deriving (Eq, Show, Generic, Wire)

instance Declared ForwardConfirmation where
  about =
    union
      "What prevents forwarding at once: files that are not here."
      [ "filesNotAccepted" := "Files were not accepted yet.",
        "filesInProgress" := "Files are still being received.",
        "filesMissing" := "Files are missing on the device.",
        "filesFailed" := "Files could not be received."
      ]
      & undocumented

data MsgContentTag
  = MsgContentTagText
  | MsgContentTagLink
  | MsgContentTagImage
  | MsgContentTagVideo
  | MsgContentTagFile
  | MsgContentTagVoice
  | MsgContentTagReport
  | MsgContentTagChat
  | MsgContentTagUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgContentTag where
  about =
    enumeration
      "Kind of a message's content. Any other string can arrive as well."
      [ "text" := "Text.",
        "link" := "A link with its preview; as a filter every message with a link.",
        "image" := "An image.",
        "video" := "A video.",
        "file" := "A file.",
        "voice" := "A voice message.",
        "report" := "A report.",
        "chat" := "A link to a chat."
      ]
      & openTo "Unlisted"
      & undocumented

data ChatName = ChatName
  { chatType :: ChatType,
    chatName :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatName where
  about =
    record
      "Names a chat by its local display name, as in `@alice` or `#team`."
      []
      & undocumented
      & textual
        ( choiceOf [("direct", "@"), ("group", "#")] "chatType" <> named "chatName"
        )

data ChatTag = ChatTag
  { chatTagId :: Int64,
    chatTagText :: Text,
    chatTagEmoji :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatTag where
  about =
    record
      "A tag for chats, which apps show as a list."
      [ "chatTagId" := "Id for commands.",
        "chatTagText" := "The name of the tag.",
        "chatTagEmoji" := "An emoji that apps show beside it."
      ]
      & undocumented

data ChatTagData = ChatTagData
  { emoji :: Maybe Text,
    text :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatTagData where
  about =
    record
      "A tag to create or change."
      []
      & undocumented
