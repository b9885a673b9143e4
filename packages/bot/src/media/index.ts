export { album, type AlbumOptions } from "./album.ts"
export { type PictureSource, previewOf } from "../messages/preview.ts"
