-- | What the core answers to commands.
module Bots.API.Responses
  ( ChatResponse (..),
  )
where

import Bots.API.Types.Addresses (GroupLink, UserContactLink)
import Bots.API.Types.Calls (RcvCallInvitation)
import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.ChatItems (ACIReaction, AChat, AChatItem, ChatItemDeletion)
import Bots.API.Types.Chats (ChatInfo, NavigationInfo)
import Bots.API.Types.ConnectionPlans (AddRelayResult, ConnectionPlan, RelayConnectionResult)
import Bots.API.Types.Connections (PendingContactConnection)
import Bots.API.Types.Contacts (Contact, UserContactRequest, UserProfileUpdateSummary)
import Bots.API.Types.Databases (ArchiveError, CoreVersionInfo, UpMigration)
import Bots.API.Types.Diagnostics
  ( AgentLocks,
    AgentQueuesInfo,
    AgentWorkersDetails,
    AgentWorkersSummary,
    HelpSection,
    SlowSQLQuery,
    SubscriptionsInfo,
  )
import Bots.API.Types.Domains (SimplexNameInfo)
import Bots.API.Types.Files
  ( CryptoFile,
    FileTransfer,
    FileTransferMeta,
    RcvFileTransfer,
    SndFileTransfer,
  )
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (Group, GroupInfo)
import Bots.API.Types.ItemDetails
  ( ChatItemInfo,
    ChatName,
    ChatTag,
    ForwardConfirmation,
    MemberReaction,
    MsgContentTag,
  )
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Messages (MsgContent)
import Bots.API.Types.Networks (DatabaseDiff, NetworkConfig)
import Bots.API.Types.Queues (ConnectionStats, RcvMsgInfo, ServerQueueInfo)
import Bots.API.Types.Relays (GroupRelay, RelayProfile)
import Bots.API.Types.RemoteControl (CtrlAppInfo, RCCtrlAddress, RemoteCtrlInfo, RemoteHostInfo)
import Bots.API.Types.ServerStats (PresentedServersSummary, SMPServerSubs)
import Bots.API.Types.Servers
  ( ProtocolTestFailure,
    RelayTestFailure,
    ServerOperatorConditions,
    UsageConditions,
    UserOperatorServers,
    UserServersError,
    UserServersWarning,
  )
