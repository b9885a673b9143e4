-- | Commands of the terminal app that bots use.
module Bots.API.Commands.Terminal
  ( commands,
    LastChats (..),
    LastMessages (..),
    LastChatItemId (..),
    ShowChatItem (..),
  )
where

import Bots.API.Types.ItemDetails (ChatName)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Json (Json (..))
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @LastChats,
    declareCommand @LastMessages,
    declareCommand @LastChatItemId,
    declareCommand @ShowChatItem
  ]

data LastChats = LastChats
  { count :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LastChats where
  about =
    record
      "Lists the last chats of the active user. Answers `chats`."
      [ "count" := "Absent for all."
      ]
      & undocumented

instance Command LastChats where
  syntax =
    spelledToo "/chats" ["/cs"]
      <> alsoReads
        (optionalOr "count" (" " <> number "count") " all")
        [Reading mempty [("count", Number 20)]]
  network = NoNetwork
  answers = ["chats", "chatCmdError"]

data LastMessages = LastMessages
  { chatName :: Maybe ChatName,
    count :: Int,
    search :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LastMessages where
  about =
    record
      "Reads the last messages of a chat, or of all chats. Answers `chatItems`."
      [ "chatName" := "Absent for all chats.",
        "count" := "Maximum number of messages.",
        "search" := "Only messages that contain this text."
      ]
      & undocumented

instance Command LastMessages where
  syntax =
    optionalOr
      "search"
      (spelledToo "/search" ["/?"] <> messages <> " " <> rest "search")
      (spelledToo "/tail" ["/t"] <> messages)
    where
      messages =
        optional "chatName" (" " <> text "chatName")
          <> alsoReads (" " <> number "count") [Reading mempty [("count", Number 10)]]
  network = NoNetwork
  answers = ["chatItems", "chatCmdError"]

data LastChatItemId = LastChatItemId
  { chatName :: Maybe ChatName,
    index :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LastChatItemId where
  about =
    record
      "Reads the id of the last message of a chat, or of all chats. Answers `chatItemId`."
      [ "index" := "How many messages before the last."
      ]
      & undocumented

instance Command LastChatItemId where
  syntax =
    spelledToo "/last_item_id" ["/li"]
      <> optional "chatName" (" " <> text "chatName")
      <> alsoReads (" " <> number "index") [Reading mempty [("index", Number 0)]]
  network = NoNetwork
  answers = ["chatItemId", "chatCmdError"]

data ShowChatItem = ShowChatItem
  { chatItemId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowChatItem where
  about =
    record
      "Reads a message by its id. Answers `chatItems`."
      []
      & undocumented

instance Command ShowChatItem where
  syntax = "/show " <> number "chatItemId"
  network = NoNetwork
  answers = ["chatItems", "chatCmdError"]
