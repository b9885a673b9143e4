-- | Answers to commands about messages.
module Bots.API.Responses.Messages
  ( MessageResponse (..),
  )
where

import Bots.API.Types.ChatItems (ACIReaction, AChat, AChatItem, ChatItemDeletion)
import Bots.API.Types.Chats (ChatInfo)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.ItemDetails
  ( ChatItemInfo,
    ChatName,
    ForwardConfirmation,
    MemberReaction,
    MsgContentTag,
  )
import Bots.API.Types.Messages (MsgContent)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

data MessageResponse
  = CRChatItemNotChanged {user :: User, chatItem :: AChatItem}
  | CRChatItemReaction {user :: User, added :: Bool, reaction :: ACIReaction}
  | CRChatItemUpdated {user :: User, chatItem :: AChatItem}
  | CRChatItemsDeleted
      { user :: User,
        chatItemDeletions :: [ChatItemDeletion],
        byUser :: Bool,
        timed :: Bool
      }
  | CRNewChatItems {user :: User, chatItems :: [AChatItem]}
  | CRChats {chats :: [AChat]}
  | CRChatContentTypes {contentTypes :: [MsgContentTag]}
  | CRChatItems {user :: User, chatName_ :: Maybe ChatName, chatItems :: [AChatItem]}
  | CRChatItemInfo {user :: User, chatItem :: AChatItem, chatItemInfo :: ChatItemInfo}
  | CRChatItemId {data'ChatItemId :: (User, Maybe Int64)}
  | CRChatItemTTL {user :: User, chatItemTTL :: Maybe Int64}
  | CRReactionMembers {user :: User, memberReactions :: [MemberReaction]}
  | CRGroupChatItemsDeleted
      { user :: User,
        groupInfo :: GroupInfo,
        chatItemIDs :: [Int64],
        byUser :: Bool,
        member_ :: Maybe GroupMember
      }
  | CRBroadcastSent
      { user :: User,
        msgContent :: MsgContent,
        successes :: Int,
        failures :: Int,
        timestamp :: UTCTime
      }
  | CRItemsReadForChat {user :: User, chatInfo :: ChatInfo}
  | CRChatCleared {user :: User, chatInfo :: ChatInfo}
  | CRForwardPlan
      { user :: User,
        itemsCount :: Int,
        chatItemIds :: [Int64],
        forwardConfirmation :: Maybe ForwardConfirmation
      }
  | CRChatMsgContent {user :: User, msgContent :: MsgContent}
  | CRMemberSupportChatRead {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  deriving (Eq, Show, Generic, Wire)

instance Declared MessageResponse where
  about =
    union
      "Answers to commands about messages."
      [ "chatItemNotChanged" := "An edited message equals the old one, so nothing was sent.",
        "chatItemReaction" := "The reaction of the user was added or removed.",
        "chatItemReaction.added" := "False when the reaction was removed.",
        "chatItemUpdated" := "The message was edited and the change sent.",
        "chatItemsDeleted" := "Items were deleted or marked as deleted.",
        "chatItemsDeleted.chatItemDeletions"
          := "Empty when none of the items exists; a `chatErrors` event then names them.",
        "chatItemsDeleted.byUser" := "Whether the user itself deleted the items.",
        "chatItemsDeleted.timed" := "Whether the items expired by a timer.",
        "newChatItems"
          := "Messages were sent: one item for each message of the command. Their delivery is \
             \reported by `chatItemsStatusesUpdated` events.",
        "chats" := "The last chats of the active user, the newest first.",
        "chatContentTypes" := "The kinds of content in a chat.",
        "chatItems" := "Messages of one chat or of all chats, the oldest first.",
        "chatItemInfo" := "The versions of a message, its delivery to members, and its origin.",
        "chatItemId" := "Id of a message in `data`, after the user; null when there is none.",
        "chatItemTTL"
          := "After how many seconds messages are deleted here; absent or 0 keeps them.",
        "chatItemTTL.chatItemTTL"
          := "Absent or 0 when they are kept; absent for a chat that follows the user's setting.",
        "reactionMembers" := "The members who reacted with this emoji, and when.",
        "groupChatItemsDeleted"
          := "Items of a group were deleted or archived that are known by their ids only.",
        "broadcastSent"
          := "A text was sent to all contacts that are ready: to how many, and how often that \
             \failed.",
        "itemsReadForChat" := "Messages of a chat were marked as read.",
        "chatCleared" := "All messages of a chat were deleted on this device.",
        "forwardPlan"
          := "Which messages can be forwarded, and what has to be done about files first.",
        "forwardPlan.forwardConfirmation" := "Absent when all can.",
        "chatMsgContent" := "The content of a message that shares a chat, to be sent afterwards.",
        "memberSupportChatRead" := "The support chat with a member was marked as read."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "chats",
          "chatContentTypes",
          "chatItems",
          "chatItemInfo",
          "chatItemId",
          "chatItemTTL",
          "reactionMembers",
          "groupChatItemsDeleted",
          "broadcastSent",
          "itemsReadForChat",
          "chatCleared",
          "forwardPlan",
          "chatMsgContent",
          "memberSupportChatRead"
        ]
