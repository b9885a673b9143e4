-- | Chats: their kinds, how commands name them, how they are listed and read.
module Bots.API.Types.Chats
  ( types,
    ChatType (..),
    ChatRef (..),
    SendRef (..),
    ChatDeleteMode (..),
    PaginationByTime (..),
    ChatPagination (..),
    ChatListQuery (..),
    NavigationInfo (..),
    ChatStats (..),
    ChatInfo (..),
  )
where

import Bots.API.Types.Connections (PendingContactConnection)
import Bots.API.Types.Contacts (Contact, NoteFolder, UserContactRequest)
import Bots.API.Types.GroupMembers (GroupChatScope (..), GroupChatScopeInfo)
import Bots.API.Types.Groups (GroupInfo)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (JSONObject, Wire (..))
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty (..))
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ChatType,
    declareType @ChatRef,
    declareType @SendRef,
    declareType @ChatDeleteMode,
    declareType @PaginationByTime,
    declareType @ChatPagination,
    declareType @ChatListQuery,
    declareType @NavigationInfo,
    declareType @ChatStats,
    declareType @ChatInfo
  ]

data ChatType
  = ChatTypeDirect
  | ChatTypeGroup
  | ChatTypeLocal
  | ChatTypeContactRequest
  | ChatTypeContactConnection
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatType where
  about =
    enumeration
      "The kind of a chat. Together with an id it names one chat."
      [ "direct" := "With a contact, written `@`.",
        "group" := "A group, channel or business chat, written `#`.",
        "local" := "The user's own notes, written `*`.",
        "contactRequest" := "A contact request, which no command names.",
        "contactConnection" := "A connection that is not a contact yet, written `:`."
      ]
      & undocumentedParts ["contactConnection", "contactRequest"]
      & textual
        ( values
            [ ("direct", "@"),
              ("group", "#"),
              ("local", "*"),
              ("contactConnection", ":")
            ]
        )

data ChatRef = ChatRef
  { chatType :: ChatType,
    chatId :: Int64,
    chatScope :: Maybe GroupChatScope
  }
  deriving (Eq, Show, Generic)

-- | Only a group has scopes.
instance Wire ChatRef where
  samples _ =
    ChatRef ChatTypeDirect 1 Nothing
      :| [ ChatRef ChatTypeGroup 1 Nothing,
           ChatRef ChatTypeLocal 1 Nothing,
           ChatRef ChatTypeContactConnection 1 Nothing,
           ChatRef ChatTypeGroup 1 (Just (GroupChatScopeMemberSupport Nothing)),
           ChatRef ChatTypeGroup 1 (Just (GroupChatScopeMemberSupport (Just 2)))
         ]

instance Declared ChatRef where
  about =
    record
      "Names a chat in a command, as in `@4`, `#1` or `#1(_support:3)`."
      [ "chatId"
          := "What it refers to depends on the kind of chat: the id of a contact, group, folder \
             \of notes or connection. Ids of different kinds are independent.",
        "chatScope"
          := "A part of a group, such as the chat of a member with its moderators. Only for \
             \groups; absent for the group itself."
      ]
      & textual
        ( text "chatType"
            <> number "chatId"
            <> optionalFor ("chatType", ["group"]) "chatScope" (text "chatScope")
        )

data SendRef = SendRef
  { chatType :: ChatType,
    chatId :: Int64,
    chatScope :: Maybe GroupChatScope,
    asGroup :: Maybe Bool
  }
  deriving (Eq, Show, Generic)

-- | Messages go to contacts and groups alone.
instance Wire SendRef where
  samples _ =
    SendRef ChatTypeDirect 1 Nothing Nothing
      :| [ SendRef ChatTypeGroup 1 Nothing Nothing,
           SendRef ChatTypeGroup 1 (Just (GroupChatScopeMemberSupport (Just 2))) Nothing,
           SendRef ChatTypeGroup 1 Nothing (Just True),
           SendRef ChatTypeGroup 1 Nothing (Just False)
         ]

instance Declared SendRef where
  about =
    record
      "Names the contact or the group that a command sends to, as in `@4`, `#1`, `#1(_support:3)` \
      \or `#1(as_group=on)`. A ChatRef of a contact or a group is one, too."
      [ "chatType" := "Only `direct` and `group`: the core sends nothing elsewhere.",
        "chatId" := "Id of the contact or the group.",
        "chatScope"
          := "A part of a group, such as the chat of a member with its moderators. Only for \
             \groups; absent for the group itself.",
        "asGroup"
          := "Whether the messages show the group as their author instead of the member. Only for \
             \groups, and not together with `chatScope`."
      ]
      & undocumented
      & textual
        ( choiceOf [("direct", "@"), ("group", "#")] "chatType"
            <> number "chatId"
            <> optionalFor ("chatType", ["group"]) "chatScope" (text "chatScope")
            <> optionalFor
              ("chatType", ["group"])
              "asGroup"
              ("(as_group=" <> switch "asGroup" <> ")")
        )

