-- | Events about messages and chats.
module Bots.API.Events.Messages
  ( MessageEvent (..),
  )
where

import Bots.API.Types.ChatItems (ACIReaction, AChatItem, ChatItemDeletion)
import Bots.API.Types.Chats (ChatInfo)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

data MessageEvent
  = CEvtNewChatItems {user :: User, chatItems :: [AChatItem]}
  | CEvtChatItemReaction {user :: User, added :: Bool, reaction :: ACIReaction}
  | CEvtChatItemsDeleted
      { user :: User,
        chatItemDeletions :: [ChatItemDeletion],
        byUser :: Bool,
        timed :: Bool
      }
  | CEvtChatItemUpdated {user :: User, chatItem :: AChatItem}
  | CEvtGroupChatItemsDeleted
      { user :: User,
        groupInfo :: GroupInfo,
        chatItemIDs :: [Int64],
        byUser :: Bool,
        member_ :: Maybe GroupMember
      }
  | CEvtChatItemsStatusesUpdated {user :: User, chatItems :: [AChatItem]}
  | CEvtChatInfoUpdated {user :: User, chatInfo :: ChatInfo}
  | CEvtChatItemNotChanged {user :: User, chatItem :: AChatItem}
  | CEvtChatItemDeletedNotFound {user :: User, contact :: Contact, sharedMsgId :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared MessageEvent where
  about =
    union
      "Events about messages and chats."
      [ "newChatItems"
          := "New items: received messages, but also items that the core writes itself, such as \
             \notes about features and encryption, events of a group, and messages the user sends \
             \automatically. Look at the direction and the content before answering.",
        "chatItemReaction" := "A contact or a group member added or removed a reaction.",
        "chatItemReaction.added" := "False when the reaction was removed.",
        "chatItemsDeleted" := "Items were deleted, or marked as deleted.",
        "chatItemsDeleted.byUser" := "False when a contact or a group member deleted the items.",
        "chatItemsDeleted.timed" := "Whether the items expired by a timer.",
        "chatItemUpdated"
          := "An item changed: its sender edited it, or its state is another, for example that of \
             \a group invitation.",
        "groupChatItemsDeleted"
          := "Items of a group were deleted that are known by their ids only, for example reports \
             \about a message that was moderated.",
        "groupChatItemsDeleted.byUser" := "Whether the user itself deleted the items.",
        "groupChatItemsDeleted.member_"
          := "The member who deleted the items, if known; it can be the user itself.",
        "chatItemsStatusesUpdated"
          := "The delivery of sent messages moved on, for example to sent or received.",
        "chatInfoUpdated"
          := "A chat changed in a way that no other event reports, for example a prepared chat \
             \that \
             \could not connect.",
        "chatItemNotChanged" := "The sender edited a message without changing it.",
        "chatItemDeletedNotFound" := "A contact deleted a message that is not on this device."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "chatInfoUpdated",
          "chatItemNotChanged",
          "chatItemDeletedNotFound"
        ]
