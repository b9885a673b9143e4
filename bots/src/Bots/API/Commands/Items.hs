-- | Commands that read messages, their details and their chats, report and forward them, and mark
-- them as read.
module Bots.API.Commands.Items
  ( commands,
    APIGetChatContentTypes (..),
    APIGetChatItems (..),
    APIGetChatItemInfo (..),
    APICreateChatItems (..),
    APIReportMessage (..),
    APIArchiveReceivedReports (..),
    APIDeleteReceivedReports (..),
    APIGetReactionMembers (..),
    APIPlanForwardChatItems (..),
    APIForwardChatItems (..),
    APIShareChatMsgContent (..),
    APIUserRead (..),
    UserRead (..),
    APIChatRead (..),
    APIChatItemsRead (..),
    APIChatUnread (..),
    APIClearChat (..),
    SendMessageBroadcast (..),
  )
where

import Bots.API.Commands.Contents (messages)
import Bots.API.Types.Chats (ChatPagination, ChatRef, SendRef)
import Bots.API.Types.ItemContents (CIDeleteMode)
import Bots.API.Types.Messages (ComposedMessage, MsgReaction, ReportReason)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIGetChatContentTypes,
    declareCommand @APIGetChatItems,
    declareCommand @APIGetChatItemInfo,
    declareCommand @APICreateChatItems,
    declareCommand @APIReportMessage,
    declareCommand @APIArchiveReceivedReports,
    declareCommand @APIDeleteReceivedReports,
    declareCommand @APIGetReactionMembers,
    declareCommand @APIPlanForwardChatItems,
    declareCommand @APIForwardChatItems,
    declareCommand @APIShareChatMsgContent,
    declareCommand @APIUserRead,
    declareCommand @UserRead,
    declareCommand @APIChatRead,
    declareCommand @APIChatItemsRead,
    declareCommand @APIChatUnread,
    declareCommand @APIClearChat,
    declareCommand @SendMessageBroadcast
  ]

