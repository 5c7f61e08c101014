import type { Exceptions } from './check-sizes.ts';

// Everything that is larger than the rules allow, by name and with the reason. Who splits one deletes its line.

const suite = 'one contract, whose cases share their adapter and are read as one list';
const cases = 'cases of one subject that share their stage and little else';

export const longFiles: Exceptions = {
  'test/contract/image-provider.ts': suite,
  'test/contract/journal.ts': suite,
  'test/contract/ledger.ts': suite,
  'test/commands/edit-form.test.ts': cases,
  'test/discord/incoming/gateway-listener.test.ts': cases,
  'test/discord/outgoing/messages.test.ts': cases,
  'test/discord/incoming/router.test.ts': cases,
  'test/emulators/vendors/openai.test.ts': cases,
  'test/journeys/failover.test.ts': cases,
  'test/pictures/pictures.test.ts': cases,
  'test/providers/catalogue/catalogue.test.ts': cases,
  'test/providers/http/download.test.ts': cases,
};

export const longFunctions: Exceptions = {
  'test/application/requests/advance-request/stage.ts stageRequest': 'a stage: each scripted port once, in one place',
  'scripts/emulators/discord/compose.ts composeRealm':
    'a composition root: each part once, in the order of their needs',
  'scripts/emulators/vendors/acedatacloud/paid-call.ts readPaidCall':
    'the vendor’s checks in the vendor’s order, which decides the error that is answered',
  'scripts/emulators/vendors/acedatacloud/server.ts startEmulatedAceDataCloud':
    'two lines more: the object that it returns is the whole face',
  'scripts/playground/page/components/render-component.ts renderComponent':
    'one case for each kind of component, in one exhaustive switch',
  'test/contract/image-provider.ts anonymous': suite,
  'test/providers/openai/stream.test.ts anonymous': 'a `describe` whose table of cases is most of it',
};

const perCommand = 'one file for each command';

export const fullFolders: Exceptions = {
  commands: perCommand,
  'commands/actions': 'one file for each button or form',
  'scripts/chaos': 'to be split: what befalls the bot, who asks, what is looked at afterwards',
  'scripts/emulators/vendors/openai': 'its faces to the playground and to chaos come on top of a dozen',
  'scripts/playground': 'to be split: the server of the page, the bot’s process',
  'scripts/playground/page/composer': 'to be split: the command line, the text field',
  'scripts/playground/page/messages': 'to be split: rendering, the elements',
  'src/words/en': 'one file for each subject that people read of',
  'src/storage/sqlite/migrations': 'one file for each change of the schema; what was released is never edited',
  'test/emulators/discord': 'one file for each subject of Discord',
  'test/journeys': 'one story a file: a flat list is how one looks for a story',
  'test/playground': 'one story of the page a file',
};
