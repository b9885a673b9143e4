-- | What a link leads to, as found out before connecting.
module Bots.API.Types.ConnectionPlans
  ( types,
    PublicGroupData (..),
    ContactShortLinkData (..),
    GroupShortLinkData (..),
    GroupShortLinkInfo (..),
    InvitationLinkPlan (..),
    ContactAddressPlan (..),
    GroupLinkPlan (..),
    ConnectionPlan (..),
    AddRelayResult (..),
    PlanResolveMode (..),
  )
where

import Bots.API.Types.Badges (LocalBadge)
import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Groups (GroupInfo, GroupProfile)
import Bots.API.Types.Links (GroupLinkOwner, OwnerVerification)
import Bots.API.Types.Messages (MsgContent)
import Bots.API.Types.Relays (UserChatRelay)
import Bots.API.Types.Users (Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @PublicGroupData,
    declareType @ContactShortLinkData,
    declareType @GroupShortLinkData,
    declareType @GroupShortLinkInfo,
    declareType @InvitationLinkPlan,
    declareType @ContactAddressPlan,
    declareType @GroupLinkPlan,
    declareType @ConnectionPlan,
    declareType @AddRelayResult,
    declareType @PlanResolveMode
  ]

data PublicGroupData = PublicGroupData
  { publicMemberCount :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PublicGroupData where
  about =
    record
      "What a public group publishes about itself beside its profile."
      [ "publicMemberCount" := "Number of members as stated in the link's data; it is not live."
      ]

data ContactShortLinkData = ContactShortLinkData
  { profile :: Profile,
    message :: Maybe MsgContent,
    business :: Bool,
    localBadge :: Maybe LocalBadge
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactShortLinkData where
  about =
    record
      "What the owner of a short contact link published with it. It is under the owner's control \
      \and unverified."
      [ "message" := "Welcome message of the owner.",
        "business" := "True when connecting opens a business group instead of a direct chat.",
        "localBadge" := "Badge of the owner, with the result of checking it."
      ]

data GroupShortLinkData = GroupShortLinkData
  { groupProfile :: GroupProfile,
    publicGroupData :: Maybe PublicGroupData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupShortLinkData where
  about =
    record
      "What the owner of a short group link published with it. It is under the owner's control \
      \and unverified."
      [ "publicGroupData" := "Absent when the link carries none."
      ]

data GroupShortLinkInfo = GroupShortLinkInfo
  { direct :: Bool,
    groupRelays :: [Text],
    publicGroupId :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupShortLinkInfo where
  about =
    record
      "How the group behind a short link is reached."
      [ "direct"
          := "True for a group whose members connect to each other, false for one whose messages \
             \go through relays.",
        "groupRelays" := "Short links of the relays.",
        "publicGroupId" := "Id of a public group. Absent when the link names none."
      ]

data InvitationLinkPlan
  = InvitationLinkPlanOk
      { contactSLinkData_ :: Maybe ContactShortLinkData,
        ownerVerification :: Maybe OwnerVerification
      }
  | InvitationLinkPlanOwnLink
  | InvitationLinkPlanConnecting {contact_ :: Maybe Contact}
  | InvitationLinkPlanKnown {contact :: Contact}
  deriving (Eq, Show, Generic, Wire)

instance Declared InvitationLinkPlan where
  about =
    union
      "What connecting through a one-time invitation link would do."
      [ "ok" := "The link is new to the user, who can connect.",
        "ok.contactSLinkData_"
          := "Profile and message of the other side, from a short link's data.",
        "ok.ownerVerification"
          := "Result of checking the owner's signature. Absent when there was none to check.",
        "ownLink" := "The link was made by this user.",
        "connecting" := "Connecting through this link is under way already.",
        "connecting.contact_" := "Absent while the contact is not known yet.",
        "known" := "The link was used already to connect with this contact; send messages instead."
      ]

data ContactAddressPlan
  = ContactAddressPlanOk
      { contactSLinkData_ :: Maybe ContactShortLinkData,
        ownerVerification :: Maybe OwnerVerification
      }
  | ContactAddressPlanOwnLink
  | ContactAddressPlanConnectingConfirmReconnect
  | ContactAddressPlanConnectingProhibit {contact :: Contact}
  | ContactAddressPlanKnown {contact :: Contact}
  | ContactAddressPlanContactViaAddress {contact :: Contact}
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactAddressPlan where
  about =
    union
      "What connecting through a contact address would do."
      [ "ok" := "The address is new to the user, who can send a request.",
        "ok.contactSLinkData_"
          := "Profile and message of the other side, from a short link's data.",
        "ok.ownerVerification"
          := "Result of checking the owner's signature. Absent when there was none to check.",
        "ownLink" := "The address is the user's own.",
        "connectingConfirmReconnect"
          := "A request was sent earlier and is not answered yet; it can be sent again.",
        "connectingProhibit" := "Connecting with this contact is under way; do not connect again.",
        "known" := "The address belongs to a contact that exists already; send messages instead.",
        "contactViaAddress"
          := "The contact is known but has no connection yet; the user can connect."
      ]

data GroupLinkPlan
  = GroupLinkPlanOk
      { groupSLinkInfo_ :: Maybe GroupShortLinkInfo,
        groupSLinkData_ :: Maybe GroupShortLinkData,
        ownerVerification :: Maybe OwnerVerification
      }
  | GroupLinkPlanOwnLink {groupInfo :: GroupInfo}
  | GroupLinkPlanConnectingConfirmReconnect
  | GroupLinkPlanConnectingProhibit {groupInfo_ :: Maybe GroupInfo}
  | GroupLinkPlanKnown
      { groupInfo :: GroupInfo,
        groupUpdated :: Bool,
        ownerVerification :: Maybe OwnerVerification,
        linkOwners :: [GroupLinkOwner]
      }
  | GroupLinkPlanNoRelays {groupSLinkData_ :: Maybe GroupShortLinkData}
  | GroupLinkPlanUpdateRequired {groupSLinkData_ :: Maybe GroupShortLinkData}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupLinkPlan where
  about =
    union
      "What joining through a group link would do."
      [ "ok" := "The group is new to the user, who can join.",
        "ok.groupSLinkInfo_" := "How the group is reached, for a short link.",
        "ok.groupSLinkData_" := "Profile of the group, from a short link's data.",
        "ok.ownerVerification"
          := "Result of checking the owner's signature. Absent when there was none to check.",
        "ownLink" := "The link belongs to a group of this user.",
        "connectingConfirmReconnect"
          := "A request to join was sent earlier and is not answered yet; it can be sent again.",
        "connectingProhibit" := "Joining is under way; do not connect again.",
        "connectingProhibit.groupInfo_" := "Absent while the group is not known yet.",
        "known" := "The user is a member of the group already.",
        "known.groupUpdated" := "True when the group was updated from the link's data.",
        "known.ownerVerification"
          := "Result of checking the owner's signature. Absent when there was none to check.",
        "known.linkOwners" := "Owners of the group that the link's data names.",
        "noRelays"
          := "The group delivers through relays but its link has none, so it cannot be joined now.",
        "noRelays.groupSLinkData_" := "Profile of the group, from the link's data.",
        "updateRequired" := "Joining needs a newer version of SimpleX Chat.",
        "updateRequired.groupSLinkData_" := "Profile of the group, from the link's data."
      ]

data ConnectionPlan
  = ConnectionPlanInvitationLink {invitationLinkPlan :: InvitationLinkPlan}
  | ConnectionPlanContactAddress {contactAddressPlan :: ContactAddressPlan}
  | ConnectionPlanGroupLink {groupLinkPlan :: GroupLinkPlan}
  | ConnectionPlanError {chatError :: ChatError}
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionPlan where
  about =
    union
      "What a link is and what connecting through it would do. `APIConnectPlan` answers with it, \
      \and `Connect` does when it does not go ahead, as with a contact that is known already."
      [ "invitationLink" := "A one-time link for a direct chat.",
        "contactAddress" := "A contact address, which many people can use.",
        "groupLink" := "A link to join a group.",
        "error" := "The link could not be examined."
      ]

data AddRelayResult = AddRelayResult
  { relay :: UserChatRelay,
    relayError :: Maybe ChatError
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AddRelayResult where
  about =
    record
      "Whether one relay could be added to a group."
      [ "relayError" := "Absent when the relay was added."
      ]

data PlanResolveMode
  = PlanResolveModeAllGroups
  | PlanResolveModeUnknown
  | PlanResolveModeNever
  deriving (Eq, Show, Generic, Wire)

instance Declared PlanResolveMode where
  about =
    enumeration
      "Whether a plan may ask servers about a link or name."
      [ "allGroups" := "Also for groups that are known already, to update them from their links.",
        "unknown" := "Only for what is not known on this device.",
        "never"
          := "Never: only what this device knows counts, and anything else is the error \
             \`notResolvedLocally`."
      ]
