-- | Colors and wallpapers that apps use for a user or for one chat; they stay on the device.
module Bots.API.Types.Themes
  ( types,
    UIColorMode (..),
    UIColors (..),
    ChatWallpaperScale (..),
    ChatWallpaper (..),
    UIThemeEntityOverride (..),
    UIThemeEntityOverrides (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @UIColorMode,
    declareType @UIColors,
    declareType @ChatWallpaperScale,
    declareType @ChatWallpaper,
    declareType @UIThemeEntityOverride,
    declareType @UIThemeEntityOverrides
  ]

data UIColorMode
  = UIColorModeLight
  | UIColorModeDark
  deriving (Eq, Show, Generic, Wire)

instance Declared UIColorMode where
  about =
    enumeration
      "Which of the two color modes of an app a theme is for."
      [ "light" := "The light mode.",
        "dark" := "The dark mode."
      ]

data UIColors = UIColors
  { accent :: Maybe Text,
    accentVariant :: Maybe Text,
    secondary :: Maybe Text,
    secondaryVariant :: Maybe Text,
    background :: Maybe Text,
    menus :: Maybe Text,
    title :: Maybe Text,
    accentVariant2 :: Maybe Text,
    sentMessage :: Maybe Text,
    sentReply :: Maybe Text,
    receivedMessage :: Maybe Text,
    receivedReply :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UIColors where
  about =
    record
      "Colors that replace those of the app's theme. Each is a `#` and eight hexadecimal digits, \
      \alpha first; an absent one is left as it is."
      []

data ChatWallpaperScale
  = ChatWallpaperScaleFill
  | ChatWallpaperScaleFit
  | ChatWallpaperScaleRepeat
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatWallpaperScale where
  about =
    enumeration
      "How a wallpaper image is fitted to the chat."
      [ "fill" := "Scaled until it covers the whole chat.",
        "fit" := "Scaled until all of it is visible.",
        "repeat" := "Tiled."
      ]

data ChatWallpaper = ChatWallpaper
  { preset :: Maybe Text,
    imageFile :: Maybe Text,
    background :: Maybe Text,
    tint :: Maybe Text,
    scaleType :: Maybe ChatWallpaperScale,
    scale :: Maybe Double
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatWallpaper where
  about =
    record
      "The wallpaper of a chat."
      [ "preset" := "Name of a wallpaper built into the apps.",
        "imageFile" := "Name of the file with the user's own image.",
        "background" := "Color behind the image.",
        "tint" := "Color laid over the image.",
        "scale" := "Factor by which the image is enlarged."
      ]

data UIThemeEntityOverride = UIThemeEntityOverride
  { mode :: UIColorMode,
    wallpaper :: Maybe ChatWallpaper,
    colors :: UIColors
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UIThemeEntityOverride where
  about =
    record
      "Changes to the app's theme in one color mode."
      []

data UIThemeEntityOverrides = UIThemeEntityOverrides
  { light :: Maybe UIThemeEntityOverride,
    dark :: Maybe UIThemeEntityOverride
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UIThemeEntityOverrides where
  about =
    record
      "Changes to the app's theme for a user or for one chat, in each color mode. Only apps use \
      \them."
      []
