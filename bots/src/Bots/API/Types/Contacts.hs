-- | Contacts, requests to become one, and the user's folder of notes.
module Bots.API.Types.Contacts
  ( types,
    ContactStatus (..),
    PreparedContact (..),
    GroupDirectInvitation (..),
    Contact (..),
    UserProfileUpdateSummary (..),
    UserContactRequest (..),
    NoteFolder (..),
  )
where

import Bots.API.Types.Connections (Connection, VersionRange)
import Bots.API.Types.Links (ConnectionMode, CreatedConnLink)
import Bots.API.Types.Preferences (ContactUserPreferences, Preferences)
import Bots.API.Types.Themes (UIThemeEntityOverrides)
import Bots.API.Types.Users (ChatSettings, LocalProfile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (JSONObject, Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ContactStatus,
    declareType @PreparedContact,
    declareType @GroupDirectInvitation,
    declareType @Contact,
    declareType @UserProfileUpdateSummary,
    declareType @UserContactRequest,
    declareType @NoteFolder
  ]

data ContactStatus
  = ContactStatusActive
  | ContactStatusDeleted
  | ContactStatusDeletedByUser
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactStatus where
  about =
    enumeration
      "Whether a contact can still be written to."
      [ "active" := "Neither side has deleted the other.",
        "deleted" := "The contact has deleted the user.",
        "deletedByUser" := "The user has deleted the contact but kept the conversation."
      ]

data PreparedContact = PreparedContact
  { connLinkToConnect :: CreatedConnLink,
    uiConnLinkType :: ConnectionMode,
    welcomeSharedMsgId :: Maybe Text,
    requestSharedMsgId :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PreparedContact where
  about =
    record
      "The link of a contact whose chat was opened before connecting to it."
      [ "connLinkToConnect" := "The link to connect to.",
        "welcomeSharedMsgId"
          := "Identifier of the welcome message, the same on both sides, as base64url.",
        "requestSharedMsgId"
          := "Identifier of the message sent with the request, the same on both sides, as \
             \base64url."
      ]

data GroupDirectInvitation = GroupDirectInvitation
  { groupDirectInvLink :: Text,
    fromGroupId_ :: Maybe Int64,
    fromGroupMemberId_ :: Maybe Int64,
    fromGroupMemberConnId_ :: Maybe Int64,
    groupDirectInvStartedConnection :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupDirectInvitation where
  about =
    record
      "A group member's invitation to a direct chat."
      [ "groupDirectInvLink" := "One-time invitation that the member sent.",
        "fromGroupId_" := "The group in which it was sent; absent when it is no longer known.",
        "fromGroupMemberId_" := "The member's `groupMemberId`; absent when it is no longer known.",
        "fromGroupMemberConnId_"
          := "Id of the member's connection; absent when it is no longer known.",
        "groupDirectInvStartedConnection" := "Whether the user has begun to connect."
      ]

data Contact = Contact
  { contactId :: Int64,
    localDisplayName :: Text,
    profile :: LocalProfile,
    activeConn :: Maybe Connection,
    contactUsed :: Bool,
    contactStatus :: ContactStatus,
    chatSettings :: ChatSettings,
    userPreferences :: Preferences,
    mergedPreferences :: ContactUserPreferences,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    chatTs :: Maybe UTCTime,
    preparedContact :: Maybe PreparedContact,
    contactRequestId :: Maybe Int64,
    contactGroupMemberId :: Maybe Int64,
    contactGrpInvSent :: Bool,
    groupDirectInv :: Maybe GroupDirectInvitation,
    chatTags :: [Int64],
    chatItemTTL :: Maybe Int64,
    uiThemes :: Maybe UIThemeEntityOverrides,
    chatDeleted :: Bool,
    customData :: Maybe JSONObject
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Contact where
  about =
    record
      "A contact of the user. It may exist before the connection does and stay after it; \
      \`activeConn` and its status say whether messages can be sent."
      [ "localDisplayName"
          := "Name under which this device shows the contact: the display name, with a suffix \
             \such as `_1` when it is taken.",
        "activeConn"
          := "Absent when there is no connection, as before connecting or after deletion.",
        "contactUsed"
          := "False while there was no direct chat with the contact, as when it is known only \
             \from a group.",
        "userPreferences"
          := "What the user set for this contact in particular; an empty object when nothing.",
        "mergedPreferences" := "The preferences of both sides and what follows from them.",
        "chatTs" := "Time of the last activity in the chat.",
        "preparedContact" := "Present when the chat was opened from a link before connecting.",
        "contactRequestId" := "Id of the request by which the contact came.",
        "contactGroupMemberId"
          := "Id of the group member for whom the contact was made, until it is connected.",
        "contactGrpInvSent" := "Whether that member was sent the invitation to the direct chat.",
        "groupDirectInv" := "Present when a group member invited the user to a direct chat.",
        "chatTags" := "Ids of the user's tags on the chat.",
        "chatItemTTL"
          := "Seconds that this device keeps the messages; absent when the user's general setting \
             \applies.",
        "chatDeleted"
          := "Whether the user deleted the chat with its messages while the contact stays.",
        "customData" := "The bot's own data about the contact, kept on this device only."
      ]

data UserProfileUpdateSummary = UserProfileUpdateSummary
  { updateSuccesses :: Int,
    updateFailures :: Int,
    changedContacts :: [Contact]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserProfileUpdateSummary where
  about =
    record
      "To whom an update of the user's profile went."
      [ "updateSuccesses" := "Number of contacts to whom the update was sent.",
        "updateFailures" := "Number of contacts to whom it could not be sent.",
        "changedContacts" := "Contacts whose preferences changed by the update."
      ]

data UserContactRequest = UserContactRequest
  { contactRequestId :: Int64,
    agentInvitationId :: Text,
    contactId_ :: Maybe Int64,
    businessGroupId_ :: Maybe Int64,
    userContactLinkId_ :: Maybe Int64,
    cReqChatVRange :: VersionRange,
    localDisplayName :: Text,
    profileId :: Int64,
    profile :: LocalProfile,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    xContactId :: Maybe Text,
    pqSupport :: Bool,
    welcomeSharedMsgId :: Maybe Text,
    requestSharedMsgId :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserContactRequest where
  about =
    record
      "A request to connect that came through the user's address."
      [ "contactRequestId" := "Id to accept or reject the request with.",
        "agentInvitationId" := "Id of the request in the messaging agent, as base64url.",
        "contactId_" := "The contact made for the request, which exists before it is accepted.",
        "businessGroupId_" := "The group made for the request, when it came to a business address.",
        "userContactLinkId_"
          := "The address by which the request came; absent when it is no longer known.",
        "cReqChatVRange" := "Protocol versions that the sender supports.",
        "localDisplayName"
          := "Name under which this device shows the sender: the display name, with a suffix such \
             \as `_1` when it is taken.",
        "profileId" := "Id of the sender's profile in the chat database.",
        "profile" := "The sender's profile, which is the sender's own claim.",
        "xContactId" := "Identifier that the sender gave the request, as base64url.",
        "pqSupport" := "Whether the sender supports post-quantum encryption.",
        "welcomeSharedMsgId"
          := "Identifier of the welcome message, the same on both sides, as base64url.",
        "requestSharedMsgId"
          := "Identifier of the message sent with the request, the same on both sides, as \
             \base64url."
      ]

data NoteFolder = NoteFolder
  { noteFolderId :: Int64,
    userId :: Int64,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    chatTs :: UTCTime,
    favorite :: Bool,
    unread :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NoteFolder where
  about =
    record
      "The user's folder of notes, a chat that never leaves the device."
      [ "chatTs" := "Time of the last activity in the folder.",
        "unread" := "Whether the folder is marked as unread."
      ]
