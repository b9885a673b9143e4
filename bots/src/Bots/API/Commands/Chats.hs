-- | Commands that list chats, read and delete them and keep data of the bot with them.
module Bots.API.Commands.Chats
  ( commands,
    APIListContacts (..),
    APIListGroups (..),
    APIGetChats (..),
    APIDeleteChat (..),
    APISetGroupCustomData (..),
    APISetContactCustomData (..),
    APISetUserAutoAcceptMemberContacts (..),
    APIGetChat (..),
  )
where

import Bots.API.Types.Chats
  ( ChatDeleteMode (..),
    ChatListQuery (..),
    ChatPagination,
    ChatRef,
    PaginationByTime (..),
  )
import Bots.API.Types.ItemDetails (MsgContentTag)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (JSONObject, Wire (..))
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIListContacts,
    declareCommand @APIListGroups,
    declareCommand @APIGetChats,
    declareCommand @APIDeleteChat,
    declareCommand @APISetGroupCustomData,
    declareCommand @APISetContactCustomData,
    declareCommand @APISetUserAutoAcceptMemberContacts,
    declareCommand @APIGetChat
  ]

data APIListContacts = APIListContacts
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIListContacts where
  about =
    record
      "Lists the contacts of the user. Answers `contactsList`."
      [ "userId" := "Must be the id of the active user."
      ]

instance Command APIListContacts where
  syntax = "/_contacts " <> number "userId"
  network = NoNetwork
  answers = ["contactsList", "chatCmdError"]

data APIListGroups = APIListGroups
  { userId :: Int64,
    contactId_ :: Maybe Int64,
    search :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIListGroups where
  about =
    record
      "Lists the groups of the user, those it has left or was removed from included. Answers \
      \`groupsList`."
      [ "userId" := "Must be the id of the active user.",
        "contactId_" := "Limits the list to groups that this contact is a member of.",
        "search" := "Limits the list to groups whose names or description contain this text."
      ]

instance Command APIListGroups where
  syntax =
    "/_groups "
      <> number "userId"
      <> optional "contactId_" (" @" <> number "contactId_")
      <> optional "search" (" " <> rest "search")
  network = NoNetwork
  answers = ["groupsList", "chatCmdError"]

data APIGetChats = APIGetChats
  { userId :: Int64,
    pendingConnections :: Bool,
    pagination :: PaginationByTime,
    query :: ChatListQuery
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChats where
  about =
    record
      "Lists chats of the user with their newest item and the unread counts. Answers `apiChats`. \
      \Contacts that come with the core and were never written to are listed as well."
      [ "userId" := "Must be the id of the active user.",
        "pendingConnections" := "Whether connections that have no contact yet are listed too.",
        "pagination" := "How many chats to list, and from which time on.",
        "query" := "Which chats to list: filtered by their flags, or found by a text."
      ]

instance Command APIGetChats where
  syntax =
    "/_get chats "
      <> number "userId"
      <> flag " pcc=" "pendingConnections"
      <> alsoReads
        (" " <> text "pagination")
        [Reading mempty [("pagination", toJson (PaginationByTimeLast 5000))]]
      <> alsoReads
        (" " <> json "query")
        [Reading mempty [("query", toJson (ChatListQueryFilters False False))]]
  network = NoNetwork
  answers = ["apiChats", "chatCmdError"]

data APIDeleteChat = APIDeleteChat
  { chatRef :: ChatRef,
    chatDeleteMode :: ChatDeleteMode
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteChat where
  about =
    record
      "Deletes a contact, a group or a connection that has no contact yet, with its messages. \
      \Only an owner can delete a group that the user is still in, and deletes it for all its \
      \members; anyone else leaves the group first. Answers `contactDeleted`, `groupDeletedUser` \
      \or `contactConnectionDeleted`, by the type of the chat."
      [ "chatRef" := "A contact, a group without a scope, or a pending connection.",
        "chatDeleteMode" := "How much of a contact to delete, and whether to notify it."
      ]

instance Command APIDeleteChat where
  syntax =
    "/_delete "
      <> text "chatRef"
      <> alsoReads
        (" " <> text "chatDeleteMode")
        [ Reading " notify=on" [("chatDeleteMode", toJson (ChatDeleteModeFull True))],
          Reading " notify=off" [("chatDeleteMode", toJson (ChatDeleteModeFull False))],
          Reading mempty [("chatDeleteMode", toJson (ChatDeleteModeFull True))]
        ]
  network = Background
  answers = ["contactDeleted", "contactConnectionDeleted", "groupDeletedUser", "chatCmdError"]

data APISetGroupCustomData = APISetGroupCustomData
  { groupId :: Int64,
    customData :: Maybe JSONObject
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetGroupCustomData where
  about =
    record
      "Stores an object of the bot with a group, in the local database only. Answers `cmdOk`; \
      \later `GroupInfo` objects carry it as `customData`."
      [ "customData" := "Replaces the stored object; left out, the stored object is removed."
      ]

instance Command APISetGroupCustomData where
  syntax = "/_set custom #" <> number "groupId" <> optional "customData" (" " <> json "customData")
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetContactCustomData = APISetContactCustomData
  { contactId :: Int64,
    customData :: Maybe JSONObject
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetContactCustomData where
  about =
    record
      "Stores an object of the bot with a contact, in the local database only. Answers `cmdOk`; \
      \later `Contact` objects carry it as `customData`."
      [ "customData" := "Replaces the stored object; left out, the stored object is removed."
      ]

instance Command APISetContactCustomData where
  syntax =
    "/_set custom @"
      <> number "contactId"
      <> optional "customData" (" " <> json "customData")
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetUserAutoAcceptMemberContacts = APISetUserAutoAcceptMemberContacts
  { userId :: Int64,
    onOff :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetUserAutoAcceptMemberContacts where
  about =
    record
      "Sets whether the user accepts direct chats that members of its groups offer. Answers \
      \`cmdOk`."
      [ "onOff" := "True to accept without asking."
      ]

instance Command APISetUserAutoAcceptMemberContacts where
  syntax = "/_set accept member contacts " <> number "userId" <> " " <> switch "onOff"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIGetChat = APIGetChat
  { chatRef :: ChatRef,
    contentTag :: Maybe MsgContentTag,
    pagination :: ChatPagination,
    search :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetChat where
  about =
    record
      "Reads items of one chat with its unread counts. Answers `apiChat`."
      [ "contentTag" := "Limits the items to those with such a content; not in support chats.",
        "pagination" := "Which items to read, and how many.",
        "search" := "Limits the items to those that contain this text."
      ]
      & undocumented

instance Command APIGetChat where
  syntax =
    "/_get chat "
      <> text "chatRef"
      <> optional "contentTag" (" content=" <> word "contentTag")
      <> " "
      <> text "pagination"
      <> optional "search" (" search=" <> rest "search")
  network = NoNetwork
  answers = ["apiChat", "chatCmdError"]
