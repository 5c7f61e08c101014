import type { DemoWorld, WorldControls } from '../face/world.ts';

/** The playground's world: two servers, a thread, three people of whom Ada owns the first, and everyone's direct messages. */
export function createDemoWorld(controls: Omit<WorldControls, 'demo'>): DemoWorld {
  const ada = controls.createUser({ username: 'ada', displayName: 'Ada' });
  const ben = controls.createUser({ username: 'ben', displayName: 'Ben', locale: 'de' });
  const chloe = controls.createUser({ username: 'chloe', displayName: 'Chloé', locale: 'fr' });

  const studio = controls.createGuild({ name: 'Studio', premiumTier: 2, ownerId: ada });
  controls.addMember({ guild: studio, user: ben });
  controls.addMember({ guild: studio, user: chloe });
  const general = controls.createChannel({ guild: studio, name: 'general', topic: 'Anything goes' });
  const pictures = controls.createChannel({ guild: studio, name: 'pictures', topic: 'Make them here' });
  const thread = controls.createThread({ channel: pictures, name: 'Poster for the fair', owner: ben, members: [ada] });

  const club = controls.createGuild({ name: 'Chess club', ownerId: chloe });
  controls.addMember({ guild: club, user: ben });
  const lounge = controls.createChannel({ guild: club, name: 'lounge' });

  return {
    ada,
    ben,
    chloe,
    studio: { guild: studio, general, pictures, thread },
    club: { guild: club, lounge },
    directMessages: { ada: controls.openDm(ada), ben: controls.openDm(ben), chloe: controls.openDm(chloe) },
  };
}
