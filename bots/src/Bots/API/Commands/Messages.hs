-- | Commands that send, change and delete messages and react to them.
module Bots.API.Commands.Messages
  ( commands,
    APISendMessages (..),
    APIUpdateChatItem (..),
    APIDeleteChatItem (..),
    APIDeleteMemberChatItem (..),
    APIChatItemReaction (..),
  )
where

import Bots.API.Commands.Contents (messages, textContent)
import Bots.API.Types.Chats (ChatRef, SendRef)
import Bots.API.Types.ItemContents (CIDeleteMode)
import Bots.API.Types.Messages (ComposedMessage, MsgReaction, UpdatedMessage)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Json (Json (..))
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APISendMessages,
    declareCommand @APIUpdateChatItem,
    declareCommand @APIDeleteChatItem,
    declareCommand @APIDeleteMemberChatItem,
    declareCommand @APIChatItemReaction
  ]

data APISendMessages = APISendMessages
  { sendRef :: SendRef,
    liveMessage :: Bool,
    ttl :: Maybe Int,
    signMessages :: Bool,
    composedMessages :: NonEmpty ComposedMessage
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISendMessages where
  about =
    record
      "Sends one or several messages to a contact or a group; the notes are refused. Chat must be \
      \started, the contact connected, and the bot a current member of the group with a role that \
      \may write. Answers `newChatItems` with all the messages as soon as they are stored: their \
      \delivery shows later in the statuses of the items."
      [ "liveMessage"
          := "Send a live message, which the bot goes on changing by updates. Only for a single \
             \message.",
        "ttl"
          := "Seconds after which the messages disappear. Has an effect only in a chat where \
             \disappearing messages are on; absent takes the time set for that chat.",
        "signMessages" := "Whether to sign the messages; only for channels.",
        "composedMessages" := "Sent in this order. Only one of them may quote an item."
      ]

instance Command APISendMessages where
  syntax =
    "/_send "
      <> text "sendRef"
      <> flag " live=" "liveMessage"
      <> alsoReads (optional "ttl" (" ttl=" <> number "ttl")) [Reading " ttl=default" []]
      <> flag " sign=" "signMessages"
      <> messages "composedMessages"
  network = Background
  answers = ["newChatItems", "chatCmdError"]

data APIUpdateChatItem = APIUpdateChatItem
  { chatRef :: ChatRef,
    chatItemId :: Int64,
    liveMessage :: Bool,
    updatedMessage :: UpdatedMessage
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUpdateChatItem where
  about =
    record
      "Changes a message that the bot has sent. Works only for its own messages of about the last \
      \day; others fail with `invalidChatItemUpdate`. Answers `chatItemUpdated`, or \
      \`chatItemNotChanged` when the content is the same as before."
      [ "chatItemId" := "Id of the item in the bot's own database.",
        "liveMessage"
          := "True for an update in between of a live message, false for a normal edit and the \
             \last update."
      ]

instance Command APIUpdateChatItem where
  syntax =
    "/_update item "
      <> text "chatRef"
      <> " "
      <> number "chatItemId"
      <> flag " live=" "liveMessage"
      <> alsoReads
        (" json " <> json "updatedMessage")
        [ Reading (" json" <> json "updatedMessage") [],
          Reading (" text " <> rest "text") [("updatedMessage", textAlone)]
        ]
    where
      textAlone =
        Object
          [("msgContent", textContent "text"), ("mentions", Object [])]
  network = Background
  answers = ["chatItemUpdated", "chatItemNotChanged", "chatCmdError"]

data APIDeleteChatItem = APIDeleteChatItem
  { chatRef :: ChatRef,
    chatItemIds :: NonEmpty Int64,
    deleteMode :: CIDeleteMode
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteChatItem where
  about =
    record
      "Deletes messages from a chat. Answers `chatItemsDeleted` with each item as it was and, \
      \where it is only marked as deleted, as it is now. An id that is not in the chat is left \
      \out of the answer, and reported by an event."
      [ "chatItemIds" := "Ids of the items in the bot's own database, all in the same chat."
      ]

instance Command APIDeleteChatItem where
  syntax =
    "/_delete item "
      <> text "chatRef"
      <> " "
      <> numbers "chatItemIds"
      <> " "
      <> choice "deleteMode"
  network = Background
  answers = ["chatItemsDeleted", "chatCmdError"]

data APIDeleteMemberChatItem = APIDeleteMemberChatItem
  { groupId :: Int64,
    chatItemIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteMemberChatItem where
  about =
    record
      "Deletes messages of other members for everyone in a group. The bot needs the role \
      \moderator or higher, and none lower than that of the authors. Answers `chatItemsDeleted`."
      [ "chatItemIds" := "Ids of the items in the bot's own database."
      ]

instance Command APIDeleteMemberChatItem where
  syntax = "/_delete member item #" <> number "groupId" <> " " <> numbers "chatItemIds"
  network = Background
  answers = ["chatItemsDeleted", "chatCmdError"]

data APIChatItemReaction = APIChatItemReaction
  { chatRef :: ChatRef,
    chatItemId :: Int64,
    add :: Bool,
    reaction :: MsgReaction
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChatItemReaction where
  about =
    record
      "Adds a reaction to a message or takes it back. The preferences of the chat must allow \
      \reactions, and the bot can have at most three on one message. Answers `chatItemReaction`; \
      \adding one twice or removing one that is not there is an error."
      [ "chatItemId" := "Id of the item in the bot's own database.",
        "add" := "False takes the reaction back."
      ]

instance Command APIChatItemReaction where
  syntax =
    "/_reaction "
      <> text "chatRef"
      <> " "
      <> number "chatItemId"
      <> " "
      <> switch "add"
      <> " "
      <> json "reaction"
  network = Background
  answers = ["chatItemReaction", "chatCmdError"]
