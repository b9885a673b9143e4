-- | What the core reports on its own.
module Bots.API.Events
  ( categories,
    ChatEvent (..),
  )
where

import Bots.API.Types.Addresses (GroupLink)
import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.Calls (CallType, RcvCallInvitation, WebRTCExtraInfo, WebRTCSession)
import Bots.API.Types.ChatErrors (ChatError, ConnectionEntity)
import Bots.API.Types.ChatItems (ACIReaction, AChat, AChatItem, ChatItemDeletion, MsgSigStatus)
import Bots.API.Types.Chats (ChatInfo)
import Bots.API.Types.Connections (SubscriptionStatus)
import Bots.API.Types.Contacts (Contact, UserContactRequest)
import Bots.API.Types.Files (FileTransferMeta, RcvFileDescr, RcvFileTransfer, SndFileTransfer)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Networks (DatabaseDiff)
import Bots.API.Types.Notices (TerminalEvent)
import Bots.API.Types.Queues
  ( DeletedRcvQueue,
    NtfMsgAckInfo,
    RatchetSyncProgress,
    ServiceSubEvent,
    SwitchProgress,
  )
import Bots.API.Types.Relays (GroupRelay)
import Bots.API.Types.RemoteControl
  ( CtrlAppInfo,
    RemoteCtrlInfo,
    RemoteCtrlSessionState,
    RemoteCtrlStopReason,
    RemoteHostInfo,
    RemoteHostSessionState,
    RemoteHostStopReason,
  )
