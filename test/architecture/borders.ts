/**
 * Who may import whom (ARCHITECTURE.md), types included. The first row whose `of` covers a file is its row: narrower rows
 * stand above wider ones. In a path `*` is any one name, and `{name}` any one name that is the same on both sides.
 */
export interface Border {
  readonly of: string;
  /** Files, or folders with all they hold. */
  readonly mayImport: readonly string[];
  /** Besides, as `import type` alone. */
  readonly mayImportTypes?: readonly string[];
  /** The libraries it may use. Left out: any that it may own. */
  readonly libraries?: readonly string[];
}

const adapter = ['src/domain', 'src/ports', 'src/lib'];
const program = ['src', 'commands'];

export const borders: readonly Border[] = [
  { of: 'src/lib', mayImport: [], libraries: ['re2js', 'unhomoglyph', 'yazl'] },
  { of: 'src/domain', mayImport: ['src/domain'], libraries: [] },
  { of: 'src/words', mayImport: ['src/words', 'src/domain'] },
  { of: 'src/ports', mayImport: ['src/ports', 'src/domain'], libraries: [] },
  { of: 'src/application', mayImport: ['src/application', 'src/domain', 'src/ports', 'src/lib'] },
  { of: 'src/providers', mayImport: ['src/providers', ...adapter] },
  // An engine knows no other; what is common to them knows none.
  { of: 'src/storage/records', mayImport: ['src/storage/records', ...adapter] },
  {
    of: 'src/storage/{engine}',
    mayImport: ['src/storage/{engine}', 'src/storage/records', 'src/storage/*.ts', ...adapter],
  },
  { of: 'src/storage/*.ts', mayImport: ['src/storage/*.ts', ...adapter] },
  { of: 'src/pictures', mayImport: ['src/pictures', ...adapter] },
  { of: 'src/http', mayImport: ['src/http', ...adapter] },
  { of: 'src/web', mayImport: ['src/web', 'src/words', ...adapter] },
  {
    of: 'src/queue',
    mayImport: ['src/queue', ...adapter],
    mayImportTypes: ['src/application/requests/advance-request.ts'],
  },
  {
    of: 'src/discord',
    mayImport: ['src/discord', 'src/words', ...adapter],
    mayImportTypes: ['src/application/services.ts'],
  },
  { of: 'src/start', mayImport: program },
  { of: 'src/*.ts', mayImport: program },

  {
    of: 'commands',
    mayImport: ['commands', 'src/discord', 'src/domain', 'src/words'],
    mayImportTypes: ['src/application/services.ts'],
  },

  // A program of its own: nothing of ours, and of others only the gateway's sockets.
  { of: 'scripts/emulators/discord', mayImport: ['scripts/emulators/discord'], libraries: ['ws'] },
  // How a vendor shows itself to the playground and to chaos: beside the vendor, so that a new one is one folder. Its
  // title is the program's own.
  {
    of: 'scripts/emulators/vendors/{vendor}/playground.ts',
    mayImport: [
      'scripts/emulators/vendors/{vendor}',
      'scripts/emulators/vendors/kit',
      'scripts/playground',
      'src/providers/*/index.ts',
    ],
  },
  {
    of: 'scripts/emulators/vendors/{vendor}/chaos.ts',
    mayImport: ['scripts/emulators/vendors/{vendor}', 'scripts/emulators/vendors/kit', 'scripts/chaos'],
  },
  { of: 'scripts/emulators/vendors/index.ts', mayImport: ['scripts/emulators/vendors'] },
  {
    of: 'scripts/emulators/vendors/{vendor}',
    mayImport: ['scripts/emulators/vendors/{vendor}', 'scripts/emulators/vendors/kit'],
  },
  { of: 'scripts/emulators/*.ts', mayImport: [], libraries: [] },
  { of: 'scripts/playground/page', mayImport: ['scripts/playground/page', 'scripts/playground/protocol.ts'] },
  { of: 'scripts/playground', mayImport: ['scripts/playground', 'scripts/emulators', ...program] },
  { of: 'scripts/chaos', mayImport: ['scripts/chaos', 'scripts/emulators', 'scripts/*.ts', ...program] },
  { of: 'scripts/bench', mayImport: ['scripts/bench', 'scripts/emulators', 'scripts/*.ts', ...program] },
  { of: 'scripts', mayImport: ['scripts/*.ts', ...program] },

  { of: 'test', mayImport: ['test', 'scripts', ...program] },
];

/** Each library has one owner in the program; what else is named here are tools of our own. Tests may use anything. */
export const owners: Readonly<Record<string, readonly string[]>> = {
  undici: ['src/providers/http'],
  keyv: ['src/storage'],
  '@keyv/sqlite': ['src/storage'],
  // Chaos looks into the stores of bots that it killed.
  'node:sqlite': ['src/storage', 'scripts/chaos'],
  hono: ['src/http', 'scripts/playground'],
  '@hono/node-server': ['src/http', 'scripts/playground'],
  'discord.js': ['src/discord', 'commands', 'scripts/deploy-commands.ts', 'scripts/bench/gateway/bare-gateway.ts'],
  '@discordjs/ws': ['src/discord/connection', 'scripts/bench/gateway/bare-gateway.ts'],
  // Only a child process decodes.
  sharp: ['src/pictures/work', 'src/pictures/pool/child.ts', 'scripts/emulators/vendors', 'scripts/bench'],
  tinypool: ['src/pictures/pool'],
  harfbuzzjs: ['src/pictures/work/lettering'],
  pino: ['src/start/log.ts'],
  dotenv: ['src/start/config.ts'],
  ws: ['scripts/emulators/discord'],
  lit: ['scripts/playground/page'],
  rolldown: ['scripts/playground'],
  // Each behind one file that knows nothing of this project.
  re2js: ['src/lib'],
  unhomoglyph: ['src/lib'],
  yazl: ['src/lib'],
};
