-- | Commands about how long messages are kept.
module Bots.API.Commands.TimesToLive
  ( commands,
    APIGetChatItemTTL (..),
    APISetChatItemTTL (..),
    APISetChatTTL (..),
    GetChatItemTTL (..),
    GetChatTTL (..),
  )
where

import Bots.API.Types.Chats (ChatRef)
import Bots.API.Types.ItemDetails (ChatName)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIGetChatItemTTL,
    declareCommand @APISetChatItemTTL,
    declareCommand @APISetChatTTL,
    declareCommand @GetChatItemTTL,
    declareCommand @GetChatTTL
  ]

data APIGetChatItemTTL = APIGetChatItemTTL
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChatItemTTL where
  about =
    record
      "Reads how long messages of a user are kept. Answers `chatItemTTL`."
      []
      & undocumented

instance Command APIGetChatItemTTL where
  syntax = "/_ttl " <> number "userId"
  network = NoNetwork
  answers = ["chatItemTTL", "chatCmdError"]

data APISetChatItemTTL = APISetChatItemTTL
  { userId :: Int64,
    chatItemTTL :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetChatItemTTL where
  about =
    record
      "Sets how long messages of a user are kept, and deletes what is older. Answers `cmdOk`."
      [ "chatItemTTL" := "Seconds; 0 keeps them."
      ]
      & undocumented

instance Command APISetChatItemTTL where
  syntax = "/_ttl " <> number "userId" <> " " <> number "chatItemTTL"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetChatTTL = APISetChatTTL
  { userId :: Int64,
    chatRef :: ChatRef,
    seconds :: Maybe Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetChatTTL where
  about =
    record
      "Sets how long messages of one chat are kept. Answers `cmdOk`."
      [ "seconds" := "Absent to follow the setting of the user; 0 keeps them."
      ]
      & undocumented

instance Command APISetChatTTL where
  syntax =
    "/_ttl "
      <> number "userId"
      <> " "
      <> text "chatRef"
      <> " "
      <> optionalOr "seconds" (number "seconds") "default"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data GetChatItemTTL = GetChatItemTTL
  deriving (Eq, Show, Generic, Wire)

instance Declared GetChatItemTTL where
  about =
    record
      "Reads how long messages of the active user are kept. Answers `chatItemTTL`."
      []
      & undocumented

instance Command GetChatItemTTL where
  syntax = "/ttl"
  network = NoNetwork
  answers = ["chatItemTTL", "chatCmdError"]

data GetChatTTL = GetChatTTL
  { chatName :: ChatName
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GetChatTTL where
  about =
    record
      "Reads how long messages of one chat are kept. Answers `chatItemTTL`."
      []
      & undocumented

instance Command GetChatTTL where
  syntax = "/ttl " <> text "chatName"
  network = NoNetwork
  answers = ["chatItemTTL", "chatCmdError"]
