-- | Answers to commands about chats, their tags and settings.
module Bots.API.Responses.Chats
  ( ChatListResponse (..),
  )
where

import Bots.API.Types.ChatItems (AChat)
import Bots.API.Types.Chats (NavigationInfo)
import Bots.API.Types.Connections (PendingContactConnection)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.ItemDetails (ChatTag)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

data ChatListResponse
  = CRContactConnectionDeleted {user :: User, connection :: PendingContactConnection}
  | CRContactDeleted {user :: User, contact :: Contact}
  | CRContactsList {user :: User, contacts :: [Contact]}
  | CRGroupDeletedUser {user :: User, groupInfo :: GroupInfo, msgSigned :: Bool}
  | CRGroupsList {user :: User, groups :: [GroupInfo]}
  | CRApiChats {user :: User, chats :: [AChat]}
  | CRApiChat
      { user :: User,
        chat :: AChat,
        navInfo :: Maybe NavigationInfo
      }
  | CRChatTags {user :: User, userTags :: [ChatTag]}
  | CRTagsUpdated {user :: User, userTags :: [ChatTag], chatTags :: [Int64]}
  | CRContactAliasUpdated {user :: User, toContact :: Contact}
  | CRConnectionAliasUpdated {user :: User, toConnection :: PendingContactConnection}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatListResponse where
  about =
    union
      "Answers to commands about chats, their tags and settings."
      [ "contactConnectionDeleted" := "A connection that had no contact yet was deleted.",
        "contactDeleted" := "The contact or its messages were deleted, by the mode of the command.",
        "contactsList" := "The contacts of the user.",
        "groupDeletedUser" := "The user deleted the group.",
        "groupDeletedUser.msgSigned" := "Whether the message that notifies the members was signed.",
        "groupsList" := "The groups of the user.",
        "apiChats" := "Chats with their newest item and their unread counts.",
        "apiChat" := "A chat with the items that were asked for and its unread counts.",
        "apiChat.navInfo"
          := "Counts of the newer items; absent when the last items were asked for.",
        "chatTags" := "All tags of the user, in their order.",
        "tagsUpdated"
          := "The tags of a chat were set: all tags of the user, and the ids of those of the chat.",
        "contactAliasUpdated" := "The name that the user gave a contact was set or removed.",
        "connectionAliasUpdated"
          := "The name that the user gave a pending connection was set or removed."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "apiChat",
          "chatTags",
          "tagsUpdated",
          "contactAliasUpdated",
          "connectionAliasUpdated"
        ]