import Bots.API.Types.Users (Profile, User, UserInfo)
import Bots.Declare
import Bots.Wire (JSONValue, Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Map.Strict (Map)
import Data.Text (Text)
import Data.Time (UTCTime)
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
  | CRConnectionsDiff {showIds :: Bool, userIds :: DatabaseDiff, connIds :: DatabaseDiff}
  | CRChats {chats :: [AChat]}
  | CRChatContentTypes {contentTypes :: [MsgContentTag]}
  | CRChatTags {user :: User, userTags :: [ChatTag]}
  | CRChatItems {user :: User, chatName_ :: Maybe ChatName, chatItems :: [AChatItem]}
  | CRChatItemInfo {user :: User, chatItem :: AChatItem, chatItemInfo :: ChatItemInfo}
  | CRChatItemId {data'ChatItemId :: (User, Maybe Int64)}
  | CRServerTestResult {user :: User, testServer :: Text, testFailure :: Maybe ProtocolTestFailure}
  | CRChatRelayTestResult
      { user :: User,
        relayProfile :: Maybe RelayProfile,
        relayTestFailure :: Maybe RelayTestFailure
      }
  | CRServerOperatorConditions {conditions :: ServerOperatorConditions}
  | CRUserServers {user :: User, userServers :: [UserOperatorServers]}
  | CRUserServersValidation
      { user :: User,
        serverErrors :: [UserServersError],
        serverWarnings :: [UserServersWarning]
      }
  | CRUsageConditions
      { usageConditions :: UsageConditions,
        conditionsText :: Text,
        acceptedConditions :: Maybe UsageConditions
      }
  | CRChatItemTTL {user :: User, chatItemTTL :: Maybe Int64}
  | CRNetworkConfig {networkConfig :: NetworkConfig}
  | CRContactInfo
      { user :: User,
        contact :: Contact,
        connectionStats_ :: Maybe ConnectionStats,
        customUserProfile :: Maybe Profile
      }
  | CRGroupInfo {user :: User, groupInfo :: GroupInfo}
  | CRGroupMemberInfo
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats_ :: Maybe ConnectionStats
      }
  | CRQueueInfo {user :: User, rcvMsgInfo :: Maybe RcvMsgInfo, queueInfo :: ServerQueueInfo}
  | CRContactSwitchStarted {user :: User, contact :: Contact, connectionStats :: ConnectionStats}
  | CRGroupMemberSwitchStarted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactSwitchAborted {user :: User, contact :: Contact, connectionStats :: ConnectionStats}
  | CRGroupMemberSwitchAborted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactRatchetSyncStarted
      { user :: User,
        contact :: Contact,
        connectionStats :: ConnectionStats
      }
  | CRGroupMemberRatchetSyncStarted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactCode {user :: User, contact :: Contact, connectionCode :: Text}
  | CRGroupMemberCode
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionCode :: Text
      }
  | CRConnectionVerified {user :: User, verified :: Bool, expectedCode :: Text}
  | CRContactDomainVerified {user :: User, contact :: Contact, verificationFailure :: Maybe Text}
  | CRGroupDomainVerified {user :: User, groupInfo :: GroupInfo, verificationFailure :: Maybe Text}
  | CRTagsUpdated {user :: User, userTags :: [ChatTag], chatTags :: [Int64]}
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
  | CRChatHelp {helpSection :: HelpSection}
  | CRWelcome {user :: User}
  | CRMemberSupportChats {user :: User, groupInfo :: GroupInfo, members :: [GroupMember]}
  | CRFileTransferStatus {data'FileTransferStatus :: (User, (FileTransfer, [Int64]))}
  | CRFileTransferStatusXFTP {data'FileTransferStatusXFTP :: (User, AChatItem)}
  | CRUserProfile {user :: User, profile :: Profile}
  | CRUserPrivacy {user :: User, updatedUser :: User}
  | CRVersionInfo
      { versionInfo :: CoreVersionInfo,
        chatMigrations :: [UpMigration],
        agentMigrations :: [UpMigration]
      }
  | CRConnectionIncognitoUpdated
      { user :: User,
        toConnection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRConnectionUserChanged
      { user :: User,
        fromConnection :: PendingContactConnection,
        toConnection :: PendingContactConnection,
        newUser :: User
      }
  | CRNewPreparedChat {user :: User, chat :: AChat}
  | CRContactUserChanged
      { user :: User,
        fromContact :: Contact,
        newUser :: User,
        toContact :: Contact
      }
  | CRGroupUserChanged {user :: User, fromGroup :: GroupInfo, newUser :: User, toGroup :: GroupInfo}
  | CRStartedConnectionToContact
      { user :: User,
        contact :: Contact,
        customUserProfile :: Maybe Profile
      }
  | CRStartedConnectionToGroup
      { user :: User,
        groupInfo :: GroupInfo,
        customUserProfile :: Maybe Profile,
        relayResults :: [RelayConnectionResult]
      }
  | CRSentInvitationToContact {user :: User, contact :: Contact, customUserProfile :: Maybe Profile}
  | CRItemsReadForChat {user :: User, chatInfo :: ChatInfo}
  | CRChatCleared {user :: User, chatInfo :: ChatInfo}
  | CRForwardPlan
      { user :: User,
        itemsCount :: Int,
        chatItemIds :: [Int64],
        forwardConfirmation :: Maybe ForwardConfirmation
      }
  | CRChatMsgContent {user :: User, msgContent :: MsgContent}
  | CRStandaloneFileInfo {fileMeta :: Maybe JSONValue}
  | CRRcvStandaloneFileCreated {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CRSndStandaloneFileCreated {user :: User, fileTransferMeta :: FileTransferMeta}
  | CRUserProfileImage {user :: User, profile :: Profile}
  | CRContactAliasUpdated {user :: User, toContact :: Contact}
  | CRGroupAliasUpdated {user :: User, toGroup :: GroupInfo}
  | CRConnectionAliasUpdated {user :: User, toConnection :: PendingContactConnection}
  | CRJoinedGroupMember {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRMemberSupportChatRead {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRMemberSupportChatDeleted {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRGroupProfile {user :: User, groupInfo :: GroupInfo}
  | CRGroupDescription {user :: User, groupInfo :: GroupInfo}
  | CRMemberContactAccepted {user :: User, contact :: Contact}
  | CRCallInvitations {callInvitations :: [RcvCallInvitation]}
  | CRRemoteHostList {remoteHosts :: [RemoteHostInfo]}
  | CRCurrentRemoteHost {remoteHost_ :: Maybe RemoteHostInfo}
  | CRRemoteHostStarted
      { remoteHost_ :: Maybe RemoteHostInfo,
        invitation :: Text,
        ctrlPort :: Text,
        localAddrs :: NonEmpty RCCtrlAddress
      }
  | CRRemoteFileStored {remoteHostId :: Int64, remoteFileSource :: CryptoFile}
  | CRRemoteCtrlList {remoteCtrls :: [RemoteCtrlInfo]}
  | CRRemoteCtrlConnecting
      { remoteCtrl_ :: Maybe RemoteCtrlInfo,
        ctrlAppInfo :: CtrlAppInfo,
        appVersion :: Text
      }
  | CRRemoteCtrlConnected {remoteCtrl :: RemoteCtrlInfo, compression :: Bool}
  | CRSQLResult {rows :: [Text]}
  | CRArchiveExported {archiveErrors :: [ArchiveError]}
  | CRArchiveImported {archiveErrors :: [ArchiveError]}
  | CRSlowSQLQueries {chatQueries :: [SlowSQLQuery], agentQueries :: [SlowSQLQuery]}
  | CRDebugLocks
      { chatLockName :: Maybe Text,
        chatEntityLocks :: Map Text Text,
        agentLocks :: AgentLocks
      }
  | CRAgentSubsTotal {user :: User, subsTotal :: SMPServerSubs, hasSession :: Bool}
  | CRAgentServersSummary {user :: User, serversSummary :: PresentedServersSummary}
  | CRAgentWorkersDetails {agentWorkersDetails :: AgentWorkersDetails}
  | CRAgentWorkersSummary {agentWorkersSummary :: AgentWorkersSummary}
  | CRAgentSubs
      { activeSubs :: Map Text Int,
        pendingSubs :: Map Text Int,
        removedSubs :: Map Text [Text]
      }
  | CRAgentSubsDetails {agentSubs :: SubscriptionsInfo}
  | CRAgentQueuesInfo {agentQueuesInfo :: AgentQueuesInfo}
  | CRCustomChatResponse {user_ :: Maybe User, response :: Text}
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
          := "Whether the message that notifies the members was signed.",
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
          := "Whether the message that notifies the members was signed.",
        "relayGroupAllowed" := "The user, a chat relay, will serve the channel again.",
        "groupsList" := "The groups of the user.",
        "invitation" := "A one-time invitation link was made.",
        "invitation.connLinkInvitation" := "The link to hand to one other person.",
        "invitation.connection" := "The connection that waits until someone uses the link.",
        "leftMemberUser" := "The user left the group.",
        "memberAccepted"
          := "A waiting member was let in, or moved on from approval to review: its status says \
             \which.",
        "membersBlockedForAllUser"
          := "The user blocked members for the whole group, or lifted the block.",
        "membersBlockedForAllUser.members" := "The members it was done for, in no certain order.",
        "membersBlockedForAllUser.blocked" := "False when the block was lifted.",
        "membersBlockedForAllUser.msgSigned"
          := "Whether the message that notifies the members was signed.",
        "membersRoleUser" := "The user changed the role of members.",
        "membersRoleUser.members"
          := "The members whose role has changed, in no certain order; those who had it before \
             \are not among them.",
        "membersRoleUser.msgSigned"
          := "Whether the message that notifies the members was signed.",
        "newChatItems"
          := "Messages were sent: one item for each message of the command. Their delivery is \
             \reported by `chatItemsStatusesUpdated` events.",
        "rcvFileAccepted"
          := "The file was accepted. The event `rcvFileComplete` follows when it is there.",
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
          := "The invitation to a group was accepted. The event `userJoinedGroup` follows when the \
             \user is connected.",
        "userContactLink" := "The address of the user with its settings.",
        "userContactLinkCreated" := "The address of the user was made.",
        "userContactLinkDeleted" := "The address of the user was deleted.",
        "userContactLinkUpdated" := "The settings of the address were changed.",
        "userDeletedMembers" := "The user removed members from a group.",
        "userDeletedMembers.members" := "The removed members, in no certain order.",
        "userDeletedMembers.withMessages" := "Whether their messages were deleted too.",
        "userDeletedMembers.msgSigned"
          := "Whether the message that notifies the members was signed.",
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
          := "The invitation to a direct contact was sent to a group member.",
        "connectionsDiff" := "In which users and connections the two databases differ.",
        "chats" := "The last chats of the active user, the newest first.",
        "chatContentTypes" := "The kinds of content in a chat.",
        "chatTags" := "All tags of the user, in their order.",
        "chatItems" := "Messages of one chat or of all chats, the oldest first.",
        "chatItemInfo" := "The versions of a message, its delivery to members, and its origin.",
        "chatItemId" := "Id of a message in `data`, after the user; null when there is none.",
        "serverTestResult" := "A server was tested. Without `testFailure` it works.",
        "serverTestResult.testFailure" := "Absent when the server works.",
        "chatRelayTestResult" := "A chat relay was tested. Without `relayTestFailure` it works.",
        "serverOperatorConditions" := "Operators of servers with the state of their conditions.",
        "userServers" := "The configured servers of a user, by operator.",
        "userServersValidation" := "What would not work in a choice of servers, and what may be unwise.",
        "usageConditions" := "The newest conditions of use with their text, and those that were accepted.",
        "chatItemTTL" := "After how many seconds messages are deleted here; absent or 0 keeps them.",
        "chatItemTTL.chatItemTTL"
          := "Absent or 0 when they are kept; absent for a chat that follows the user's setting.",
        "networkConfig" := "The network settings as they are now.",
        "contactInfo" := "A contact with the state of its connection.",
        "contactInfo.customUserProfile"
          := "The random profile that the contact sees, when the connection is incognito.",
        "groupInfo" := "A group with the membership of the user.",
        "groupMemberInfo" := "A member with the state of its connection.",
        "queueInfo" := "The state of a queue on its server, and the last message received from it.",
        "contactSwitchStarted" := "The queue of a contact is being moved to another server.",
        "groupMemberSwitchStarted" := "The queue of a member is being moved to another server.",
        "contactSwitchAborted" := "The queue of a contact is no longer moved to another server.",
        "groupMemberSwitchAborted" := "The queue of a member is no longer moved to another server.",
        "contactRatchetSyncStarted" := "Encryption with a contact is being agreed anew.",
        "groupMemberRatchetSyncStarted" := "Encryption with a member is being agreed anew.",
        "contactCode"
          := "The security code of a contact, to compare with the one on the contact's device.",
        "groupMemberCode"
          := "The security code of a member, to compare with the one on the member's device.",
        "connectionVerified" := "Whether the security code was right, and the right one.",
        "contactDomainVerified" := "Whether the SimpleX name that a contact claims leads to it.",
        "contactDomainVerified.verificationFailure" := "Absent when it does.",
        "groupDomainVerified" := "Whether the SimpleX name that a group claims leads to it.",
        "groupDomainVerified.verificationFailure" := "Absent when it does.",
        "tagsUpdated" := "The tags of a chat were set: all tags of the user, and the ids of those of the chat.",
        "reactionMembers" := "The members who reacted with this emoji, and when.",
        "groupChatItemsDeleted"
          := "Items of a group were deleted or archived that are known by their ids only.",
        "broadcastSent" := "A text was sent to all contacts that are ready: to how many, and how often that failed.",
        "chatHelp"
          := "The terminal app is to show a chapter of its help. Only raw text leads to it.",
        "welcome" := "The terminal app is to show its welcome. Only raw text leads to it.",
        "memberSupportChats" := "The members of a group who have a support chat with its moderators.",
        "fileTransferStatus"
          := "State of a file: `data` has the user, and the file with the progress of each \
             \recipient in percent.",
        "fileTransferStatusXFTP"
          := "State of a file of a message: `data` has the user and the item.",
        "userProfile" := "The profile of the active user.",
        "userPrivacy" := "A user was hidden, shown, muted or unmuted.",
        "versionInfo" := "Versions of the core and migrations of its databases.",
        "connectionIncognitoUpdated" := "An unused invitation is incognito, or is so no more.",
        "connectionUserChanged"
          := "An unused invitation was moved to another user; it has a new link.",
        "newPreparedChat" := "A chat was made from a link; nothing was sent yet.",
        "contactUserChanged" := "A prepared contact was moved to another user.",
        "groupUserChanged" := "A prepared group was moved to another user.",
        "startedConnectionToContact" := "A request was sent to a prepared contact.",
        "startedConnectionToGroup" := "A request was sent to a prepared group or channel.",
        "startedConnectionToGroup.relayResults"
          := "Only of channels: what came of each chat relay.",
        "sentInvitationToContact" := "A request was sent to the address of a known profile.",
        "itemsReadForChat" := "Messages of a chat were marked as read.",
        "chatCleared" := "All messages of a chat were deleted on this device.",
        "forwardPlan" := "Which messages can be forwarded, and what has to be done about files first.",
        "forwardPlan.forwardConfirmation" := "Absent when all can.",
        "chatMsgContent" := "The content of a message that shares a chat, to be sent afterwards.",
        "standaloneFileInfo" := "The data that the link of a file carries; absent when it carries none.",
        "rcvStandaloneFileCreated"
          := "A file is being downloaded; `rcvStandaloneFileComplete` follows.",
        "sndStandaloneFileCreated"
          := "A file is being uploaded; `sndStandaloneFileComplete` brings its links.",
        "userProfileImage" := "The profile of the active user with its picture.",
        "contactAliasUpdated" := "The name that the user gave a contact was set or removed.",
        "groupAliasUpdated" := "The name that the user gave a group was set or removed.",
        "connectionAliasUpdated" := "The name that the user gave a pending connection was set or removed.",
        "joinedGroupMember" := "A member joined. No command of this version leads to it.",
        "memberSupportChatRead" := "The support chat with a member was marked as read.",
        "memberSupportChatDeleted" := "The support chat with a member was deleted.",
        "groupProfile" := "A group, for its profile.",
        "groupDescription" := "The welcome text of a group, in its profile.",
        "memberContactAccepted"
          := "The direct invitation of a member was accepted; `contactConnected` follows.",
        "callInvitations" := "The calls of contacts that wait for an answer.",
        "remoteHostList" := "Devices that this one can control. Only raw text leads to it.",
        "currentRemoteHost" := "The device that is being controlled. Only raw text leads to it.",
        "remoteHostStarted" := "Waits for a device to control. Only raw text leads to it.",
        "remoteFileStored"
          := "A file was stored on the controlled device. Only raw text leads to it.",
        "remoteCtrlList" := "Devices that can control this one. Only raw text leads to it.",
        "remoteCtrlConnecting"
          := "A controlling device is being connected. Only raw text leads to it.",
        "remoteCtrlConnected" := "A controlling device is connected. Only raw text leads to it.",
        "sQLResult" := "Rows of the database. Only raw text leads to it.",
        "archiveExported" := "Databases and files were written to an archive.",
        "archiveImported" := "Databases and files were read from an archive.",
        "slowSQLQueries" := "Slow queries of the databases. Only raw text leads to it.",
        "debugLocks" := "Locks that the core holds. Only raw text leads to it.",
        "agentSubsTotal" := "The number of subscriptions of a user by their state.",
        "agentServersSummary" := "Statistics of servers since they were last reset.",
        "agentWorkersDetails" := "Workers of the agent. Only raw text leads to it.",
        "agentWorkersSummary" := "Workers of the agent in numbers. Only raw text leads to it.",
        "agentSubs" := "Subscriptions by server. Only raw text leads to it.",
        "agentSubsDetails" := "All subscriptions. Only raw text leads to it.",
        "agentQueuesInfo" := "Queues inside the agent. Only raw text leads to it.",
        "customChatResponse" := "Answer of a modified core. Only raw text leads to it."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "apiChat",
          "newMemberContact",
          "newMemberContactSentInv",
          "connectionsDiff",
          "chats",
          "chatContentTypes",
          "chatTags",
          "chatItems",
          "chatItemInfo",
          "chatItemId",
          "serverTestResult",
          "chatRelayTestResult",
          "serverOperatorConditions",
          "userServers",
          "userServersValidation",
          "usageConditions",
          "chatItemTTL",
          "networkConfig",
          "contactInfo",
          "groupInfo",
          "groupMemberInfo",
          "queueInfo",
          "contactSwitchStarted",
          "groupMemberSwitchStarted",
          "contactSwitchAborted",
          "groupMemberSwitchAborted",
          "contactRatchetSyncStarted",
          "groupMemberRatchetSyncStarted",
          "contactCode",
          "groupMemberCode",
          "connectionVerified",
          "contactDomainVerified",
          "groupDomainVerified",
          "tagsUpdated",
          "reactionMembers",
          "groupChatItemsDeleted",
          "broadcastSent",
          "chatHelp",
          "welcome",
          "memberSupportChats",
          "fileTransferStatus",
          "fileTransferStatusXFTP",
          "userProfile",
          "userPrivacy",
          "versionInfo",
          "connectionIncognitoUpdated",
          "connectionUserChanged",
          "newPreparedChat",
          "contactUserChanged",
          "groupUserChanged",
          "startedConnectionToContact",
          "startedConnectionToGroup",
          "sentInvitationToContact",
          "itemsReadForChat",
          "chatCleared",
          "forwardPlan",
          "chatMsgContent",
          "standaloneFileInfo",
          "rcvStandaloneFileCreated",
          "sndStandaloneFileCreated",
          "userProfileImage",
          "contactAliasUpdated",
          "groupAliasUpdated",
          "connectionAliasUpdated",
          "joinedGroupMember",
          "memberSupportChatRead",
          "memberSupportChatDeleted",
          "groupProfile",
          "groupDescription",
          "memberContactAccepted",
          "callInvitations",
          "remoteHostList",
          "currentRemoteHost",
          "remoteHostStarted",
          "remoteFileStored",
          "remoteCtrlList",
          "remoteCtrlConnecting",
          "remoteCtrlConnected",
          "sQLResult",
          "archiveExported",
          "archiveImported",
          "slowSQLQueries",
          "debugLocks",
          "agentSubsTotal",
          "agentServersSummary",
          "agentWorkersDetails",
          "agentWorkersSummary",
          "agentSubs",
          "agentSubsDetails",
          "agentQueuesInfo",
          "customChatResponse"
        ]
