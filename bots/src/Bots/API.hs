-- | The bot API of SimpleX Chat: the complete list of what is declared.
module Bots.API
  ( botAPI,
  )
where

import qualified Bots.API.Commands.Addresses as Commands.Addresses
import qualified Bots.API.Commands.Calls as Commands.Calls
import qualified Bots.API.Commands.ChatSettings as Commands.ChatSettings
import qualified Bots.API.Commands.ChatTags as Commands.ChatTags
import qualified Bots.API.Commands.Chats as Commands.Chats
import qualified Bots.API.Commands.Connections as Commands.Connections
import qualified Bots.API.Commands.Database as Commands.Database
import qualified Bots.API.Commands.Domains as Commands.Domains
import qualified Bots.API.Commands.Files as Commands.Files
import qualified Bots.API.Commands.GroupDetails as Commands.GroupDetails
import qualified Bots.API.Commands.GroupLinks as Commands.GroupLinks
import qualified Bots.API.Commands.Groups as Commands.Groups
import qualified Bots.API.Commands.Items as Commands.Items
import qualified Bots.API.Commands.Lifecycle as Commands.Lifecycle
import qualified Bots.API.Commands.Management as Commands.Management
import qualified Bots.API.Commands.Messages as Commands.Messages
import qualified Bots.API.Commands.Network as Commands.Network
import qualified Bots.API.Commands.PreparedChats as Commands.PreparedChats
import qualified Bots.API.Commands.Profiles as Commands.Profiles
import qualified Bots.API.Commands.Security as Commands.Security
import qualified Bots.API.Commands.Servers as Commands.Servers
import qualified Bots.API.Commands.StandaloneFiles as Commands.StandaloneFiles
import qualified Bots.API.Commands.Terminal as Commands.Terminal
import qualified Bots.API.Commands.TimesToLive as Commands.TimesToLive
import qualified Bots.API.Commands.Users as Commands.Users
import Bots.API.Events (events)
import Bots.API.Responses (responses)
import qualified Bots.API.Shorthands as Shorthands
import qualified Bots.API.Types.Addresses as Addresses
import qualified Bots.API.Types.AgentErrors as AgentErrors
import qualified Bots.API.Types.Badges as Badges
import qualified Bots.API.Types.Calls as Calls
import qualified Bots.API.Types.ChatErrors as ChatErrors
import qualified Bots.API.Types.ChatItems as ChatItems
import qualified Bots.API.Types.Chats as Chats
import qualified Bots.API.Types.ConnectionPlans as ConnectionPlans
import qualified Bots.API.Types.Connections as Connections
import qualified Bots.API.Types.Contacts as Contacts
import qualified Bots.API.Types.Databases as Databases
import qualified Bots.API.Types.Diagnostics as Diagnostics
import qualified Bots.API.Types.Domains as Domains
import qualified Bots.API.Types.Files as Files
import qualified Bots.API.Types.GroupMembers as GroupMembers
import qualified Bots.API.Types.GroupPreferences as GroupPreferences
import qualified Bots.API.Types.Groups as Groups
import qualified Bots.API.Types.ItemContents as ItemContents
import qualified Bots.API.Types.ItemDetails as ItemDetails
import qualified Bots.API.Types.ItemEvents as ItemEvents
import qualified Bots.API.Types.ItemStatuses as ItemStatuses
import qualified Bots.API.Types.Links as Links
import qualified Bots.API.Types.Messages as Messages
import qualified Bots.API.Types.Networks as Networks
import qualified Bots.API.Types.Notices as Notices
import qualified Bots.API.Types.Preferences as Preferences
import qualified Bots.API.Types.Queues as Queues
import qualified Bots.API.Types.Relays as Relays
import qualified Bots.API.Types.RemoteControl as RemoteControl
import qualified Bots.API.Types.RemoteErrors as RemoteErrors
import qualified Bots.API.Types.ServerErrors as ServerErrors
import qualified Bots.API.Types.ServerStats as ServerStats
import qualified Bots.API.Types.Servers as Servers
import qualified Bots.API.Types.StoreErrors as StoreErrors
import qualified Bots.API.Types.Themes as Themes
import qualified Bots.API.Types.Users as Users
import Bots.API.Version (simplexChatVersion)
import Bots.Declaration
import Bots.Schema (Area (..), CommandDef, Member (..))

botAPI :: API
botAPI =
  API
    { apiVersion = simplexChatVersion,
      apiTypes =
        [ Area "Users" Users.types,
          Area "Badges" Badges.types,
          Area "Domains" Domains.types,
          Area "Contacts" Contacts.types,
          Area "Groups" Groups.types,
          Area "GroupMembers" GroupMembers.types,
          Area "Relays" Relays.types,
          Area "Chats" Chats.types,
          Area "Messages" Messages.types,
          Area "ChatItems" ChatItems.types,
          Area "ItemContents" ItemContents.types,
          Area "ItemEvents" ItemEvents.types,
          Area "ItemStatuses" ItemStatuses.types,
          Area "Files" Files.types,
          Area "Links" Links.types,
          Area "Addresses" Addresses.types,
          Area "ConnectionPlans" ConnectionPlans.types,
          Area "Connections" Connections.types,
          Area "Preferences" Preferences.types,
          Area "GroupPreferences" GroupPreferences.types,
          Area "Themes" Themes.types,
          Area "ChatErrors" ChatErrors.types,
          Area "StoreErrors" StoreErrors.types,
          Area "AgentErrors" AgentErrors.types,
          Area "ServerErrors" ServerErrors.types,
          Area "ServerStats" ServerStats.types,
          Area "Diagnostics" Diagnostics.types,
          Area "Networks" Networks.types,
          Area "Servers" Servers.types,
          Area "Queues" Queues.types,
          Area "Calls" Calls.types,
          Area "RemoteErrors" RemoteErrors.types,
          Area "RemoteControl" RemoteControl.types,
          Area "Databases" Databases.types,
          Area "ItemDetails" ItemDetails.types,
          Area "Notices" Notices.types
        ],
      apiCommands = declaredCommands,
      apiShorthands = Shorthands.shorthands,
      apiResponses = joined responses,
      apiEvents = joined (concatMap areaItems events),
      apiEventAreas =
        [Area name (map memberTag (concatMap definition parts)) | Area name parts <- events]
    }

declaredCommands :: [Area (Declaration CommandDef)]
declaredCommands =
  [ Area "Address commands" (Commands.Addresses.commands <> Commands.Domains.commands),
    Area "Message commands" (Commands.Messages.commands <> Commands.Items.commands),
    Area "File commands" (Commands.Files.commands <> Commands.StandaloneFiles.commands),
    Area "Group commands" (Commands.Groups.commands <> Commands.GroupDetails.commands),
    Area "Group link commands" Commands.GroupLinks.commands,
    Area "Connection commands" (Commands.Connections.commands <> Commands.PreparedChats.commands),
    Area "Chat commands" Commands.Chats.commands,
    Area "User profile commands" (Commands.Users.commands <> Commands.Profiles.commands),
    Area "Chat management" (Commands.Management.commands <> Commands.Lifecycle.commands),
    Area "Chat tag commands" Commands.ChatTags.commands,
    Area "Disappearing messages" Commands.TimesToLive.commands,
    Area "Chat settings" Commands.ChatSettings.commands,
    Area "Connection details and security" Commands.Security.commands,
    Area "Server commands" Commands.Servers.commands,
    Area "Network" Commands.Network.commands,
    Area "Database commands" Commands.Database.commands,
    Area "Call commands" Commands.Calls.commands,
    Area "Terminal" Commands.Terminal.commands
  ]