data ChatDeleteMode
  = ChatDeleteModeFull {notify :: Bool}
  | ChatDeleteModeEntity {notify :: Bool}
  | ChatDeleteModeMessages
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatDeleteMode where
  about =
    union
      "How much of a chat to delete."
      [ "full" := "The contact or group and all its messages.",
        "full.notify" := "Whether the other side is notified.",
        "entity" := "The contact, keeping the messages.",
        "entity.notify" := "Whether the other side is notified.",
        "messages" := "The messages, keeping the contact or group."
      ]
      & textual
        ( cases
            [ ("full", "full" <> flagUnlessOff " notify=" "notify"),
              ("entity", "entity" <> flagUnlessOff " notify=" "notify"),
              ("messages", "messages")
            ]
        )

data PaginationByTime
  = PaginationByTimeLast {count :: Int}
  | PaginationByTimeAfter {time :: UTCTime, count :: Int}
  | PaginationByTimeBefore {time :: UTCTime, count :: Int}
  deriving (Eq, Show, Generic, Wire)

instance Declared PaginationByTime where
  about =
    union
      "Which part of the list of chats to read, by the time of their latest activity."
      [ "last" := "The latest chats.",
        "last.count" := "How many at most.",
        "after" := "Chats after a time.",
        "after.count" := "How many at most.",
        "before" := "Chats before a time.",
        "before.count" := "How many at most."
      ]
      & undocumentedParts ["after", "before"]
      & textual
        ( cases
            [ ("last", "count=" <> number "count"),
              ("after", "after=" <> word "time" <> " count=" <> number "count"),
              ("before", "before=" <> word "time" <> " count=" <> number "count")
            ]
        )

data ChatPagination
  = ChatPaginationLast {count :: Int}
  | ChatPaginationAfter {itemId :: Int64, count :: Int}
  | ChatPaginationBefore {itemId :: Int64, count :: Int}
  | ChatPaginationAround {itemId :: Int64, count :: Int}
  | ChatPaginationInitial {count :: Int}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatPagination where
  about =
    union
      "Which part of a chat to read."
      [ "last" := "The latest items.",
        "last.count" := "How many at most.",
        "after" := "Items that follow one, without it.",
        "after.count" := "How many at most.",
        "before" := "Items that precede one, without it.",
        "before.count" := "How many at most.",
        "around" := "An item with those before and after it.",
        "around.count" := "How many at most.",
        "initial"
          := "The part to open a chat with: around the first unread item, or the latest items \
             \when all are read.",
        "initial.count" := "How many at most."
      ]
      & undocumented
      & textual
        ( cases
            [ ("last", "count=" <> number "count"),
              ("after", "after=" <> number "itemId" <> " count=" <> number "count"),
              ("before", "before=" <> number "itemId" <> " count=" <> number "count"),
              ("around", "around=" <> number "itemId" <> " count=" <> number "count"),
              ("initial", "initial=" <> number "count")
            ]
        )

data ChatListQuery
  = ChatListQueryFilters {favorite :: Bool, unread :: Bool}
  | ChatListQuerySearch {search :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatListQuery where
  about =
    union
      "Which chats of a list to read."
      [ "filters"
          := "By their marks. With both marks off all chats match, with both on those that have \
             \one of them.",
        "filters.favorite" := "Only chats marked as favorite.",
        "filters.unread" := "Only chats with unread items or marked as unread.",
        "search" := "By name.",
        "search.search" := "Text to look for."
      ]

data NavigationInfo = NavigationInfo
  { afterUnread :: Int,
    afterTotal :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NavigationInfo where
  about =
    record
      "How much of a chat follows the part that was read."
      [ "afterUnread" := "Number of unread items after it.",
        "afterTotal" := "Number of items after it."
      ]
      & undocumented

data ChatStats = ChatStats
  { unreadCount :: Int,
    unreadMentions :: Int,
    reportsCount :: Int,
    minUnreadItemId :: Int64,
    unreadChat :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatStats where
  about =
    record
      "Counts of a chat."
      [ "unreadMentions" := "Unread items that mention the bot.",
        "reportsCount"
          := "Reports in a group that wait for a moderator; only moderators have any.",
        "minUnreadItemId" := "Id of the first unread item, or 0 when there is none.",
        "unreadChat" := "Whether the chat was marked as unread by hand."
      ]

data ChatInfo
  = ChatInfoDirect {contact :: Contact}
  | ChatInfoGroup
      { groupInfo :: GroupInfo,
        groupChatScope :: Maybe GroupChatScopeInfo
      }
  | ChatInfoLocal {noteFolder :: NoteFolder}
  | ChatInfoContactRequest {contactRequest :: UserContactRequest}
  | ChatInfoContactConnection {contactConnection :: PendingContactConnection}
  | ChatInfoInvalidJSON {chatType :: ChatType, json :: JSONObject}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatInfo where
  about =
    union
      "The chat that an item or event belongs to."
      [ "direct" := "With a contact.",
        "group" := "A group, channel or business chat.",
        "group.groupChatScope"
          := "The part of the group, such as the chat of a member with its moderators; absent for \
             \the group itself.",
        "local" := "The user's own notes.",
        "contactRequest" := "A request of a person to become a contact.",
        "contactConnection" := "A connection that is not a contact yet.",
        "invalidJSON" := "A chat that this version cannot read."
      ]
      & undocumentedParts ["invalidJSON"]
