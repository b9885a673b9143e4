-- | What the core answers to commands.
module Bots.API.Responses
  ( ChatResponse (..),
  )
where

import Bots.API.Types.Addresses (GroupLink, UserContactLink)
import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.ChatItems (ACIReaction, AChat, AChatItem, ChatItemDeletion)
import Bots.API.Types.Chats (NavigationInfo)
import Bots.API.Types.ConnectionPlans (AddRelayResult, ConnectionPlan)
import Bots.API.Types.Connections (PendingContactConnection)
import Bots.API.Types.Contacts (Contact, UserContactRequest, UserProfileUpdateSummary)
import Bots.API.Types.Domains (SimplexNameInfo)
import Bots.API.Types.Files (FileTransferMeta, RcvFileTransfer, SndFileTransfer)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (Group, GroupInfo)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Relays (GroupRelay)
import Bots.API.Types.Users (Profile, User, UserInfo)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data ChatResponse
  = CRAcceptingContactRequest {user :: User, contact :: Contact}
  | CRActiveUser {user :: User}
  | CRChatItemNotChanged {user :: User, chatItem :: AChatItem}
  | CRChatItemReaction {user :: User, added :: Bool, reaction :: ACIReaction}
  | CRChatItemUpdated {user :: User, chatItem :: AChatItem}
  | CRChatItemsDeleted
      { user :: User,
        chatItemDeletions :: [ChatItemDeletion],
        byUser :: Bool,
        timed :: Bool
      }
  | CRChatRunning
  | CRChatStarted
  | CRChatStopped
  | CRCmdOk {user_ :: Maybe User}
  | CRChatCmdError {chatError :: ChatError}
  | CRRelayGroupAllowed {user :: User, groupInfo :: GroupInfo}
  | CRConnectionPlan
      { user :: User,
        connLink :: CreatedConnLink,
        planSimplexName :: Maybe SimplexNameInfo,
        otherSimplexName :: Maybe SimplexNameInfo,
        connectionPlan :: ConnectionPlan
      }
  | CRContactAlreadyExists {user :: User, contact :: Contact}
  | CRContactConnectionDeleted {user :: User, connection :: PendingContactConnection}
  | CRContactDeleted {user :: User, contact :: Contact}
  | CRContactPrefsUpdated {user :: User, fromContact :: Contact, toContact :: Contact}
  | CRContactRequestRejected
      { user :: User,
        contactRequest :: UserContactRequest,
        contact_ :: Maybe Contact
      }
  | CRContactsList {user :: User, contacts :: [Contact]}
  | CRGroupDeletedUser {user :: User, groupInfo :: GroupInfo, msgSigned :: Bool}
  | CRGroupLink
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink
      }
  | CRGroupLinkCreated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink
      }
  | CRGroupLinkDeleted {user :: User, groupInfo :: GroupInfo}
  | CRGroupCreated {user :: User, groupInfo :: GroupInfo}
  | CRPublicGroupCreated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay]
      }
  | CRPublicGroupCreationFailed {user :: User, addRelayResults :: [AddRelayResult]}
  | CRGroupRelays
      { user :: User,
        groupInfo :: GroupInfo,
        groupRelays :: [GroupRelay]
      }
  | CRGroupRelaysAdded
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay]
      }
  | CRGroupRelaysAddFailed {user :: User, addRelayResults :: [AddRelayResult]}
  | CRGroupMembers {user :: User, group :: Group}
  | CRGroupUpdated
      { user :: User,
        fromGroup :: GroupInfo,
        toGroup :: GroupInfo,
        member_ :: Maybe GroupMember,
        msgSigned :: Bool
      }
  | CRGroupsList {user :: User, groups :: [GroupInfo]}
  | CRInvitation
      { user :: User,
        connLinkInvitation :: CreatedConnLink,
        connection :: PendingContactConnection
      }
  | CRLeftMemberUser {user :: User, groupInfo :: GroupInfo}
  | CRMemberAccepted {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRMembersBlockedForAllUser
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        blocked :: Bool,
        msgSigned :: Bool
      }
  | CRMembersRoleUser
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        toRole :: GroupMemberRole,
        msgSigned :: Bool
      }
  | CRNewChatItems {user :: User, chatItems :: [AChatItem]}
  | CRRcvFileAccepted {user :: User, chatItem :: AChatItem}
  | CRRcvFileAcceptedSndCancelled {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CRRcvFileCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CRSentConfirmation
      { user :: User,
        connection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRSentGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        member :: GroupMember
      }
  | CRSentInvitation
      { user :: User,
        connection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRSndFileCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        sndFileTransfers :: [SndFileTransfer]
      }
  | CRUserAcceptedGroupSent
      { user :: User,
        groupInfo :: GroupInfo,
        hostContact :: Maybe Contact
      }
  | CRUserContactLink {user :: User, contactLink :: UserContactLink}
  | CRUserContactLinkCreated {user :: User, connLinkContact :: CreatedConnLink}
  | CRUserContactLinkDeleted {user :: User}
  | CRUserContactLinkUpdated {user :: User, contactLink :: UserContactLink}
  | CRUserDeletedMembers
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        withMessages :: Bool,
        msgSigned :: Bool
      }
  | CRUserProfileUpdated
      { user :: User,
        fromProfile :: Profile,
        toProfile :: Profile,
        updateSummary :: UserProfileUpdateSummary
      }
  | CRUserProfileNoChange {user :: User}
  | CRUsersList {users :: [UserInfo]}
  | CRApiChats {user :: User, chats :: [AChat]}
  | CRApiChat
      { user :: User,
        chat :: AChat,
        navInfo :: Maybe NavigationInfo
      }
  | CRNewMemberContact
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CRNewMemberContactSentInv
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatResponse where
  about =
    union
      "The answer to a command. The core has more answers than these: the ones to commands that \
      \are not part of this API."
      [ "acceptingContactRequest"
          := "A contact request is being accepted. The contact is connected when the event \
             \`contactConnected` arrives.",
        "activeUser" := "The active user, after it was read, created or switched.",
        "chatItemNotChanged" := "An edited message equals the old one, so nothing was sent.",
        "chatItemReaction" := "The reaction of the user was added or removed.",
        "chatItemReaction.added" := "False when the reaction was removed.",
        "chatItemUpdated" := "The message was edited and the change sent.",
        "chatItemsDeleted" := "Items were deleted or marked as deleted.",
        "chatItemsDeleted.chatItemDeletions"
          := "Empty when none of the items exists; a `chatErrors` event then names them.",
        "chatItemsDeleted.byUser" := "Whether the user itself deleted the items.",
        "chatItemsDeleted.timed" := "Whether the items expired by a timer.",
        "chatRunning" := "The core was started already.",
        "chatStarted" := "The core has started.",
        "chatStopped" := "The core is stopped.",
        "cmdOk" := "The command was done and has nothing to report.",
        "cmdOk.user_" := "The user for whom the command was done; absent for commands without one.",
        "chatCmdError" := "The command failed.",
        "connectionPlan"
          := "What a link leads to. It answers Connect, too, when the link leads to a known \
             \contact; no connection is made then.",
        "connectionPlan.connLink" := "The link in the form that APIConnect takes.",
        "connectionPlan.planSimplexName" := "The SimpleX name that the plan is about.",
        "connectionPlan.otherSimplexName" := "Another SimpleX name that the target claims.",
        "contactAlreadyExists"
          := "The link is the address of a contact that exists already; nothing was sent.",
        "contactConnectionDeleted" := "A connection that had no contact yet was deleted.",
        "contactDeleted" := "The contact or its messages were deleted, by the mode of the command.",
        "contactPrefsUpdated" := "The preferences for a contact were set.",
        "contactRequestRejected" := "The contact request was rejected.",
        "contactRequestRejected.contact_"
          := "The contact that was made for the request and is deleted with it.",
        "contactsList" := "The contacts of the user.",
        "groupDeletedUser" := "The user deleted the group.",
        "groupDeletedUser.msgSigned"
          := "Whether the message that tells the members about it was signed.",
        "groupLink" := "The link of a group, after it was read or its role changed.",
        "groupLinkCreated" := "The link of a group was made.",
        "groupLinkDeleted" := "The link of a group was deleted.",
        "groupCreated" := "A group was created; the user is its owner.",
        "publicGroupCreated"
          := "A public group was created. Its relays may still be on their way to being active.",
        "publicGroupCreationFailed" := "The public group was not created.",
        "publicGroupCreationFailed.addRelayResults" := "How it went with each relay.",
        "groupRelays" := "The chat relays of a public group.",
        "groupRelaysAdded"
          := "Chat relays were added to a public group. They may still be on their way to being \
             \active.",
        "groupRelaysAddFailed" := "Chat relays were not added to a public group.",
        "groupRelaysAddFailed.addRelayResults" := "How it went with each relay.",
        "groupMembers" := "A group with its members.",
        "groupMembers.group" := "Its `members` do not contain the user itself.",
        "groupUpdated" := "The user changed the profile of a group.",
        "groupUpdated.member_" := "Absent in an answer, as the user made the change.",
        "groupUpdated.msgSigned"
          := "Whether the message that tells the members about it was signed.",
        "relayGroupAllowed" := "The user, a chat relay, will serve the channel again.",
        "groupsList" := "The groups of the user.",
        "invitation" := "A one-time invitation link was made.",
        "invitation.connLinkInvitation" := "The link to hand to one other person.",
        "invitation.connection" := "The connection that waits until someone uses the link.",
        "leftMemberUser" := "The user left the group.",
        "memberAccepted"
          := "A waiting member was let in, or moved on from approval to review: its status tells \
             \which.",
        "membersBlockedForAllUser"
          := "The user blocked members for the whole group, or lifted the block.",
        "membersBlockedForAllUser.members" := "The members it was done for, in no certain order.",
        "membersBlockedForAllUser.blocked" := "False when the block was lifted.",
        "membersBlockedForAllUser.msgSigned"
          := "Whether the message that tells the members about it was signed.",
        "membersRoleUser" := "The user changed the role of members.",
        "membersRoleUser.members"
          := "The members whose role has changed, in no certain order; those who had it before \
             \are not among them.",
        "membersRoleUser.msgSigned"
          := "Whether the message that tells the members about it was signed.",
        "newChatItems"
          := "Messages were sent: one item for each message of the command. Their delivery is \
             \reported by `chatItemsStatusesUpdated` events.",
        "rcvFileAccepted"
          := "The file was accepted. The event `rcvFileComplete` tells when it is there.",
        "rcvFileAcceptedSndCancelled"
          := "The sender has cancelled the file, so it cannot be received.",
        "rcvFileCancelled" := "The user stopped receiving a file.",
        "rcvFileCancelled.chatItem_" := "Absent when the file belongs to no chat item.",
        "sentConfirmation"
          := "A one-time invitation was accepted. The contact comes with the event \
             \`contactConnected`.",
        "sentConfirmation.customUserProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "sentGroupInvitation" := "A contact was invited into a group, or invited again.",
        "sentInvitation"
          := "A request to connect was sent to an address or a group link. The other side may \
             \have to accept it first.",
        "sentInvitation.customUserProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "sndFileCancelled" := "The user cancelled a file it was sending.",
        "sndFileCancelled.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileCancelled.sndFileTransfers" := "One for each recipient.",
        "userAcceptedGroupSent"
          := "The invitation to a group was accepted. The event `userJoinedGroup` tells when the \
             \user is connected.",
        "userContactLink" := "The address of the user with its settings.",
        "userContactLinkCreated" := "The address of the user was made.",
        "userContactLinkDeleted" := "The address of the user was deleted.",
        "userContactLinkUpdated" := "The settings of the address were changed.",
        "userDeletedMembers" := "The user removed members from a group.",
        "userDeletedMembers.members" := "The removed members, in no certain order.",
        "userDeletedMembers.withMessages" := "Whether their messages were deleted too.",
        "userDeletedMembers.msgSigned"
          := "Whether the message that tells the members about it was signed.",
        "userProfileUpdated" := "The profile of the user was changed.",
        "userProfileUpdated.updateSummary" := "How the change reached the contacts.",
        "userProfileNoChange" := "The new profile equals the old one, so nothing was sent.",
        "usersList" := "The users in the database.",
        "apiChats" := "Chats with their newest item and their unread counts.",
        "apiChat" := "A chat with the items that were asked for and its unread counts.",
        "apiChat.navInfo"
          := "Counts of the newer items; absent when the last items were asked for.",
        "newMemberContact"
          := "A direct contact with a group member was made. The member does not know of it until \
             \the invitation is sent.",
        "newMemberContactSentInv"
          := "The invitation to a direct contact was sent to a group member."
      ]
      & prefixed "CR"
      & undocumentedParts ["apiChat", "newMemberContact", "newMemberContactSentInv"]
