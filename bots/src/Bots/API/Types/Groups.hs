-- | Groups and channels, their members, and the relays that serve them.
module Bots.API.Types.Groups where

import Bots.API.Types.Connections (Connection, VersionRange)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Preferences (FullGroupPreferences, GroupMemberRole, GroupPreferences)
import Bots.API.Types.Themes (UIThemeEntityOverrides)
import Bots.API.Types.Users (ChatSettings, LocalProfile, Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (JSONObject, Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @GroupType,
    declareType @PublicGroupProfile,
    declareType @MemberCriteria,
    declareType @GroupMemberAdmission,
    declareType @GroupProfile,
    declareType @BusinessChatType,
    declareType @BusinessChatInfo,
    declareType @GroupSummary,
    declareType @GroupRootKey,
    declareType @GroupKeys,
    declareType @PreparedGroup,
    declareType @GroupMemberStatus,
    declareType @GroupMemberCategory,
    declareType @GroupMemberSettings,
    declareType @GroupSupportChat,
    declareType @InvitedBy,
    declareType @GroupMember,
    declareType @GroupMemberRef,
    declareType @RelayStatus,
    declareType @RelayProfile,
    declareType @UserChatRelay,
    declareType @GroupRelay,
    declareType @GroupInfo,
    declareType @Group,
    declareType @GroupChatScope,
    declareType @GroupChatScopeInfo
  ]

data GroupType
  = GroupTypeChannel
  | GroupTypeGroup
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupType where
  about =
    enumeration
      "What kind of public group it is."
      [ "channel" := "A channel.",
        "group" := "A group."
      ]

data PublicGroupProfile = PublicGroupProfile
  { groupType :: GroupType,
    groupLink :: Text,
    publicGroupId :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PublicGroupProfile where
  about =
    record
      "The part of a group's profile that only public groups have."
      [ "groupLink" := "Link by which anyone can join.",
        "publicGroupId" := "Identifier of the group, the same for all its members, as base64url."
      ]

data MemberCriteria
  = MemberCriteriaAll
  deriving (Eq, Show, Generic, Wire)

instance Declared MemberCriteria where
  about =
    enumeration
      "Which new members a rule applies to."
      [ "all" := "All of them."
      ]

data GroupMemberAdmission = GroupMemberAdmission
  { review :: Maybe MemberCriteria
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberAdmission where
  about =
    record
      "How new members are admitted to a group."
      [ "review" := "Whom the moderators have to accept after joining; absent when nobody waits for review."
      ]

data GroupProfile = GroupProfile
  { displayName :: Text,
    fullName :: Text,
    shortDescr :: Maybe Text,
    description :: Maybe Text,
    image :: Maybe Text,
    publicGroup :: Maybe PublicGroupProfile,
    groupPreferences :: Maybe GroupPreferences,
    memberAdmission :: Maybe GroupMemberAdmission
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupProfile where
  about =
    record
      "A group's profile, which all members see. Updating it replaces it as a whole."
      [ "displayName" := "Name of the group.",
        "fullName" := "Longer name; empty when there is none.",
        "description" := "Welcome message for new members.",
        "image" := "Picture as a data URI, such as `data:image/jpg;base64,...`.",
        "publicGroup" := "Present only for public groups.",
        "groupPreferences" := "Absent means the defaults.",
        "memberAdmission" := "Absent when new members need no review."
      ]

data BusinessChatType
  = BusinessChatTypeBusiness
  | BusinessChatTypeCustomer
  deriving (Eq, Show, Generic, Wire)

instance Declared BusinessChatType where
  about =
    enumeration
      "Who is on the other side of a business chat."
      [ "business" := "A business, whose customer the user is.",
        "customer" := "A customer, with the user on the side of the business."
      ]

data BusinessChatInfo = BusinessChatInfo
  { chatType :: BusinessChatType,
    businessId :: Text,
    customerId :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BusinessChatInfo where
  about =
    record
      "The two sides of a business chat, which is a group made for one customer of a business address."
      [ "businessId" := "Member id of the business, as base64url.",
        "customerId" := "Member id of the customer, as base64url."
      ]

data GroupSummary = GroupSummary
  { currentMembers :: Int64,
    publicMemberCount :: Maybe Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupSummary where
  about =
    record
      "Numbers of members of a group."
      [ "currentMembers" := "Current members that this device knows, the user included.",
        "publicMemberCount" := "Number of members that a public group publishes; absent when there is none."
      ]

data GroupRootKey
  = GroupRootKeyPrivate {rootPrivKey :: Text}
  | GroupRootKeyPublic {rootPubKey :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupRootKey where
  about =
    union
      "The key that a public group's identity rests on."
      [ "private" := "The private key, which the group's owner holds.",
        "private.rootPrivKey" := "Secret: whoever has it can act as the group's owner. Do not log it or pass it on.",
        "public" := "The public key, which everyone else holds."
      ]

data GroupKeys = GroupKeys
  { publicGroupId :: Text,
    groupRootKey :: GroupRootKey,
    memberPrivKey :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupKeys where
  about =
    record
      "The user's keys in a public group. They include secrets, so do not log them or pass them on."
      [ "publicGroupId" := "Identifier of the group, the same for all its members, as base64url.",
        "memberPrivKey" := "Secret key that signs the user's own messages."
      ]

data PreparedGroup = PreparedGroup
  { connLinkToConnect :: CreatedConnLink,
    connLinkPreparedConnection :: Bool,
    connLinkStartedConnection :: Bool,
    welcomeSharedMsgId :: Maybe Text,
    requestSharedMsgId :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PreparedGroup where
  about =
    record
      "The link of a group whose chat was opened before joining it."
      [ "connLinkToConnect" := "The link to join by.",
        "connLinkPreparedConnection" := "Whether the connection was prepared.",
        "connLinkStartedConnection" := "Whether joining has begun.",
        "welcomeSharedMsgId" := "Identifier of the welcome message, the same on both sides, as base64url.",
        "requestSharedMsgId" := "Identifier of the message sent with the request, the same on both sides, as base64url."
      ]

data GroupMemberStatus
  = GroupMemberStatusRejected
  | GroupMemberStatusRemoved
  | GroupMemberStatusLeft
  | GroupMemberStatusDeleted
  | GroupMemberStatusUnknown
  | GroupMemberStatusInvited
  | GroupMemberStatusPendingApproval
  | GroupMemberStatusPendingReview
  | GroupMemberStatusIntroduced
  | GroupMemberStatusIntroInv
  | GroupMemberStatusAccepted
  | GroupMemberStatusAnnounced
  | GroupMemberStatusConnected
  | GroupMemberStatusComplete
  | GroupMemberStatusCreator
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberStatus where
  about =
    enumeration
      "How far a member has come in joining, or how the membership ended."
      [ "rejected" := "Was not admitted to the group.",
        "removed" := "Was removed from the group.",
        "left" := "Has left the group.",
        "deleted" := "The group was deleted.",
        "unknown" := "Was never introduced to the user; also the user's own status before joining a prepared group.",
        "invited" := "Was invited and has not answered.",
        "pending_approval" := "Waits for approval.",
        "pending_review" := "Waits for the moderators to accept.",
        "introduced" := "Was introduced to the user; no connection has begun.",
        "intro-inv" := "Was introduced, and a connection is being made.",
        "accepted" := "Has accepted the invitation and is not connected yet.",
        "announced" := "Was announced to the other members.",
        "connected" := "Is connected.",
        "complete" := "Is connected with all members that were there before.",
        "creator" := "Created the group."
      ]
      & spelled
        [ ("PendingApproval", "pending_approval"),
          ("PendingReview", "pending_review"),
          ("IntroInv", "intro-inv")
        ]

data GroupMemberCategory
  = GroupMemberCategoryUser
  | GroupMemberCategoryInvitee
  | GroupMemberCategoryHost
  | GroupMemberCategoryPre
  | GroupMemberCategoryPost
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberCategory where
  about =
    enumeration
      "How a member relates to the user in the group."
      [ "user" := "The user's own membership.",
        "invitee" := "Came through the user, by invitation or by the user's group link.",
        "host" := "Invited the user or let them in through a link.",
        "pre" := "Was in the group before the user.",
        "post" := "Came after the user."
      ]

data GroupMemberSettings = GroupMemberSettings
  { showMessages :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberSettings where
  about =
    record
      "The user's own settings for a member."
      [ "showMessages" := "False when the user has blocked the member for themselves."
      ]

data GroupSupportChat = GroupSupportChat
  { chatTs :: UTCTime,
    unread :: Int64,
    memberAttention :: Int64,
    mentions :: Int64,
    lastMsgFromMemberTs :: Maybe UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupSupportChat where
  about =
    record
      "State of the private chat of one member with the group's moderators."
      [ "chatTs" := "Time of the last activity in the chat.",
        "unread" := "Number of unread messages.",
        "memberAttention" := "Number of the member's messages that wait for the attention of moderators.",
        "mentions" := "Number of unread messages that mention the user.",
        "lastMsgFromMemberTs" := "Time of the member's last message; absent when there was none."
      ]

data InvitedBy
  = InvitedByContact {byContactId :: Int64}
  | InvitedByUser
  | InvitedByUnknown
  deriving (Eq, Show, Generic, Wire)

instance Declared InvitedBy where
  about =
    union
      "Who invited a member."
      [ "contact" := "A contact of the user.",
        "user" := "The user.",
        "unknown" := "Nobody that this device knows as a contact, as after joining by a link."
      ]

data GroupMember = GroupMember
  { groupMemberId :: Int64,
    groupId :: Int64,
    indexInGroup :: Int64,
    memberId :: Text,
    memberRole :: GroupMemberRole,
    memberCategory :: GroupMemberCategory,
    memberStatus :: GroupMemberStatus,
    memberSettings :: GroupMemberSettings,
    blockedByAdmin :: Bool,
    invitedBy :: InvitedBy,
    invitedByGroupMemberId :: Maybe Int64,
    localDisplayName :: Text,
    memberProfile :: LocalProfile,
    memberContactId :: Maybe Int64,
    memberContactProfileId :: Int64,
    activeConn :: Maybe Connection,
    memberChatVRange :: VersionRange,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    supportChat :: Maybe GroupSupportChat,
    memberPubKey :: Maybe Text,
    relayLink :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMember where
  about =
    record
      "A member of a group. The user's own membership is one too."
      [ "groupMemberId" := "Id of the member on this device, as commands use it.",
        "indexInGroup" := "Number of the member within the group.",
        "memberId" := "Identifier of the member, the same for all members of the group, as base64url.",
        "blockedByAdmin" := "Whether a moderator has blocked the member for everyone.",
        "invitedByGroupMemberId" := "Id of the member who invited this one, when it is known.",
        "localDisplayName" := "Name under which this device shows the member: the display name, with a suffix such as `_1` when it is taken.",
        "memberProfile" := "The profile that the member shows in this group.",
        "memberContactId" := "Id of the contact, when the member is one; for the user's own membership, the user's `userContactId`.",
        "memberContactProfileId" := "Id of the member's general profile, which may differ from the one shown in this group.",
        "activeConn" := "Absent when there is no direct connection with the member, as for the user's own membership.",
        "memberChatVRange" := "Protocol versions that the member supports.",
        "supportChat" := "Present when the member has a private chat with the moderators.",
        "memberPubKey" := "Public key that verifies what the member signs.",
        "relayLink" := "Link of the relay, when the member is a chat relay."
      ]

data GroupMemberRef = GroupMemberRef
  { groupMemberId :: Int64,
    profile :: Profile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberRef where
  about =
    record
      "A member by id and profile only."
      [ "groupMemberId" := "Id of the member on this device."
      ]

data RelayStatus
  = RelayStatusNew
  | RelayStatusInvited
  | RelayStatusAccepted
  | RelayStatusActive
  | RelayStatusInactive
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayStatus where
  about =
    enumeration
      "How far a chat relay has come in serving a group."
      [ "new" := "Chosen; not invited yet.",
        "invited" := "Was invited.",
        "accepted" := "Has accepted the invitation.",
        "active" := "Serves the group.",
        "inactive" := "No longer serves the group."
      ]

data RelayProfile = RelayProfile
  { displayName :: Text,
    fullName :: Text,
    shortDescr :: Maybe Text,
    image :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayProfile where
  about =
    record
      "The profile of a chat relay."
      [ "displayName" := "Name that the relay's operator chose.",
        "fullName" := "Longer name; empty when there is none.",
        "image" := "Picture as a data URI, such as `data:image/jpg;base64,...`."
      ]

data UserChatRelay = UserChatRelay
  { chatRelayId :: Int64,
    address :: Text,
    relayProfile :: RelayProfile,
    domains :: [Text],
    preset :: Bool,
    tested :: Maybe Bool,
    enabled :: Bool,
    deleted :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserChatRelay where
  about =
    record
      "A chat relay in the user's settings."
      [ "chatRelayId" := "Id to choose the relay with for a public group.",
        "address" := "Contact address of the relay.",
        "preset" := "Whether the relay came with SimpleX Chat rather than being added by the user.",
        "tested" := "Whether the last test succeeded; absent when there was none.",
        "enabled" := "Whether the relay may be used for new groups.",
        "deleted" := "Whether the user has deleted the relay."
      ]

data GroupRelay = GroupRelay
  { groupRelayId :: Int64,
    groupMemberId :: Int64,
    userChatRelay :: UserChatRelay,
    relayStatus :: RelayStatus,
    relayLink :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupRelay where
  about =
    record
      "A chat relay that serves a group, as the group's owner sees it."
      [ "groupMemberId" := "The relay's member record in the group.",
        "userChatRelay" := "The relay in the owner's settings.",
        "relayLink" := "The relay's link for this group; absent until the relay has made one."
      ]

data GroupInfo = GroupInfo
  { groupId :: Int64,
    useRelays :: Bool,
    relayOwnStatus :: Maybe RelayStatus,
    localDisplayName :: Text,
    groupProfile :: GroupProfile,
    localAlias :: Text,
    businessChat :: Maybe BusinessChatInfo,
    fullGroupPreferences :: FullGroupPreferences,
    membership :: GroupMember,
    chatSettings :: ChatSettings,
    createdAt :: UTCTime,
    updatedAt :: UTCTime,
    chatTs :: Maybe UTCTime,
    userMemberProfileSentAt :: Maybe UTCTime,
    preparedGroup :: Maybe PreparedGroup,
    chatTags :: [Int64],
    chatItemTTL :: Maybe Int64,
    uiThemes :: Maybe UIThemeEntityOverrides,
    customData :: Maybe JSONObject,
    groupSummary :: GroupSummary,
    membersRequireAttention :: Int,
    viaGroupLinkUri :: Maybe Text,
    groupKeys :: Maybe GroupKeys
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupInfo where
  about =
    record
      "A group or channel as this device knows it, without its members."
      [ "useRelays" := "Whether messages go through chat relays rather than directly from member to member.",
        "relayOwnStatus" := "The user's own state as a relay of the group; absent when the user is none.",
        "localDisplayName" := "Name under which this device shows the group: the display name, with a suffix such as `_1` when it is taken.",
        "localAlias" := "The user's own name for the group, never sent to anyone; empty when there is none.",
        "businessChat" := "Present when the group is a business chat.",
        "fullGroupPreferences" := "The preferences of the profile with the defaults filled in.",
        "membership" := "The user's own membership, with the user's role and status.",
        "chatTs" := "Time of the last activity in the chat.",
        "userMemberProfileSentAt" := "When the user's profile was last sent to the members.",
        "preparedGroup" := "Present when the chat was opened from a link before joining.",
        "chatTags" := "Ids of the user's tags on the chat.",
        "chatItemTTL" := "Seconds that this device keeps the messages; absent when the user's general setting applies.",
        "customData" := "The bot's own data about the group, kept on this device only.",
        "membersRequireAttention" := "Number of members who wait for moderators, to be reviewed or answered.",
        "viaGroupLinkUri" := "Link by which the user joined; absent when the user did not come by a link.",
        "groupKeys" := "The user's keys in a public group. They include secrets, so do not log them or pass them on."
      ]

data Group = Group
  { groupInfo :: GroupInfo,
    members :: [GroupMember]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Group where
  about =
    record
      "A group with its members."
      [ "members" := "The other members; the user's own membership is in `groupInfo`."
      ]

data GroupChatScope = GroupChatScopeMemberSupport {groupMemberId_ :: Maybe Int64}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupChatScope where
  about =
    union
      "A part of a group's chat that only some members see."
      [ "memberSupport" := "The private chat of one member with the moderators.",
        "memberSupport.groupMemberId_" := "Whose chat it is; absent for the user's own."
      ]
      & textual
        ( cases
            [ ( "memberSupport",
                "(_support" <> optional "groupMemberId_" (":" <> number "groupMemberId_") <> ")"
              )
            ]
        )

data GroupChatScopeInfo = GroupChatScopeInfoMemberSupport {groupMember_ :: Maybe GroupMember}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupChatScopeInfo where
  about =
    union
      "A part of a group's chat that only some members see, with what is known of it."
      [ "memberSupport" := "The private chat of one member with the moderators.",
        "memberSupport.groupMember_" := "Whose chat it is; absent for the user's own."
      ]