import Bots.API.Types.Users (Profile, User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

-- | The tags of the events by what they are about.
categories :: [(Text, [Text])]
categories =
  [ ( "Contact connection events",
      [ "contactConnected",
        "contactUpdated",
        "contactDeletedByContact",
        "receivedContactRequest",
        "newMemberContactReceivedInv",
        "contactSndReady"
      ]
    ),
    ( "Message events",
      [ "newChatItems",
        "chatItemReaction",
        "chatItemsDeleted",
        "chatItemUpdated",
        "groupChatItemsDeleted",
        "chatItemsStatusesUpdated"
      ]
    ),
    ( "Group events",
      [ "receivedGroupInvitation",
        "userJoinedGroup",
        "groupUpdated",
        "joinedGroupMember",
        "memberRole",
        "deletedMember",
        "leftMember",
        "deletedMemberUser",
        "groupDeleted",
        "connectedToGroupMember",
        "memberAcceptedByOther",
        "memberBlockedForAll",
        "groupMemberUpdated",
        "groupLinkDataUpdated",
        "groupRelayUpdated"
      ]
    ),
    ( "File events",
      [ "rcvFileDescrReady",
        "rcvFileComplete",
        "sndFileCompleteXFTP",
        "rcvFileStart",
        "rcvFileSndCancelled",
        "rcvFileAccepted",
        "rcvFileError",
        "rcvFileWarning",
        "sndFileError",
        "sndFileWarning"
      ]
    ),
    ( "Connection progress events",
      [ "acceptingContactRequest",
        "acceptingBusinessRequest",
        "contactConnecting",
        "businessLinkConnecting",
        "joinedGroupMemberConnecting",
        "sentGroupInvitation",
        "groupLinkConnecting"
      ]
    ),
    ("Network connection events", ["hostConnected", "hostDisconnected", "subscriptionStatus"]),
    ("Error events", ["messageError", "chatError", "chatErrors"]),
    ( "Contact connection events",
      [ "contactRequestAlreadyAccepted",
        "businessRequestAlreadyAccepted",
        "contactAndMemberAssociated",
        "contactPQEnabled",
        "contactDisabled"
      ]
    ),
    ("Message events", ["chatInfoUpdated", "chatItemNotChanged", "chatItemDeletedNotFound"]),
    ( "Group events",
      [ "userAcceptedGroupSent",
        "unknownMemberCreated",
        "unknownMemberBlocked",
        "unknownMemberAnnounced",
        "acceptingGroupJoinRequestMember",
        "noMemberContactCreating"
      ]
    ),
    ( "File events",
      [ "rcvFileAcceptedSndCancelled",
        "rcvFileProgressXFTP",
        "rcvStandaloneFileComplete",
        "sndFileStart",
        "sndFileComplete",
        "sndFileRcvCancelled",
        "sndFileProgressXFTP",
        "sndFileRedirectStartXFTP",
        "sndStandaloneFileComplete"
      ]
    ),
    ( "Connection security events",
      [ "contactSwitch",
        "groupMemberSwitch",
        "contactRatchetSync",
        "groupMemberRatchetSync"
      ]
    ),
    ("Call events", ["callInvitation", "callOffer", "callAnswer", "callExtraInfo", "callEnded"]),
    ( "Remote control events",
      [ "remoteHostSessionCode",
        "newRemoteHost",
        "remoteHostConnected",
        "remoteHostStopped",
        "remoteCtrlFound",
        "remoteCtrlSessionCode",
        "remoteCtrlStopped"
      ]
    ),
    ( "Core events",
      [ "chatSuspended",
        "contactAnotherClient",
        "connectionsDiff",
        "subscriptionEnd",
        "serviceSubStatus",
        "ntfMessage",
        "connectionDisabled",
        "connectionInactive",
        "agentRcvQueuesDeleted",
        "agentConnsDeleted",
        "agentUserDeleted",
        "timedAction",
        "terminalEvent",
        "customChatEvent"
      ]
    )
  ]

data ChatEvent
  = CEvtContactConnected
      { user :: User,
        contact :: Contact,
        userCustomProfile :: Maybe Profile
      }
  | CEvtContactUpdated {user :: User, fromContact :: Contact, toContact :: Contact}
  | CEvtContactDeletedByContact {user :: User, contact :: Contact}
  | CEvtReceivedContactRequest
      { user :: User,
        contactRequest :: UserContactRequest,
        chat_ :: Maybe AChat
      }
  | CEvtNewMemberContactReceivedInv
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CEvtContactSndReady {user :: User, contact :: Contact}
  | CEvtNewChatItems {user :: User, chatItems :: [AChatItem]}
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
  | CEvtReceivedGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        fromMemberRole :: GroupMemberRole,
        memberRole :: GroupMemberRole
      }
  | CEvtUserJoinedGroup
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember
      }
  | CEvtGroupUpdated
      { user :: User,
        fromGroup :: GroupInfo,
        toGroup :: GroupInfo,
        member_ :: Maybe GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtJoinedGroupMember {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CEvtMemberRole
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        member :: GroupMember,
        fromRole :: GroupMemberRole,
        toRole :: GroupMemberRole,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtDeletedMember
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        deletedMember :: GroupMember,
        withMessages :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtLeftMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtDeletedMemberUser
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        withMessages :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtGroupDeleted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtConnectedToGroupMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        memberContact :: Maybe Contact
      }
  | CEvtMemberAcceptedByOther
      { user :: User,
        groupInfo :: GroupInfo,
        acceptingMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtMemberBlockedForAll
      { user :: User,
        groupInfo :: GroupInfo,
        byMember :: GroupMember,
        member :: GroupMember,
        blocked :: Bool,
        msgSigned :: Maybe MsgSigStatus
      }
  | CEvtGroupMemberUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        fromMember :: GroupMember,
        toMember :: GroupMember
      }
  | CEvtGroupLinkDataUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay],
        relaysChanged :: Bool
      }
  | CEvtGroupRelayUpdated
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        groupRelay :: GroupRelay
      }
  | CEvtRcvFileDescrReady
      { user :: User,
        chatItem :: AChatItem,
        rcvFileTransfer :: RcvFileTransfer,
        rcvFileDescr :: RcvFileDescr
      }
  | CEvtRcvFileComplete {user :: User, chatItem :: AChatItem}
  | CEvtSndFileCompleteXFTP
      { user :: User,
        chatItem :: AChatItem,
        fileTransferMeta :: FileTransferMeta
      }
  | CEvtRcvFileStart {user :: User, chatItem :: AChatItem}
  | CEvtRcvFileSndCancelled
      { user :: User,
        chatItem :: AChatItem,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvFileAccepted {user :: User, chatItem :: AChatItem}
  | CEvtRcvFileError
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        agentError :: AgentErrorType,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvFileWarning
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        agentError :: AgentErrorType,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtSndFileError
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        errorMessage :: Text
      }
  | CEvtSndFileWarning
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        errorMessage :: Text
      }
  | CEvtAcceptingContactRequest {user :: User, contact :: Contact}
  | CEvtAcceptingBusinessRequest {user :: User, groupInfo :: GroupInfo}
  | CEvtContactConnecting {user :: User, contact :: Contact}
  | CEvtBusinessLinkConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember,
        fromContact :: Contact
      }
  | CEvtJoinedGroupMemberConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtSentGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        member :: GroupMember
      }
  | CEvtGroupLinkConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember
      }
  | CEvtHostConnected {protocol :: Text, transportHost :: Text}
  | CEvtHostDisconnected {protocol :: Text, transportHost :: Text}
  | CEvtSubscriptionStatus
      { server :: Text,
        subscriptionStatus :: SubscriptionStatus,
        connections :: [Text]
      }
  | CEvtMessageError {user :: User, severity :: Text, errorMessage :: Text}
  | CEvtChatError {chatError :: ChatError}
  | CEvtChatErrors {chatErrors :: [ChatError]}
  | CEvtChatSuspended
  | CEvtContactSwitch {user :: User, contact :: Contact, switchProgress :: SwitchProgress}
  | CEvtGroupMemberSwitch
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        switchProgress :: SwitchProgress
      }
  | CEvtContactRatchetSync
      { user :: User,
        contact :: Contact,
        ratchetSyncProgress :: RatchetSyncProgress
      }
  | CEvtGroupMemberRatchetSync
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        ratchetSyncProgress :: RatchetSyncProgress
      }
  | CEvtChatInfoUpdated {user :: User, chatInfo :: ChatInfo}
  | CEvtChatItemNotChanged {user :: User, chatItem :: AChatItem}
  | CEvtChatItemDeletedNotFound {user :: User, contact :: Contact, sharedMsgId :: Text}
  | CEvtUserAcceptedGroupSent {user :: User, groupInfo :: GroupInfo, hostContact :: Maybe Contact}
  | CEvtContactRequestAlreadyAccepted {user :: User, contact :: Contact}
  | CEvtBusinessRequestAlreadyAccepted {user :: User, groupInfo :: GroupInfo}
  | CEvtRcvFileAcceptedSndCancelled {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CEvtRcvFileProgressXFTP
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        receivedSize :: Int64,
        totalSize :: Int64,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvStandaloneFileComplete
      { user :: User,
        targetPath :: Text,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtSndFileStart {user :: User, chatItem :: AChatItem, sndFileTransfer :: SndFileTransfer}
  | CEvtSndFileComplete {user :: User, chatItem :: AChatItem, sndFileTransfer :: SndFileTransfer}
  | CEvtSndFileRcvCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        sndFileTransfer :: SndFileTransfer
      }
  | CEvtSndFileProgressXFTP
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        sentSize :: Int64,
        totalSize :: Int64
      }
  | CEvtSndFileRedirectStartXFTP
      { user :: User,
        fileTransferMeta :: FileTransferMeta,
        redirectMeta :: FileTransferMeta
      }
  | CEvtSndStandaloneFileComplete
      { user :: User,
        fileTransferMeta :: FileTransferMeta,
        rcvURIs :: [Text]
      }
  | CEvtContactAnotherClient {user :: User, contact :: Contact}
  | CEvtConnectionsDiff {userIds :: DatabaseDiff, connIds :: DatabaseDiff}
  | CEvtSubscriptionEnd {user :: User, connectionEntity :: ConnectionEntity}
  | CEvtServiceSubStatus {server :: Text, serviceSubEvent :: ServiceSubEvent}
  | CEvtUnknownMemberCreated
      { user :: User,
        groupInfo :: GroupInfo,
        forwardedByMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtUnknownMemberBlocked
      { user :: User,
        groupInfo :: GroupInfo,
        blockedByMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtUnknownMemberAnnounced
      { user :: User,
        groupInfo :: GroupInfo,
        announcingMember :: GroupMember,
        unknownMember :: GroupMember,
        announcedMember :: GroupMember
      }
  | CEvtAcceptingGroupJoinRequestMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CEvtNoMemberContactCreating {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CEvtContactAndMemberAssociated
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        updatedContact :: Contact
      }
  | CEvtCallInvitation {callInvitation :: RcvCallInvitation}
  | CEvtCallOffer
      { user :: User,
        contact :: Contact,
        callType :: CallType,
        offer :: WebRTCSession,
        sharedKey :: Maybe Text,
        askConfirmation :: Bool
      }
  | CEvtCallAnswer {user :: User, contact :: Contact, answer :: WebRTCSession}
  | CEvtCallExtraInfo {user :: User, contact :: Contact, extraInfo :: WebRTCExtraInfo}
  | CEvtCallEnded {user :: User, contact :: Contact}
  | CEvtNtfMessage {user :: User, connEntity :: ConnectionEntity, ntfMessage :: NtfMsgAckInfo}
  | CEvtRemoteHostSessionCode {remoteHost_ :: Maybe RemoteHostInfo, sessionCode :: Text}
  | CEvtNewRemoteHost {remoteHost :: RemoteHostInfo}
  | CEvtRemoteHostConnected {remoteHost :: RemoteHostInfo, compression :: Bool}
  | CEvtRemoteHostStopped
      { remoteHostId_ :: Maybe Int64,
        rhsState :: RemoteHostSessionState,
        rhStopReason :: RemoteHostStopReason
      }
  | CEvtRemoteCtrlFound
      { remoteCtrl :: RemoteCtrlInfo,
        ctrlAppInfo_ :: Maybe CtrlAppInfo,
        appVersion :: Text,
        compatible :: Bool
      }
  | CEvtRemoteCtrlSessionCode {remoteCtrl_ :: Maybe RemoteCtrlInfo, sessionCode :: Text}
  | CEvtRemoteCtrlStopped {rcsState :: RemoteCtrlSessionState, rcStopReason :: RemoteCtrlStopReason}
  | CEvtContactPQEnabled {user :: User, contact :: Contact, pqEnabled :: Bool}
  | CEvtContactDisabled {user :: User, contact :: Contact}
  | CEvtConnectionDisabled {connectionEntity :: ConnectionEntity}
  | CEvtConnectionInactive {connectionEntity :: ConnectionEntity, inactive :: Bool}
  | CEvtAgentRcvQueuesDeleted {deletedRcvQueues :: NonEmpty DeletedRcvQueue}
  | CEvtAgentConnsDeleted {agentConnIds :: NonEmpty Text}
  | CEvtAgentUserDeleted {agentUserId :: Int64}
  | CEvtTimedAction {action :: Text, durationMilliseconds :: Int64}
  | CEvtTerminalEvent {data' :: TerminalEvent}
  | CEvtCustomChatEvent {user_ :: Maybe User, response :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatEvent where
  about =
    union
      "What the core reports without being asked. It sends more events than these; ignore those \
      \whose tag is not known. An event can arrive before the answer of the command that caused \
      \it."
      [ "contactConnected"
          := "A contact is connected: both sides can send. An automatic reply of the address may \
             \have been sent before.",
        "contactConnected.userCustomProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "contactUpdated" := "A contact changed its profile or its preferences.",
        "contactDeletedByContact"
          := "A contact deleted its connection with the user; nothing can be sent to it any more.",
        "receivedContactRequest"
          := "Someone asks to connect through the address of the user. Arrives only when the \
             \address does not accept requests automatically.",
        "receivedContactRequest.chat_"
          := "The chat of the contact that was made for the request; absent when none was made.",
        "newMemberContactReceivedInv" := "A member of a group offers a direct chat.",
        "newMemberContactReceivedInv.contact" := "The contact that was made for the offer.",
        "contactSndReady"
          := "The user can send to a contact that is not fully connected yet; `contactConnected` \
             \follows.",
        "newChatItems"
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
        "receivedGroupInvitation"
          := "A contact invites the user into a group; APIJoinGroup accepts. Arrives again when \
             \the invitation is sent again.",
        "receivedGroupInvitation.fromMemberRole" := "The role of the contact in the group.",
        "receivedGroupInvitation.memberRole" := "The role that the user gets.",
        "userJoinedGroup"
          := "The user is connected to the group it joined. In a group that lets members in by \
             \hand it arrives twice: first while the user waits, then when it is let in; \
             \`membership` of the group says which.",
        "userJoinedGroup.hostMember" := "The member who let the user in.",
        "groupUpdated" := "The profile or the preferences of a group changed.",
        "groupUpdated.member_" := "The member who made the change, if known.",
        "groupUpdated.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "joinedGroupMember"
          := "Someone whom the user invited, or who used its group link, is connected. In a group \
             \that lets members in by hand the member may still have to wait: see its status.",
        "memberRole" := "A member changed the role of another, which can be the user itself.",
        "memberRole.byMember" := "The member who made the change.",
        "memberRole.member" := "The member with the new role.",
        "memberRole.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "deletedMember" := "A member removed another from a group.",
        "deletedMember.byMember" := "The member who removed the other.",
        "deletedMember.withMessages"
          := "Whether the messages of the removed member are deleted too.",
        "deletedMember.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "leftMember" := "A member left a group.",
        "leftMember.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "deletedMemberUser" := "The user was removed from a group.",
        "deletedMemberUser.member" := "The member who removed the user.",
        "deletedMemberUser.withMessages" := "Whether the messages of the user are deleted too.",
        "deletedMemberUser.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "groupDeleted" := "An owner deleted a group.",
        "groupDeleted.member" := "The owner who deleted it.",
        "groupDeleted.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "connectedToGroupMember"
          := "The user is connected to a member whom another member introduced.",
        "connectedToGroupMember.memberContact"
          := "The direct contact with the member, if there is one.",
        "memberAcceptedByOther"
          := "Another member let in or moved on a waiting member, which can be the user itself: \
             \its status says how far.",
        "memberAcceptedByOther.member" := "The waiting member.",
        "memberBlockedForAll"
          := "A member blocked another for the whole group, or lifted the block.",
        "memberBlockedForAll.byMember" := "The member who did it.",
        "memberBlockedForAll.blocked" := "False when the block was lifted.",
        "memberBlockedForAll.msgSigned"
          := "Result of checking the signature of the message that brought this; absent when it \
             \was not signed.",
        "groupMemberUpdated" := "The profile of a member changed.",
        "groupLinkDataUpdated" := "The data behind the link of a public group was updated.",
        "groupLinkDataUpdated.relaysChanged" := "Whether the update changed the status of a relay.",
        "groupRelayUpdated" := "The status of a chat relay of a public group changed.",
        "groupRelayUpdated.member" := "The relay as a member of the group.",
        "rcvFileDescrReady"
          := "A file that was offered is ready to be downloaded. The download of a file that was \
             \accepted before starts by itself.",
        "rcvFileComplete" := "A file was received; the chat item says where it is.",
        "sndFileCompleteXFTP" := "A file was uploaded, and its recipients can download it.",
        "rcvFileStart" := "The download of a file starts.",
        "rcvFileSndCancelled" := "The sender of a file cancelled it.",
        "rcvFileAccepted" := "A file was accepted to be received.",
        "rcvFileError" := "A file cannot be received.",
        "rcvFileError.chatItem_" := "Absent when the file belongs to no chat item.",
        "rcvFileWarning" := "Receiving a file is in trouble but not given up.",
        "rcvFileWarning.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileError" := "A file cannot be sent.",
        "sndFileError.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileWarning" := "Sending a file is in trouble but not given up.",
        "sndFileWarning.chatItem_" := "Absent when the file belongs to no chat item.",
        "acceptingContactRequest"
          := "The address of the user accepts a contact request automatically. The contact is \
             \connected when `contactConnected` arrives.",
        "acceptingBusinessRequest"
          := "The business address of the user accepts a customer and makes a group for the chat \
             \with it.",
        "contactConnecting"
          := "The connection with a contact is being made; `contactConnected` follows.",
        "businessLinkConnecting"
          := "The user is being connected to a business, whose chat is a group.",
        "businessLinkConnecting.hostMember" := "The business as a member of the group.",
        "businessLinkConnecting.fromContact" := "The contact that the chat began with.",
        "joinedGroupMemberConnecting"
          := "A new member was introduced and is being connected; `connectedToGroupMember` \
             \follows.",
        "joinedGroupMemberConnecting.hostMember" := "The member who introduces the new one.",
        "joinedGroupMemberConnecting.member" := "The new member.",
        "sentGroupInvitation" := "An invitation to a group was sent to a contact.",
        "groupLinkConnecting"
          := "The user is being connected to a group, or to a business, through its link; \
             \`userJoinedGroup` follows.",
        "groupLinkConnecting.hostMember" := "The member whose link it is.",
        "hostConnected" := "A network connection to a server was opened.",
        "hostConnected.protocol" := "`smp` for messages, `xftp` for files.",
        "hostConnected.transportHost" := "The host name or the IP address of the server.",
        "hostDisconnected" := "A network connection to a server was lost or closed.",
        "hostDisconnected.protocol" := "`smp` for messages, `xftp` for files.",
        "hostDisconnected.transportHost" := "The host name or the IP address of the server.",
        "subscriptionStatus"
          := "The subscriptions of connections at a server changed their state. Messages of a \
             \connection arrive only while its subscription is `active`.",
        "subscriptionStatus.server" := "The address of the message server.",
        "subscriptionStatus.connections" := "Ids of connections, as in `agentConnId`.",
        "messageError" := "A received message could not be processed as it should.",
        "messageError.severity" := "`error` or `warning`.",
        "chatError"
          := "Something failed outside the answer to a command. After deleting a contact or \
             \leaving a group, errors about connections that are gone are normal.",
        "chatErrors" := "Several things failed outside the answer to a command.",
        "chatSuspended" := "The core suspended its network after APISuspendChat.",
        "contactSwitch"
          := "A step of moving the queue of a contact to another server, by either side.",
        "groupMemberSwitch"
          := "A step of moving the queue of a member to another server, by either side.",
        "contactRatchetSync"
          := "Encryption with a contact is out of step, being agreed anew, or agreed.",
        "groupMemberRatchetSync"
          := "Encryption with a member is out of step, being agreed anew, or agreed.",
        "chatInfoUpdated"
          := "A chat changed in a way that no other event reports, for example a prepared chat that \
             \could not connect.",
        "chatItemNotChanged" := "The sender edited a message without changing it.",
        "chatItemDeletedNotFound" := "A contact deleted a message that is not on this device.",
        "userAcceptedGroupSent"
          := "The invitation that answers joining by an old group link was accepted automatically.",
        "contactRequestAlreadyAccepted" := "A contact whose request was accepted sent it again.",
        "businessRequestAlreadyAccepted" := "A customer whose request was accepted sent it again.",
        "rcvFileAcceptedSndCancelled"
          := "The sender cancelled a file that was accepted automatically.",
        "rcvFileProgressXFTP" := "A part of a file was received: how many of how many bytes.",
        "rcvStandaloneFileComplete" := "A file of APIDownloadStandaloneFile is complete on disk.",
        "sndFileStart" := "An inline file begins to be sent in the way of old versions.",
        "sndFileComplete" := "An inline file was sent in the way of old versions.",
        "sndFileRcvCancelled" := "A recipient cancelled a file. This version does not send it.",
        "sndFileProgressXFTP" := "A part of a file was uploaded: how many of how many bytes.",
        "sndFileRedirectStartXFTP"
          := "The description of an uploaded file is too long for a link and is being uploaded \
             \itself.",
        "sndStandaloneFileComplete" := "A file of APIUploadStandaloneFile is uploaded; these are its links.",
        "sndStandaloneFileComplete.rcvURIs" := "Links for recipients.",
        "contactAnotherClient"
          := "Another client of the same database subscribed to the queue of a contact.",
        "connectionsDiff" := "The two databases were compared at the start and brought in step.",
        "subscriptionEnd"
          := "Another client of the same database subscribed to the queue of a connection.",
        "serviceSubStatus" := "The subscriptions of a client service changed.",
        "unknownMemberCreated"
          := "A message came that was forwarded from a member not known before.",
        "unknownMemberBlocked" := "A member not known before was blocked for all.",
        "unknownMemberAnnounced" := "A member whose messages came before is now introduced by the group.",
        "acceptingGroupJoinRequestMember"
          := "A request to join through the user's group link is being accepted.",
        "noMemberContactCreating" := "The terminal app began a direct contact with a member.",
        "contactAndMemberAssociated" := "A member of a group proved to be a known contact, and both are joined.",
        "contactAndMemberAssociated.updatedContact" := "The contact after that.",
        "callInvitation" := "A contact calls. A bot refuses with APIRejectCall.",
        "callOffer" := "The called side sends its media offer.",
        "callAnswer" := "The calling side answers the offer.",
        "callExtraInfo" := "More network candidates of a call.",
        "callEnded" := "The contact ended or refused the call.",
        "ntfMessage" := "A message was acknowledged that a push notification announced.",
        "remoteHostSessionCode" := "A device to control connected; its code is to be compared.",
        "newRemoteHost" := "A device to control was linked.",
        "remoteHostConnected" := "A device to control is connected.",
        "remoteHostStopped" := "The session with a controlled device ended.",
        "remoteCtrlFound" := "A known controlling device was found in the local network.",
        "remoteCtrlSessionCode" := "The code to compare with the one on the controlling device.",
        "remoteCtrlStopped" := "The session with a controlling device ended.",
        "contactPQEnabled" := "Post-quantum encryption with a contact was turned on or off.",
        "contactDisabled" := "Sending to a contact failed too often: it counts as gone.",
        "connectionDisabled"
          := "Sending to a connection that is no contact failed too often: it counts as gone.",
        "connectionInactive" := "The queue of the other side is full, or is so no more.",
        "agentRcvQueuesDeleted" := "Queues were deleted on their servers, or could not be.",
        "agentConnsDeleted" := "Connections were deleted on their servers, too.",
        "agentUserDeleted" := "All connections of a deleted user are deleted.",
        "timedAction" := "How long something took. This version does not send it.",
        "terminalEvent"
          := "An event for the terminal app, in `data`. The library does not hand it out.",
        "customChatEvent" := "An event of a modified core. This version does not send it."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "chatSuspended",
          "contactSwitch",
          "groupMemberSwitch",
          "contactRatchetSync",
          "groupMemberRatchetSync",
          "chatInfoUpdated",
          "chatItemNotChanged",
          "chatItemDeletedNotFound",
          "userAcceptedGroupSent",
          "contactRequestAlreadyAccepted",
          "businessRequestAlreadyAccepted",
          "rcvFileAcceptedSndCancelled",
          "rcvFileProgressXFTP",
          "rcvStandaloneFileComplete",
          "sndFileStart",
          "sndFileComplete",
          "sndFileRcvCancelled",
          "sndFileProgressXFTP",
          "sndFileRedirectStartXFTP",
          "sndStandaloneFileComplete",
          "contactAnotherClient",
          "connectionsDiff",
          "subscriptionEnd",
          "serviceSubStatus",
          "unknownMemberCreated",
          "unknownMemberBlocked",
          "unknownMemberAnnounced",
          "acceptingGroupJoinRequestMember",
          "noMemberContactCreating",
          "contactAndMemberAssociated",
          "callInvitation",
          "callOffer",
          "callAnswer",
          "callExtraInfo",
          "callEnded",
          "ntfMessage",
          "remoteHostSessionCode",
          "newRemoteHost",
          "remoteHostConnected",
          "remoteHostStopped",
          "remoteCtrlFound",
          "remoteCtrlSessionCode",
          "remoteCtrlStopped",
          "contactPQEnabled",
          "contactDisabled",
          "connectionDisabled",
          "connectionInactive",
          "agentRcvQueuesDeleted",
          "agentConnsDeleted",
          "agentUserDeleted",
          "timedAction",
          "terminalEvent",
          "customChatEvent"
        ]
