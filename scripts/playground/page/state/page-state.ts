import type {
  BotStatus,
  ControlGroup,
  DecoderStatus,
  InteractionSeen,
  LogLine,
  ModalView,
  PlaygroundSettings,
  PlaygroundWorld,
  RequestSummary,
  Snowflake,
  WireCommand,
  WireMessage,
} from '../../protocol.ts';
import type { Picture } from '../messages/picture.ts';

/** A button or select that somebody used, until its interaction was answered. */
export interface ComponentUse {
  readonly message: Snowflake;
  readonly customId: string;
}

/** A form that lies open. */
export interface OpenForm {
  readonly modal: ModalView;
  /** The interaction of its submission, while it is not answered yet. */
  readonly submission: Snowflake | null;
  readonly error: string | null;
}

/** Everything that the page shows. */
export interface PageState {
  readonly loaded: boolean;
  readonly connected: boolean;
  readonly world: PlaygroundWorld;
  readonly me: Snowflake;
  readonly channel: Snowflake;
  /** Of the channel that is open, oldest first. */
  readonly messages: readonly WireMessage[];
  readonly commands: readonly WireCommand[];
  readonly interactions: ReadonlyMap<Snowflake, InteractionSeen>;
  readonly componentUses: ReadonlyMap<Snowflake, ComponentUse>;
  /** Interactions whose failure the person has seen and put away. */
  readonly dismissed: ReadonlySet<Snowflake>;
  readonly unread: ReadonlyMap<Snowflake, { readonly messages: number; readonly pings: number }>;
  /** Who types where, until when (the browser's clock). */
  readonly typing: ReadonlyMap<Snowflake, { readonly user: Snowflake; readonly until: number }>;
  readonly replyTo: { readonly message: WireMessage; readonly ping: boolean } | null;
  readonly editing: WireMessage | null;
  readonly form: OpenForm | null;
  readonly picture: Picture | null;
  readonly refusal: string | null;
  readonly bot: BotStatus;
  readonly decoder: DecoderStatus | null;
  readonly settings: PlaygroundSettings | null;
  readonly requests: readonly RequestSummary[];
  readonly log: readonly LogLine[];
  readonly controls: readonly ControlGroup[];
  readonly panelOpen: boolean;
}

const nobody: PlaygroundWorld['bot'] = {
  id: '0',
  username: 'bot',
  discriminator: '0000',
  global_name: null,
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
};

export const emptyState: PageState = {
  loaded: false,
  connected: false,
  world: { bot: nobody, users: [], guilds: [], directMessages: [], visible: {} },
  me: '',
  channel: '',
  messages: [],
  commands: [],
  interactions: new Map(),
  componentUses: new Map(),
  dismissed: new Set(),
  unread: new Map(),
  typing: new Map(),
  replyTo: null,
  editing: null,
  form: null,
  picture: null,
  refusal: null,
  bot: { state: 'stopped', pid: null, reason: null, lastLines: [] },
  decoder: null,
  settings: null,
  requests: [],
  log: [],
  controls: [],
  panelOpen: true,
};
