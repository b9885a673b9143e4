-- | Commands about the tags of chats.
module Bots.API.Commands.ChatTags
  ( commands,
    APIGetChatTags (..),
    APICreateChatTag (..),
    APISetChatTags (..),
    APIDeleteChatTag (..),
    APIUpdateChatTag (..),
    APIReorderChatTags (..),
  )
where

import Bots.API.Types.Chats (ChatRef)
import Bots.API.Types.ItemDetails (ChatTagData)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIGetChatTags,
    declareCommand @APICreateChatTag,
    declareCommand @APISetChatTags,
    declareCommand @APIDeleteChatTag,
    declareCommand @APIUpdateChatTag,
    declareCommand @APIReorderChatTags
  ]

data APIGetChatTags = APIGetChatTags
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChatTags where
  about =
    record
      "Lists the tags of a user. Answers `chatTags`."
      []
      & undocumented

instance Command APIGetChatTags where
  syntax = "/_get tags " <> number "userId"
  network = NoNetwork
  answers = ["chatTags", "chatCmdError"]

data APICreateChatTag = APICreateChatTag
  { chatTagData :: ChatTagData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APICreateChatTag where
  about =
    record
      "Creates a tag for chats of the active user. Answers `chatTags`."
      []
      & undocumented

instance Command APICreateChatTag where
  syntax = "/_create tag " <> json "chatTagData"
  network = NoNetwork
  answers = ["chatTags", "chatCmdError"]

data APISetChatTags = APISetChatTags
  { chatRef :: ChatRef,
    chatTagIds :: Maybe (NonEmpty Int64)
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetChatTags where
  about =
    record
      "Sets the tags of a contact or a group. Answers `tagsUpdated`."
      [ "chatTagIds" := "Absent for none."
      ]
      & undocumented

instance Command APISetChatTags where
  syntax =
    "/_tags "
      <> text "chatRef"
      <> optional "chatTagIds" (" " <> numbers "chatTagIds")
  network = NoNetwork
  answers = ["tagsUpdated", "chatCmdError"]

data APIDeleteChatTag = APIDeleteChatTag
  { chatTagId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteChatTag where
  about =
    record
      "Deletes a tag, and takes it off all chats. Answers `cmdOk`."
      []
      & undocumented

instance Command APIDeleteChatTag where
  syntax = "/_delete tag " <> number "chatTagId"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIUpdateChatTag = APIUpdateChatTag
  { chatTagId :: Int64,
    chatTagData :: ChatTagData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUpdateChatTag where
  about =
    record
      "Changes the name and the emoji of a tag. Answers `cmdOk`."
      []
      & undocumented

instance Command APIUpdateChatTag where
  syntax = "/_update tag " <> number "chatTagId" <> " " <> json "chatTagData"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIReorderChatTags = APIReorderChatTags
  { chatTagIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIReorderChatTags where
  about =
    record
      "Sets the order of the tags. Answers `cmdOk`."
      []
      & undocumented

instance Command APIReorderChatTags where
  syntax = "/_reorder tags " <> numbers "chatTagIds"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
