-- | Groups, their profiles and what belongs to them.
module Bots.API.Types.Groups
  ( types,
    GroupType (..),
    PublicGroupProfile (..),
    MemberCriteria (..),
    GroupMemberAdmission (..),
    GroupProfile (..),
    BusinessChatType (..),
    BusinessChatInfo (..),
    GroupSummary (..),
    GroupRootKey (..),
    GroupKeys (..),
    PreparedGroup (..),
    GroupInfo (..),
    Group (..),
    PublicGroupAccess (..),
  )
where

import Bots.API.Types.Domains (SimplexDomainClaim)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (FullGroupPreferences, GroupPreferences)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Relays (RelayStatus)
import Bots.API.Types.Themes (UIThemeEntityOverrides)
import Bots.API.Types.Users (ChatSettings)
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
    declareType @GroupInfo,
    declareType @Group,
    declareType @PublicGroupAccess
  ]

data GroupType
  = GroupTypeChannel
  | GroupTypeGroup
  | GroupTypeUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupType where
  about =
    enumeration
      "What kind of public group it is."
      [ "channel" := "A channel.",
        "group" := "A group."
      ]
      & openTo "Unlisted"

data PublicGroupProfile = PublicGroupProfile
  { groupType :: GroupType,
    groupLink :: Text,
    publicGroupId :: Text,
    publicGroupAccess :: Maybe PublicGroupAccess
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PublicGroupProfile where
  about =
    record
      "The part of a group's profile that only public groups have."
      [ "groupLink" := "Link by which anyone can join.",
        "publicGroupId" := "Identifier of the group, the same for all its members, as base64url.",
        "publicGroupAccess" := "How the group can be found outside of the app."
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
      [ "review"
          := "Whom the moderators have to accept after joining; absent when no member waits for \
             \review."
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
    customerId :: Text,
    businessDomain :: Maybe SimplexDomainClaim
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BusinessChatInfo where
  about =
    record
      "The two sides of a business chat, which is a group made for one customer of a business \
      \address."
      [ "businessId" := "Member id of the business, as base64url.",
        "customerId" := "Member id of the customer, as base64url.",
        "businessDomain" := "SimpleX name that the business claims."
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
        "publicMemberCount"
          := "Number of members that a public group publishes; absent when there is none."
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
        "private.rootPrivKey"
          := "Secret: anyone who has it can act as the group's owner. Do not log it or pass it on.",
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
        "welcomeSharedMsgId"
          := "Identifier of the welcome message, the same on both sides, as base64url.",
        "requestSharedMsgId"
          := "Identifier of the message sent with the request, the same on both sides, as \
             \base64url."
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
    rosterVersion :: Maybe Int64,
    membersRequireAttention :: Int,
    viaGroupLinkUri :: Maybe Text,
    groupKeys :: Maybe GroupKeys,
    groupDomainVerified :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupInfo where
  about =
    record
      "A group or channel as this device knows it, without its members."
      [ "useRelays"
          := "Whether messages go through chat relays rather than directly from member to member.",
        "relayOwnStatus"
          := "The user's own state as a relay of the group; absent when the user is none.",
        "localDisplayName"
          := "Name under which this device shows the group: the display name, with a suffix such \
             \as `_1` when it is taken.",
        "localAlias"
          := "The user's own name for the group, never sent to anyone; empty when there is none.",
        "businessChat" := "Present when the group is a business chat.",
        "fullGroupPreferences" := "The preferences of the profile with the defaults filled in.",
        "membership" := "The user's own membership, with the user's role and status.",
        "chatTs" := "Time of the last activity in the chat.",
        "userMemberProfileSentAt" := "When the user's profile was last sent to the members.",
        "preparedGroup" := "Present when the chat was opened from a link before joining.",
        "chatTags" := "Ids of the user's tags on the chat.",
        "chatItemTTL"
          := "Seconds that this device keeps the messages; absent when the user's general setting \
             \applies.",
        "customData" := "The bot's own data about the group, kept on this device only.",
        "rosterVersion"
          := "Version of the list of privileged members that the owners of a channel publish.",
        "membersRequireAttention"
          := "Number of members who wait for moderators, to be reviewed or answered.",
        "viaGroupLinkUri"
          := "Link by which the user joined; absent when the user did not come by a link.",
        "groupKeys"
          := "The user's keys in a public group. They include secrets, so do not log them or pass \
             \them on.",
        "groupDomainVerified"
          := "Whether the name that the group claims leads to it; absent when it was not checked."
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

data PublicGroupAccess = PublicGroupAccess
  { groupWebPage :: Maybe Text,
    groupDomainClaim :: Maybe SimplexDomainClaim,
    domainWebPage :: Bool,
    allowEmbedding :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PublicGroupAccess where
  about =
    record
      "How a public group can be found and shown outside of the app."
      [ "groupWebPage" := "Address of a web page about the group.",
        "groupDomainClaim" := "SimpleX name that the group claims.",
        "domainWebPage" := "Whether the web page at the claimed name shows the group.",
        "allowEmbedding" := "Whether other web pages may embed the group."
      ]
