-- | Preferences of groups: which features are on, and for which roles.
module Bots.API.Types.GroupPreferences
  ( types,
    givenRoles,
    GroupFeature (..),
    GroupFeatureEnabled (..),
    GroupMemberRole (..),
    GroupPreference (..),
    RoleGroupPreference (..),
    TimedMessagesGroupPreference (..),
    SupportGroupPreference (..),
    CommentsGroupPreference (..),
    GroupPreferences (..),
    FullGroupPreferences (..),
  )
where

import Bots.API.Types.Preferences (ChatBotCommand)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @GroupFeature,
    declareType @GroupFeatureEnabled,
    declareType @GroupMemberRole,
    declareType @GroupPreference,
    declareType @RoleGroupPreference,
    declareType @TimedMessagesGroupPreference,
    declareType @SupportGroupPreference,
    declareType @CommentsGroupPreference,
    declareType @GroupPreferences,
    declareType @FullGroupPreferences
  ]

data GroupFeature
  = GroupFeatureTimedMessages
  | GroupFeatureDirectMessages
  | GroupFeatureFullDelete
  | GroupFeatureReactions
  | GroupFeatureVoice
  | GroupFeatureFiles
  | GroupFeatureSimplexLinks
  | GroupFeatureReports
  | GroupFeatureHistory
  | GroupFeatureSupport
  | GroupFeatureSessions
  | GroupFeatureComments
  | GroupFeatureSignMessages
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupFeature where
  about =
    enumeration
      "A feature of groups that their preferences switch on or off."
      [ "timedMessages" := "Disappearing messages.",
        "directMessages" := "Direct messages between members.",
        "fullDelete" := "Erasing sent messages for everyone without leaving a mark.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reporting messages to moderators.",
        "history" := "Sending recent messages to new members.",
        "support" := "Private chats of single members with the group's moderators.",
        "sessions" := "Sessions.",
        "comments" := "Comments.",
        "signMessages" := "Signing of messages by their authors."
      ]

data GroupFeatureEnabled
  = GroupFeatureEnabledOn
  | GroupFeatureEnabledOff
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupFeatureEnabled where
  about =
    enumeration
      "Whether a feature is switched on in a group."
      [ "on" := "Switched on, for all members or from a given role upward.",
        "off" := "Switched off for everyone."
      ]

data GroupMemberRole
  = GroupMemberRoleRelay
  | GroupMemberRoleObserver
  | GroupMemberRoleAuthor
  | GroupMemberRoleMember
  | GroupMemberRoleModerator
  | GroupMemberRoleAdmin
  | GroupMemberRoleOwner
  | GroupMemberRoleUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberRole where
  about =
    enumeration
      "What a member may do in a group. From observer to owner, each role may do what the one \
      \before it may, and more."
      [ "relay"
          := "A chat relay, which forwards messages and does not write its own; not for ordinary \
             \members.",
        "observer" := "Reads messages but cannot send any to the whole group.",
        "author" := "Between observer and member; SimpleX Chat does not use it for now.",
        "member" := "Sends messages.",
        "moderator" := "Deletes messages of others and blocks members.",
        "admin" := "Adds and removes members and changes their roles, up to admin.",
        "owner" := "Changes the group's profile, deletes the group, and manages other owners."
      ]
      & openTo "Unlisted"

-- | The roles that commands give, each with its text: the core refuses the others in commands.
givenRoles :: [(Text, Text)]
givenRoles = [(role, role) | role <- ["owner", "admin", "moderator", "member", "observer"]]

data GroupPreference = GroupPreference
  { enable :: GroupFeatureEnabled
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupPreference where
  about =
    record
      "Setting of a group feature that is on or off for all members."
      []

data RoleGroupPreference = RoleGroupPreference
  { enable :: GroupFeatureEnabled,
    role :: Maybe GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RoleGroupPreference where
  about =
    record
      "Setting of a group feature that may be limited to some roles."
      [ "role" := "The lowest role that may use the feature; absent when every role may."
      ]

data TimedMessagesGroupPreference = TimedMessagesGroupPreference
  { enable :: GroupFeatureEnabled,
    ttl :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TimedMessagesGroupPreference where
  about =
    record
      "Setting of disappearing messages in a group."
      [ "ttl"
          := "Seconds after which messages disappear. It may be present while the feature is off."
      ]

data SupportGroupPreference = SupportGroupPreference
  { enable :: GroupFeatureEnabled
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SupportGroupPreference where
  about =
    record
      "Setting of the private chats of single members with the group's moderators."
      []

data CommentsGroupPreference = CommentsGroupPreference
  { enable :: GroupFeatureEnabled,
    duration :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CommentsGroupPreference where
  about =
    record
      "Setting of comments in a group."
      []

data GroupPreferences = GroupPreferences
  { timedMessages :: Maybe TimedMessagesGroupPreference,
    directMessages :: Maybe RoleGroupPreference,
    fullDelete :: Maybe RoleGroupPreference,
    reactions :: Maybe GroupPreference,
    voice :: Maybe RoleGroupPreference,
    files :: Maybe RoleGroupPreference,
    simplexLinks :: Maybe RoleGroupPreference,
    reports :: Maybe GroupPreference,
    history :: Maybe GroupPreference,
    support :: Maybe SupportGroupPreference,
    sessions :: Maybe RoleGroupPreference,
    comments :: Maybe CommentsGroupPreference,
    signMessages :: Maybe GroupPreference,
    commands :: Maybe [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupPreferences where
  about =
    record
      "Preferences in a group's profile. An absent one means the default of SimpleX Chat."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "directMessages" := "Whether members may start direct chats with one another.",
        "fullDelete"
          := "Whether deleting one's message for everyone erases it rather than leaving a mark \
             \that it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reports of messages to moderators.",
        "history" := "Whether new members receive recent messages.",
        "support" := "Private chats of single members with the group's moderators.",
        "signMessages" := "Whether members sign their messages.",
        "commands" := "Commands that bots of the group offer."
      ]

data FullGroupPreferences = FullGroupPreferences
  { timedMessages :: TimedMessagesGroupPreference,
    directMessages :: RoleGroupPreference,
    fullDelete :: RoleGroupPreference,
    reactions :: GroupPreference,
    voice :: RoleGroupPreference,
    files :: RoleGroupPreference,
    simplexLinks :: RoleGroupPreference,
    reports :: GroupPreference,
    history :: GroupPreference,
    support :: SupportGroupPreference,
    sessions :: RoleGroupPreference,
    comments :: CommentsGroupPreference,
    signMessages :: GroupPreference,
    commands :: [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FullGroupPreferences where
  about =
    record
      "A group's preferences with every default filled in."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "directMessages" := "Whether members may start direct chats with one another.",
        "fullDelete"
          := "Whether deleting one's message for everyone erases it rather than leaving a mark \
             \that it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reports of messages to moderators.",
        "history" := "Whether new members receive recent messages.",
        "support" := "Private chats of single members with the group's moderators.",
        "signMessages" := "Whether members sign their messages.",
        "commands" := "Commands that bots of the group offer; empty when there are none."
      ]