data APIGetChatContentTypes = APIGetChatContentTypes
  { chatRef :: ChatRef
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChatContentTypes where
  about =
    record
      "Lists the kinds of content in a chat. Answers `chatContentTypes`."
      []
      & undocumented

instance Command APIGetChatContentTypes where
  syntax = "/_get content types " <> text "chatRef"
  network = NoNetwork
  answers = ["chatContentTypes", "chatCmdError"]

data APIGetChatItems = APIGetChatItems
  { chatPagination :: ChatPagination,
    search :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChatItems where
  about =
    record
      "Reads messages of all chats of the active user. Answers `chatItems`."
      []
      & undocumented

instance Command APIGetChatItems where
  syntax =
    "/_get items "
      <> text "chatPagination"
      <> optional "search" (" search=" <> rest "search")
  network = NoNetwork
  answers = ["chatItems", "chatCmdError"]

data APIGetChatItemInfo = APIGetChatItemInfo
  { chatRef :: ChatRef,
    chatItemId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChatItemInfo where
  about =
    record
      "Reads the versions of a message, its delivery to members and its origin. Answers \
      \`chatItemInfo`."
      []
      & undocumented

instance Command APIGetChatItemInfo where
  syntax = "/_get item info " <> text "chatRef" <> " " <> number "chatItemId"
  network = NoNetwork
  answers = ["chatItemInfo", "chatCmdError"]

data APICreateChatItems = APICreateChatItems
  { noteFolderId :: Int64,
    composedMessages :: NonEmpty ComposedMessage
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APICreateChatItems where
  about =
    record
      "Writes private notes, which only the user sees. Answers `newChatItems`."
      [ "composedMessages" := "Mentions are refused."
      ]
      & undocumented

instance Command APICreateChatItems where
  syntax = "/_create *" <> number "noteFolderId" <> messages "composedMessages"
  network = NoNetwork
  answers = ["newChatItems", "chatCmdError"]

data APIReportMessage = APIReportMessage
  { groupId :: Int64,
    chatItemId :: Int64,
    reportReason :: ReportReason,
    reportText :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIReportMessage where
  about =
    record
      "Reports a member's message to the moderators of a group. Answers `newChatItems`."
      [ "reportReason" := "Any word is taken.",
        "reportText" := "What the reporter adds."
      ]
      & undocumented

instance Command APIReportMessage where
  syntax =
    "/_report #"
      <> number "groupId"
      <> " "
      <> number "chatItemId"
      <> " reason="
      <> word "reportReason"
      <> optional "reportText" (" " <> rest "reportText")
  network = Background
  answers = ["newChatItems", "chatCmdError"]

data APIArchiveReceivedReports = APIArchiveReceivedReports
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIArchiveReceivedReports where
  about =
    record
      "Archives all received reports of a group. Answers `groupChatItemsDeleted`."
      []
      & undocumented

instance Command APIArchiveReceivedReports where
  syntax = "/_archive reports #" <> number "groupId"
  network = NoNetwork
  answers = ["groupChatItemsDeleted", "chatCmdError"]

data APIDeleteReceivedReports = APIDeleteReceivedReports
  { groupId :: Int64,
    chatItemIds :: NonEmpty Int64,
    deleteMode :: CIDeleteMode
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteReceivedReports where
  about =
    record
      "Deletes received reports of a group, for its moderators. Answers `chatItemsDeleted`."
      []
      & undocumented

instance Command APIDeleteReceivedReports where
  syntax =
    "/_delete reports #"
      <> number "groupId"
      <> " "
      <> numbers "chatItemIds"
      <> " "
      <> choiceOf [(mode, mode) | mode <- modes] "deleteMode"
    where
      modes = ["broadcast", "internal", "internalMark"]
  network = Background
  answers = ["chatItemsDeleted", "chatCmdError"]

data APIGetReactionMembers = APIGetReactionMembers
  { userId :: Int64,
    groupId :: Int64,
    chatItemId :: Int64,
    reaction :: MsgReaction
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetReactionMembers where
  about =
    record
      "Lists the members of a group who reacted to a message in one way. Answers `reactionMembers`."
      []
      & undocumented

instance Command APIGetReactionMembers where
  syntax =
    "/_reaction members "
      <> number "userId"
      <> " #"
      <> number "groupId"
      <> " "
      <> number "chatItemId"
      <> " "
      <> json "reaction"
  network = NoNetwork
  answers = ["reactionMembers", "chatCmdError"]

data APIPlanForwardChatItems = APIPlanForwardChatItems
  { fromChatRef :: ChatRef,
    chatItemIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIPlanForwardChatItems where
  about =
    record
      "Checks whether messages can be forwarded: their files have to be here. Answers \
      \`forwardPlan`."
      []
      & undocumented

instance Command APIPlanForwardChatItems where
  syntax = "/_forward plan " <> text "fromChatRef" <> " " <> numbers "chatItemIds"
  network = NoNetwork
  answers = ["forwardPlan", "chatCmdError"]

data APIForwardChatItems = APIForwardChatItems
  { toChatRef :: ChatRef,
    sendAsGroup :: Bool,
    fromChatRef :: ChatRef,
    chatItemIds :: NonEmpty Int64,
    ttl :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIForwardChatItems where
  about =
    record
      "Forwards messages to another chat, or to the same one; files that are not here are left \
      \out. Answers `newChatItems`."
      [ "sendAsGroup" := "Whether the messages show the group as their author.",
        "ttl" := "Seconds after which the messages disappear."
      ]
      & undocumented

instance Command APIForwardChatItems where
  syntax =
    "/_forward "
      <> text "toChatRef"
      <> flag " as_group=" "sendAsGroup"
      <> " "
      <> text "fromChatRef"
      <> " "
      <> numbers "chatItemIds"
      <> alsoReads (optional "ttl" (" ttl=" <> number "ttl")) [Reading " ttl=default" []]
  network = Background
  answers = ["newChatItems", "chatCmdError"]

data APIShareChatMsgContent = APIShareChatMsgContent
  { shareChatRef :: ChatRef,
    toSendRef :: SendRef
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIShareChatMsgContent where
  about =
    record
      "Makes a content that shares a public group, to be sent afterwards. Answers `chatMsgContent`."
      []
      & undocumented

instance Command APIShareChatMsgContent where
  syntax = "/_share chat content " <> text "shareChatRef" <> " " <> text "toSendRef"
  network = NoNetwork
  answers = ["chatMsgContent", "chatCmdError"]

data APIUserRead = APIUserRead
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUserRead where
  about =
    record
      "Marks all chats of a user as read. Answers `cmdOk`."
      []
      & undocumented

instance Command APIUserRead where
  syntax = "/_read user " <> number "userId"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data UserRead = UserRead
  deriving (Eq, Show, Generic, Wire)

instance Declared UserRead where
  about =
    record
      "Marks all chats of the active user as read. Answers `cmdOk`."
      []
      & undocumented

instance Command UserRead where
  syntax = "/read user"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIChatRead = APIChatRead
  { chatRef :: ChatRef
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChatRead where
  about =
    record
      "Marks a chat as read. Answers `cmdOk`, or `memberSupportChatRead` for a support chat."
      []
      & undocumented

instance Command APIChatRead where
  syntax = "/_read chat " <> text "chatRef"
  network = NoNetwork
  answers = ["cmdOk", "memberSupportChatRead", "chatCmdError"]

data APIChatItemsRead = APIChatItemsRead
  { chatRef :: ChatRef,
    chatItemIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChatItemsRead where
  about =
    record
      "Marks messages of a contact or a group as read, which starts the timers of those that \
      \disappear. Answers `itemsReadForChat`."
      []
      & undocumented

instance Command APIChatItemsRead where
  syntax = "/_read chat items " <> text "chatRef" <> " " <> numbers "chatItemIds"
  network = NoNetwork
  answers = ["itemsReadForChat", "chatCmdError"]

data APIChatUnread = APIChatUnread
  { chatRef :: ChatRef,
    unreadChat :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChatUnread where
  about =
    record
      "Sets or clears the unread mark of a chat. Answers `cmdOk`."
      []
      & undocumented

instance Command APIChatUnread where
  syntax = "/_unread chat " <> text "chatRef" <> " " <> switch "unreadChat"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIClearChat = APIClearChat
  { chatRef :: ChatRef
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIClearChat where
  about =
    record
      "Deletes all messages of a chat on this device. Answers `chatCleared`."
      []
      & undocumented

instance Command APIClearChat where
  syntax = "/_clear chat " <> text "chatRef"
  network = NoNetwork
  answers = ["chatCleared", "chatCmdError"]

data SendMessageBroadcast = SendMessageBroadcast
  { -- The prime distinguishes it from the part of a grammar.
    text' :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SendMessageBroadcast where
  about =
    record
      "Sends a text to all contacts that are ready. Answers `broadcastSent`."
      []
      & undocumented

instance Command SendMessageBroadcast where
  syntax = "/feed " <> alsoReads (json "text") [Reading (rest "text") []]
  network = Background
  answers = ["broadcastSent", "chatCmdError"]
