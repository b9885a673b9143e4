-- | Commands about notifications, receipts and local names.
module Bots.API.Commands.ChatSettings
  ( commands,
    APISetChatSettings (..),
    APISetContactAlias (..),
    APISetConnectionAlias (..),
    SetAllContactReceipts (..),
    APISetUserContactReceipts (..),
    APISetUserGroupReceipts (..),
  )
where

import Bots.API.Types.Chats (ChatRef)
import Bots.API.Types.Users (ChatSettings, UserMsgReceiptSettings)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APISetChatSettings,
    declareCommand @APISetContactAlias,
    declareCommand @APISetConnectionAlias,
    declareCommand @SetAllContactReceipts,
    declareCommand @APISetUserContactReceipts,
    declareCommand @APISetUserGroupReceipts
  ]

data APISetChatSettings = APISetChatSettings
  { chatRef :: ChatRef,
    chatSettings :: ChatSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetChatSettings where
  about =
    record
      "Sets notifications, receipts and the favourite mark of a chat. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetChatSettings where
  syntax = "/_settings " <> text "chatRef" <> " " <> json "chatSettings"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetContactAlias = APISetContactAlias
  { contactId :: Int64,
    localAlias :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetContactAlias where
  about =
    record
      "Sets the local name of a contact. Answers `contactAliasUpdated`."
      [ "localAlias" := "Absent to remove it."
      ]
      & undocumented

instance Command APISetContactAlias where
  syntax =
    "/_set alias @"
      <> number "contactId"
      <> optional "localAlias" (" " <> rest "localAlias")
  network = NoNetwork
  answers = ["contactAliasUpdated", "chatCmdError"]

data APISetConnectionAlias = APISetConnectionAlias
  { connectionId :: Int64,
    localAlias :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetConnectionAlias where
  about =
    record
      "Sets the local name of a connection that is not used yet. Answers `connectionAliasUpdated`."
      [ "localAlias" := "Absent to remove it."
      ]
      & undocumented

instance Command APISetConnectionAlias where
  syntax =
    "/_set alias :"
      <> number "connectionId"
      <> optional "localAlias" (" " <> rest "localAlias")
  network = NoNetwork
  answers = ["connectionAliasUpdated", "chatCmdError"]

data SetAllContactReceipts = SetAllContactReceipts
  { enable :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetAllContactReceipts where
  about =
    record
      "Turns delivery receipts on or off for all users. Answers `cmdOk`."
      []
      & undocumented

instance Command SetAllContactReceipts where
  syntax = "/set receipts all " <> switch "enable"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetUserContactReceipts = APISetUserContactReceipts
  { userId :: Int64,
    settings :: UserMsgReceiptSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetUserContactReceipts where
  about =
    record
      "Turns delivery receipts to contacts on or off. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetUserContactReceipts where
  syntax = "/_set receipts contacts " <> number "userId" <> " " <> text "settings"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetUserGroupReceipts = APISetUserGroupReceipts
  { userId :: Int64,
    settings :: UserMsgReceiptSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetUserGroupReceipts where
  about =
    record
      "Turns delivery receipts to small groups on or off. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetUserGroupReceipts where
  syntax = "/_set receipts groups " <> number "userId" <> " " <> text "settings"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
