-- | Errors that the core answers with, or reports.
module Bots.API.Types.ChatErrors
  ( types,
    ConnectionEntity (..),
    ChatErrorType (..),
    ChatError (..),
  )
where

import Bots.API.Types.Addresses (UserContact)
import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.Calls (CallStateTag)
import Bots.API.Types.Connections (Connection, MsgMetaJSON)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Databases (DatabaseError)
import Bots.API.Types.Domains (SimplexDomain, SimplexDomainError)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.ItemContents (MsgDirection)
import Bots.API.Types.RemoteErrors (RHKey, RemoteCtrlError, RemoteHostError)
import Bots.API.Types.ServerErrors (ProtocolType)
import Bots.API.Types.StoreErrors (StoreError)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ConnectionEntity,
    declareType @ChatErrorType,
    declareType @ChatError
  ]

data ConnectionEntity
  = ConnectionEntityRcvDirectMsgConnection
      { entityConnection :: Connection,
        contact :: Maybe Contact
      }
  | ConnectionEntityRcvGroupMsgConnection
      { entityConnection :: Connection,
        groupInfo :: GroupInfo,
        groupMember :: GroupMember
      }
  | ConnectionEntityUserContactConnection
      { entityConnection :: Connection,
        userContact :: UserContact
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionEntity where
  about =
    union
      "What a connection belongs to."
      [ "rcvDirectMsgConnection" := "A direct chat.",
        "rcvDirectMsgConnection.contact" := "Absent while the contact is not known yet.",
        "rcvGroupMsgConnection" := "A member of a group.",
        "userContactConnection" := "A contact address or group link of the user."
      ]

data ChatErrorType
  = ChatErrorTypeNoActiveUser
  | ChatErrorTypeNoConnectionUser {agentConnId :: Text}
  | ChatErrorTypeNoSndFileUser {agentSndFileId :: Text}
  | ChatErrorTypeNoRcvFileUser {agentRcvFileId :: Text}
  | ChatErrorTypeUserUnknown
  | ChatErrorTypeUserExists {contactName :: Text}
  | ChatErrorTypeChatRelayExists
  | ChatErrorTypeDifferentActiveUser {commandUserId :: Int64, activeUserId :: Int64}
  | ChatErrorTypeCantDeleteActiveUser {userId :: Int64}
  | ChatErrorTypeCantDeleteLastUser {userId :: Int64}
  | ChatErrorTypeCantHideLastUser {userId :: Int64}
  | ChatErrorTypeHiddenUserAlwaysMuted {userId :: Int64}
  | ChatErrorTypeEmptyUserPassword {userId :: Int64}
  | ChatErrorTypeUserAlreadyHidden {userId :: Int64}
  | ChatErrorTypeUserNotHidden {userId :: Int64}
  | ChatErrorTypeInvalidDisplayName {displayName :: Text, validName :: Text}
  | ChatErrorTypeChatNotStarted
  | ChatErrorTypeChatNotStopped
  | ChatErrorTypeChatStoreChanged
  | ChatErrorTypeInvalidConnReq
  | ChatErrorTypeSimplexDomainNotReady
      { simplexDomain :: SimplexDomain,
        simplexDomainError :: SimplexDomainError
      }
  | ChatErrorTypeNotResolvedLocally
  | ChatErrorTypeUnsupportedConnReq
  | ChatErrorTypeConnReqMessageProhibited
  | ChatErrorTypeContactNotReady {contact :: Contact}
  | ChatErrorTypeContactNotActive {contact :: Contact}
  | ChatErrorTypeContactDisabled {contact :: Contact}
  | ChatErrorTypeConnectionDisabled {connection :: Connection}
  | ChatErrorTypeGroupUserRole {groupInfo :: GroupInfo, requiredRole :: GroupMemberRole}
  | ChatErrorTypeGroupMemberInitialRole {groupInfo :: GroupInfo, initialRole :: GroupMemberRole}
  | ChatErrorTypeContactIncognitoCantInvite
  | ChatErrorTypeGroupIncognitoCantInvite
  | ChatErrorTypeGroupContactRole {contactName :: Text}
  | ChatErrorTypeGroupDuplicateMember {contactName :: Text}
  | ChatErrorTypeGroupDuplicateMemberId
  | ChatErrorTypeGroupNotJoined {groupInfo :: GroupInfo}
  | ChatErrorTypeGroupMemberNotActive
  | ChatErrorTypeCantBlockMemberForSelf
      { groupInfo :: GroupInfo,
        member :: GroupMember,
        setShowMessages :: Bool
      }
  | ChatErrorTypeGroupMemberUserRemoved
  | ChatErrorTypeGroupMemberNotFound
  | ChatErrorTypeGroupCantResendInvitation {groupInfo :: GroupInfo, contactName :: Text}
  | ChatErrorTypeGroupInternal {message :: Text}
  | ChatErrorTypeFileNotFound {message :: Text}
  | ChatErrorTypeFileSize {filePath :: Text}
  | ChatErrorTypeFileAlreadyReceiving {message :: Text}
  | ChatErrorTypeFileCancelled {message :: Text}
  | ChatErrorTypeFileCancel {fileId :: Int64, message :: Text}
  | ChatErrorTypeFileAlreadyExists {filePath :: Text}
  | ChatErrorTypeFileWrite {filePath :: Text, message :: Text}
  | ChatErrorTypeFileSend {fileId :: Int64, agentError :: AgentErrorType}
  | ChatErrorTypeFileRcvChunk {message :: Text}
  | ChatErrorTypeFileInternal {message :: Text}
  | ChatErrorTypeFileImageType {filePath :: Text}
  | ChatErrorTypeFileImageSize {filePath :: Text}
  | ChatErrorTypeFileNotReceived {fileId :: Int64}
  | ChatErrorTypeFileNotApproved {fileId :: Int64, unknownServers :: [Text]}
  | ChatErrorTypeFallbackToSMPProhibited {fileId :: Int64}
  | ChatErrorTypeInlineFileProhibited {fileId :: Int64}
  | ChatErrorTypeInvalidForward
  | ChatErrorTypeInvalidChatItemUpdate
  | ChatErrorTypeInvalidChatItemDelete
  | ChatErrorTypeHasCurrentCall
  | ChatErrorTypeNoCurrentCall
  | ChatErrorTypeCallContact {contactId :: Int64}
  | ChatErrorTypeDirectMessagesProhibited {direction :: MsgDirection, contact :: Contact}
  | ChatErrorTypeAgentVersion
  | ChatErrorTypeAgentNoSubResult {agentConnId :: Text}
  | ChatErrorTypeCommandError {message :: Text}
  | ChatErrorTypeAgentCommandError {message :: Text}
  | ChatErrorTypeInvalidFileDescription {message :: Text}
  | ChatErrorTypeConnectionIncognitoChangeProhibited
  | ChatErrorTypeConnectionUserChangeProhibited
  | ChatErrorTypePeerChatVRangeIncompatible
  | ChatErrorTypeRelayTestError {message :: Text}
  | ChatErrorTypeInternalError {message :: Text}
  | ChatErrorTypeException {message :: Text}
  | ChatErrorTypeInvalidChatMessage
      { connection :: Connection,
        msgMeta :: Maybe MsgMetaJSON,
        messageData :: Text,
        message :: Text
      }
  | ChatErrorTypeContactNotFound
      { contactName :: Text,
        suspectedMember :: Maybe (GroupInfo, GroupMember)
      }
  | ChatErrorTypeCallState {currentCallState :: CallStateTag}
  | ChatErrorTypeServerProtocol {serverProtocol :: ProtocolType}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatErrorType where
  about =
    union
      "An error of the chat layer: what was asked is malformed, not allowed or not possible now. \
      \The core also has tags here that its reference leaves out, so expect others."
      [ "noActiveUser" := "There is no user yet. Create one with `CreateActiveUser`.",
        "noConnectionUser"
          := "No user has this connection. It arrives as an event after deleting or leaving, and \
             \can be ignored then.",
        "noSndFileUser" := "No user has this upload.",
        "noRcvFileUser" := "No user has this download.",
        "userUnknown" := "No user with this id, or the wrong password for a hidden user.",
        "userExists" := "There is a user with this display name already.",
        "userExists.contactName" := "The display name.",
        "chatRelayExists" := "There is a chat relay already.",
        "differentActiveUser"
          := "The command names a user that is not the active one. Switch with \
             \`APISetActiveUser`. Creating a user switches, too.",
        "cantDeleteActiveUser" := "The active user cannot be deleted. Switch to another one first.",
        "cantDeleteLastUser" := "The only user cannot be deleted.",
        "cantHideLastUser" := "The only visible user cannot be hidden.",
        "hiddenUserAlwaysMuted" := "A hidden user cannot be unmuted.",
        "emptyUserPassword" := "The password is empty.",
        "userAlreadyHidden" := "The user is hidden already.",
        "userNotHidden" := "The user is not hidden.",
        "invalidDisplayName" := "The display name is empty or has characters that are not allowed.",
        "invalidDisplayName.validName" := "A name that would do. Empty when there is none.",
        "chatNotStarted" := "The command needs a running chat. Send `StartChat` first.",
        "chatNotStopped" := "The command needs a stopped chat. Send `APIStopChat` first.",
        "chatStoreChanged" := "The database was replaced under the core. Restart the program.",
        "invalidConnReq" := "The text is not a SimpleX link, or a damaged one.",
        "simplexDomainNotReady"
          := "The SimpleX name cannot be used yet: it is not registered, or leads to no valid \
             \link.",
        "notResolvedLocally"
          := "Nothing on this device is known by the link or name, and the plan must not ask \
             \servers.",
        "unsupportedConnReq" := "The link needs another version of SimpleX Chat than this one.",
        "connReqMessageProhibited"
          := "A message cannot be sent along with this connection request.",
        "contactNotReady"
          := "The connection with this contact is not complete yet. Wait for the event \
             \`contactConnected`.",
        "contactNotActive"
          := "The contact was deleted on one of the two sides, so that messages cannot be sent.",
        "contactDisabled"
          := "Sending to this contact is off after repeated refusals of its server: most likely \
             \the contact has deleted the connection.",
        "connectionDisabled"
          := "The connection is off after repeated refusals of its server: most likely the other \
             \side has deleted it.",
        "groupUserRole"
          := "The user's role in the group is too low for this. An owner or admin can raise it.",
        "groupUserRole.requiredRole"
          := "The lowest role that suffices. `author` is the right to send messages.",
        "groupMemberInitialRole"
          := "New members cannot start with this role. Give a link the role `member` or \
             \`observer` and raise roles later.",
        "groupMemberInitialRole.initialRole" := "The role that was asked for.",
        "contactIncognitoCantInvite"
          := "The user is in the group under the main profile, and so cannot invite a contact \
             \that knows a random one.",
        "groupIncognitoCantInvite"
          := "The user is in the group under a random profile, and so cannot invite contacts.",
        "groupContactRole" := "The role of this contact in the group is too low.",
        "groupDuplicateMember" := "The contact is a member of the group already.",
        "groupDuplicateMemberId" := "The group has a member with this member id already.",
        "groupNotJoined" := "The user has not joined the group. Send `APIJoinGroup` first.",
        "groupMemberNotActive"
          := "The connection with the group or its member is not active yet. Try again later.",
        "cantBlockMemberForSelf"
          := "Admins and owners block members for everybody instead. Use `APIBlockMembersForAll`.",
        "cantBlockMemberForSelf.setShowMessages"
          := "True when the member was to be unblocked, false when blocked.",
        "groupMemberUserRemoved" := "The user is no longer a member of the group.",
        "groupMemberNotFound" := "The group has no such member.",
        "groupCantResendInvitation"
          := "The contact is invited already and the invitation cannot be sent again. Remove the \
             \member, then invite anew.",
        "groupInternal" := "Internal error about a group.",
        "groupInternal.message" := "Description for developers, in no fixed format.",
        "fileNotFound"
          := "No file at this path. Paths are relative to the files folder, if one is set.",
        "fileNotFound.message" := "The path.",
        "fileSize" := "The file is too large to be sent.",
        "fileAlreadyReceiving" := "The file was accepted before.",
        "fileAlreadyReceiving.message" := "Name of the file.",
        "fileCancelled" := "The file was cancelled.",
        "fileCancelled.message" := "Name of the file.",
        "fileCancel" := "The file cannot be cancelled.",
        "fileCancel.message" := "Description for developers, in no fixed format.",
        "fileAlreadyExists" := "There is a file at the destination already.",
        "fileWrite" := "The file cannot be written.",
        "fileWrite.message" := "Description for developers, in no fixed format.",
        "fileSend" := "The file cannot be sent.",
        "fileRcvChunk" := "A received piece of a file is invalid.",
        "fileRcvChunk.message" := "Description for developers, in no fixed format.",
        "fileInternal" := "Internal error about a file.",
        "fileInternal.message" := "Description for developers, in no fixed format.",
        "fileImageType" := "The type of the image is not supported. Send it as a file.",
        "fileImageSize" := "The image is too large. Send it as a file.",
        "fileNotReceived" := "The file was not received yet.",
        "fileNotApproved"
          := "The file is on servers that are not among the configured ones. Send `ReceiveFile` \
             \with `userApprovedRelays` to agree to them.",
        "fileNotApproved.unknownServers"
          := "Addresses of these servers, which learn the IP address of the core when the file is \
             \fetched.",
        "fallbackToSMPProhibited"
          := "The recipient asked for the file in the older way of sending, which is not allowed.",
        "inlineFileProhibited" := "Receiving small files without accepting them is not allowed.",
        "invalidForward" := "These messages cannot be forwarded.",
        "invalidChatItemUpdate"
          := "The message cannot be edited: it is not the user's own, or too old. `editable` of \
             \CIMeta says so beforehand.",
        "invalidChatItemDelete"
          := "The message cannot be deleted in this way. `deletable` of CIMeta says whether the \
             \user can delete it for everybody.",
        "hasCurrentCall" := "A call is under way already.",
        "noCurrentCall" := "There is no call.",
        "callContact" := "The call is with another contact.",
        "directMessagesProhibited"
          := "Direct messages with this contact are not allowed, for instance because they share \
             \only a group that forbids them. The user's own contact record answers so, too.",
        "directMessagesProhibited.direction"
          := "`snd` when the user was to send, `rcv` when the contact did.",
        "agentVersion" := "The version of the agent is not supported.",
        "agentNoSubResult" := "Subscribing to this connection gave no result.",
        "commandError"
          := "The command cannot be parsed or is not allowed now. Every text that cannot be \
             \parsed gives the same message, `Failed reading: empty`.",
        "commandError.message"
          := "The reason, in no fixed format: `not current member`, `reaction already removed`.",
        "agentCommandError" := "The agent refused a command.",
        "agentCommandError.message" := "Description for developers, in no fixed format.",
        "invalidFileDescription" := "The description of the file is invalid.",
        "invalidFileDescription.message" := "Description for developers, in no fixed format.",
        "connectionIncognitoChangeProhibited"
          := "Whether this connection uses a random profile can no longer be changed.",
        "connectionUserChangeProhibited" := "The user of this connection can no longer be changed.",
        "peerChatVRangeIncompatible"
          := "The other side uses a version of SimpleX Chat that is not compatible with this one.",
        "relayTestError" := "The test of a chat relay failed.",
        "relayTestError.message" := "Description for developers, in no fixed format.",
        "internalError" := "Internal error of the core.",
        "internalError.message" := "Description for developers, in no fixed format.",
        "exception" := "Unexpected exception in the core.",
        "invalidChatMessage" := "A received message cannot be read.",
        "contactNotFound" := "There is no contact of this name.",
        "contactNotFound.suspectedMember" := "A member of this name, with the group.",
        "callState" := "Not possible in the state of the call.",
        "serverProtocol" := "The server is of another kind.",
        "exception.message" := "Description for developers, in no fixed format."
      ]
      & undocumentedParts ["invalidChatMessage", "contactNotFound", "callState", "serverProtocol"]

data ChatError
  = ChatErrorError {errorType :: ChatErrorType}
  | ChatErrorErrorAgent
      { agentError :: AgentErrorType,
        agentConnId :: Text,
        connectionEntity_ :: Maybe ConnectionEntity
      }
  | ChatErrorErrorStore {storeError :: StoreError}
  | ChatErrorErrorDatabase {databaseError :: DatabaseError}
  | ChatErrorErrorRemoteCtrl {remoteCtrlError :: RemoteCtrlError}
  | ChatErrorErrorRemoteHost {rhKey :: RHKey, remoteHostError :: RemoteHostError}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatError where
  about =
    union
      "What went wrong. It comes as the answer to a command, and also on its own as an event. The \
      \core also has members here that its reference leaves out: errors of the database and of \
      \controlling one device from another."
      [ "error" := "The chat layer refuses: see the command and the state of the chat.",
        "errorAgent" := "The agent, a server or the network failed.",
        "errorAgent.agentConnId"
          := "Base64 id of the connection in the agent. Empty when the error belongs to none.",
        "errorAgent.connectionEntity_" := "What that connection belongs to, if known.",
        "errorStore" := "The database failed, or has no such record.",
        "errorDatabase" := "A command about the whole database failed.",
        "errorRemoteCtrl" := "The controlling device failed.",
        "errorRemoteHost" := "A controlled device failed."
      ]
      & undocumentedParts ["errorDatabase", "errorRemoteCtrl", "errorRemoteHost"]
