/**
 * Branded ids: a `GuildId` is no `ChannelId`, though both are Discord snowflakes.
 * The constructors only brand; they are called where a value enters (a payload, a row), never inside.
 */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

export type ApplicationId = Brand<'ApplicationId'>;
export type GuildId = Brand<'GuildId'>;
/** A channel, a thread or a direct-message channel: whatever a chain belongs to. */
export type ChannelId = Brand<'ChannelId'>;
export type UserId = Brand<'UserId'>;
export type RoleId = Brand<'RoleId'>;
export type MessageId = Brand<'MessageId'>;
/** The id of the interaction or message that asked: a repeated event is the same job. */
export type JobId = Brand<'JobId'>;
/** `<job>-<ordinal>`: one paid call. */
export type RequestId = Brand<'RequestId'>;
/** `<request>-<index>` for a made picture, `i<attachment>-<channel>` for an imported one. */
export type VersionId = Brand<'VersionId'>;
/**
 * A file of the image store. A version's original has the version's own name; `m<job>` is the coverage of a mask,
 * `c<version>` the copy that was shown of a version whose original is gone, `w<version>` what the vendor made where the
 * version's own is that laid over its source, `t<version>` it in small, `k<job>` and `s<job>` the marks of a job alone and as they are shown back, and `f<character>-<which>` a picture of a character.
 */
export type OriginalId = Brand<'OriginalId'>;
/** The id that we choose for a paid call, so that the vendor can be asked about it. */
export type TraceId = Brand<'TraceId'>;
/** What a form was opened for; the interaction that opened it. */
export type DraftId = Brand<'DraftId'>;
/** The interaction that saved it. */
export type CharacterId = Brand<'CharacterId'>;
/** A model's id in the catalogue, e.g. `gpt-image-2`. */
export type ModelId = Brand<'ModelId'>;

export const applicationId = (text: string) => text as ApplicationId;
export const guildId = (text: string) => text as GuildId;
export const channelId = (text: string) => text as ChannelId;
export const userId = (text: string) => text as UserId;
export const roleId = (text: string) => text as RoleId;
export const messageId = (text: string) => text as MessageId;
export const jobId = (text: string) => text as JobId;
export const versionId = (text: string) => text as VersionId;
export const originalId = (text: string) => text as OriginalId;
export const traceId = (text: string) => text as TraceId;
export const draftId = (text: string) => text as DraftId;
export const characterId = (text: string) => text as CharacterId;
export const modelId = (text: string) => text as ModelId;

export const requestId = (job: JobId, ordinal: number) => `${job}-${ordinal}` as RequestId;
export const storedRequestId = (text: string) => text as RequestId;
/** A made version is named by its request, so that delivering twice writes the same version. */
export const madeVersionId = (request: RequestId, index: number) => `${request}-${index}` as VersionId;
/**
 * An imported picture is named by where it came from and the chain it joins, so that importing it twice is once, and
 * what somebody imported privately is nobody else's.
 */
export const importedVersionId = (picture: string, channel: ChannelId, privateTo: UserId | null) =>
  `i${picture}-${channel}${privateTo === null ? '' : `-${privateTo}`}` as VersionId;

/** In the id of an imported version stands its member, where it is theirs alone. */
export const isImportedVersion = (version: VersionId): boolean => version.startsWith('i');

/** The file that is this version, byte for byte. */
export const originalOf = (version: VersionId): OriginalId => originalId(version);

/** A version with the rest of its source put back: one for each, however often. */
export const restVersionId = (version: VersionId) => versionId(`${version}-rest`);

/** What a vendor made of a version whose own file is that laid over its source. */
export const paintedId = (version: VersionId) => originalId(`w${version}`);

/** What a member had scribbled, alone, and the copy in small on which it is shown back. */
export const markupId = (job: JobId) => originalId(`k${job}`);
export const shownMarksId = (job: JobId) => originalId(`s${job}`);

/** The coverage that a job's mask was read as, kept beside the originals so that Again can use it. */
export const coverageId = (job: JobId) => originalId(`m${job}`);

/** A picture of a character, kept apart from what it was taken from; `which`: its place when it was saved, or the version that it was. */
export const characterPictureId = (character: CharacterId, which: number | VersionId) =>
  originalId(`f${character}-${which}`);

export const isCharacterPicture = (file: OriginalId) => file.startsWith('f');

/** The copy that a message shows of a version whose original is gone, kept beside the originals. */
export const shownCopyId = (version: VersionId) => originalId(`c${version}`);
/** A version in small, for a picture of many. Made anew when it is gone; it goes with what it was made from. */
export const thumbnailId = (version: VersionId) => originalId(`t${version}`);
/** The original that a shown copy, what a vendor painted or a thumbnail stands for; any other file stands for itself. */
export const standsFor = (file: OriginalId) => (/^[cwt]/.test(file) ? originalId(file.slice(1)) : file);

/** Discord's ids grow with time: the order in which things were asked. */
export const isLater = (one: string, other: string) => BigInt(one) > BigInt(other);
