-- | Answers to commands about addresses.
module Bots.API.Responses.Addresses
  ( AddressResponse (..),
  )
where

import Bots.API.Types.Addresses (UserContactLink)
import Bots.API.Types.Contacts (Contact, UserProfileUpdateSummary)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Users (Profile, User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data AddressResponse
  = CRUserContactLink {user :: User, contactLink :: UserContactLink}
  | CRUserContactLinkCreated {user :: User, connLinkContact :: CreatedConnLink}
  | CRUserContactLinkDeleted {user :: User}
  | CRUserContactLinkUpdated {user :: User, contactLink :: UserContactLink}
  | CRUserProfileUpdated
      { user :: User,
        fromProfile :: Profile,
        toProfile :: Profile,
        updateSummary :: UserProfileUpdateSummary
      }
  | CRUserProfileNoChange {user :: User}
  | CRContactDomainVerified {user :: User, contact :: Contact, verificationFailure :: Maybe Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared AddressResponse where
  about =
    union
      "Answers to commands about addresses."
      [ "userContactLink" := "The address of the user with its settings.",
        "userContactLinkCreated" := "The address of the user was made.",
        "userContactLinkDeleted" := "The address of the user was deleted.",
        "userContactLinkUpdated" := "The settings of the address were changed.",
        "userProfileUpdated" := "The profile of the user was changed.",
        "userProfileUpdated.updateSummary" := "How the change reached the contacts.",
        "userProfileNoChange" := "The new profile equals the old one, so nothing was sent.",
        "contactDomainVerified" := "Whether the SimpleX name that a contact claims leads to it.",
        "contactDomainVerified.verificationFailure" := "Absent when it does."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "contactDomainVerified"
        ]
