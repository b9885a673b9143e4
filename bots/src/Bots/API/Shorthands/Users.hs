-- | Texts for people about the active user, other users and the database.
module Bots.API.Shorthands.Users
  ( shorthands,
  )
where

import Bots.API.Shorthands.Parts
import Bots.Json (Json (..))
import Bots.Syntax
import Data.Text (Text)

shorthands :: [Shorthand]
shorthands = users <> addresses <> profiles <> database

users :: [Shorthand]
users =
  [ Shorthand
      "CreateActiveUser"
      ("/create user " <> profile)
      [("newUser", newUser False (Bool False) (profileOf []))],
    Shorthand
      "CreateActiveUser"
      ("/create chat relay user " <> profile)
      [("newUser", newUser True (Bool False) (profileOf []))],
    Shorthand
      "CreateActiveUser"
      ( "/create bot "
          <> files
          <> orElse ("service=" <> onOff "service" <> " ") [("service", Bool False)]
          <> profile
      )
      [ ( "newUser",
          newUser
            False
            (captured "service")
            (profileOf [("peerType", String "bot"), ("preferences", captured "preferences")])
        )
      ],
    shorthand
      "APISetActiveUser"
      (spelledToo "/user " ["/u "] <> named "user" <> maybeText (" " <> passwordText "viewPwd")),
    Shorthand
      "APIDeleteUser"
      ("/delete user " <> named "user" <> maybeText (" " <> passwordText "viewPwd"))
      [("delSMPQueues", Bool True)],
    shorthand "APISetUserContactReceipts" ("/set receipts contacts " <> text "settings"),
    shorthand "APISetUserGroupReceipts" ("/set receipts groups " <> text "settings"),
    shorthand
      "APISetUserAutoAcceptMemberContacts"
      ("/set accept member contacts " <> onOff "onOff"),
    shorthand "APIHideUser" ("/hide user " <> passwordText "viewPwd"),
    shorthand "APIUnhideUser" ("/unhide user " <> passwordText "viewPwd"),
    shorthand "APIMuteUser" "/mute user",
    shorthand "APIUnmuteUser" "/unmute user",
    shorthand "APISetChatItemTTL" ("/ttl " <> ttlOf "chatItemTTL")
  ]
  where
    newUser relay service user =
      Object
        [ ("profile", user),
          ("pastTimestamp", Bool False),
          ("userChatRelay", Bool relay),
          ("clientService", service)
        ]
    -- A bot takes files only when the text says so.
    files =
      anyOf
        [ reading "files=on " [],
          reading "files=off " [("preferences", noFiles)],
          reading mempty [("preferences", noFiles)]
        ]
    noFiles = Object [("files", Object [("allow", String "no")])]

addresses :: [Shorthand]
addresses =
  [ shorthand "APICreateMyAddress" (spelledToo "/address" ["/ad"]),
    shorthand "APIDeleteMyAddress" (spelledToo "/delete_address" ["/da"]),
    shorthand "APIShowMyAddress" (spelledToo "/show_address" ["/sa"]),
    shorthand "APISetProfileAddress" (spelledToo "/profile_address " ["/pa "] <> onOff "enable"),
    Shorthand
      "APISetAddressSettings"
      "/auto_accept off"
      [("settings", Object [("businessAddress", Bool False)])],
    Shorthand
      "APISetAddressSettings"
      ("/auto_accept on business" <> autoReply)
      [("settings", accepting True (Bool False))],
    Shorthand
      "APISetAddressSettings"
      ( "/auto_accept on"
          <> orElse (" incognito=" <> onOff "incognito") [("incognito", Bool False)]
          <> autoReply
      )
      [("settings", accepting False (captured "incognito"))]
  ]
  where
    accepting business acceptIncognito =
      Object
        [ ("businessAddress", Bool business),
          ("autoAccept", Object [("acceptIncognito", acceptIncognito)]),
          ("autoReply", captured "autoReply")
        ]
    autoReply =
      anyOf
        [ reading (" text " <> rest "reply") [("autoReply", textContent "reply")],
          reading (" json " <> json "autoReply") [],
          reading mempty []
        ]

-- | The profile of the active user, what it offers and what it allows.
profiles :: [Shorthand]
profiles =
  [ shorthand "APIUpdateProfile" ("/set profile image " <> picture "image"),
    shorthand "APIUpdateProfile" "/delete profile image",
    shorthand "APIUpdateProfile" (spelledToo "/profile " ["/p "] <> profile),
    shorthand "APIUpdateProfile" ("/set bot commands " <> menu "commands"),
    shorthand "APIUpdateProfile" "/delete bot commands"
  ]
    <> map preference ["voice", "files", "calls", "delete"]
    <> [shorthand "APIUpdateProfile" ("/set disappear " <> oneOf "allow" ["yes", "no"])]

preference :: Text -> Shorthand
preference name =
  shorthand
    "APIUpdateProfile"
    ( anyOf [reading (text_ ("/set " <> name <> " ")) [("preference", String name)]]
        <> oneOf "allow" ["always", "yes", "no"]
    )

database :: [Shorthand]
database =
  [ encryption ("/db encrypt " <> word "newKey") (String "") (captured "newKey"),
    encryption ("/db decrypt " <> word "currentKey") (captured "currentKey") (String ""),
    encryption
      ("/db key " <> word "currentKey" <> " " <> word "newKey")
      (captured "currentKey")
      (captured "newKey"),
    shorthand "APIExportArchive" "/db export",
    shorthand
      "APISetAppFilePaths"
      (spelledToo "/_files_folder " ["/files_folder "] <> rest "filesFolder"),
    shorthand "APISetAppFilePaths" ("/_temp_folder " <> rest "tempFolder"),
    shorthand "APISetAppFilePaths" ("/remote_hosts_folder " <> rest "remoteHostsFolder")
  ]
  where
    encryption grammar current new =
      Shorthand
        "APIStorageEncryption"
        grammar
        [ ( "encryptionConfig",
            Object [("currentKey", current), ("newKey", new), ("keepKey", Bool False)]
          )
        ]
