import { say } from '../../command-line.ts';
import { leaveOnSignals } from '../../leaving.ts';
import { drawChain } from './chain.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { story, touched } from './story.ts';

const leastAlike = 0.99;

/**
 * How much of the first picture is left after twenty edits, half of them with a part, a branch, two undos and a restart,
 * where no instruction touched it: with an emulated painter that paints all of a picture anew each time, a little off, as
 * image models do. Three times: by a painter who is never off, which is the floor and must come to 1; with all that mends
 * it; without. The real program, as a process, against the emulators. False where what is mended is below its bound. Takes
 * two minutes.
 */
export async function measureConsistency(): Promise<boolean> {
  using _leaving = leaveOnSignals();
  const many = story.filter(({ kind }) => kind === 'edit' || kind === 'branch').length;
  say(`${many} edits of one picture, drawn in place, then mended, then left as they were painted …`);
  const [floor, mended, free] = [
    await drawChain(story, { pictures: 'painted in place', keeping: 'free' }),
    await drawChain(story, { pictures: 'painted', keeping: 'mended' }),
    await drawChain(story, { pictures: 'painted', keeping: 'free' }),
  ];
  const alike = {
    floor: await likenessOf(floor.first, floor.last, touched),
    mended: await likenessOf(mended.first, mended.last, touched),
    free: await likenessOf(free.first, free.last, touched),
  };

  say('');
  say(row('floor', alike.floor, `like the first picture: ${alike.floor.tiles} of 1,024 tiles, by a painter never off`));
  say(
    row('mended', alike.mended, `each at least ${leastAlike}: parts kept exactly, the rest kept ${mended.kept} times`),
  );
  say(row('free', alike.free, 'as it was painted'));
  if (!mended.takesKeep) say('/edit takes no keep here: parts are as they were painted.');
  if (mended.kept === 0) say('Keep the rest was never offered.');
  // A floor below 1 says that the tiles taken for untouched were touched.
  const broken: string[] = [];
  if (!(alike.floor.least >= 0.999)) broken.push('floor');
  if (!(alike.mended.least >= leastAlike * alike.floor.least)) broken.push('mended');
  for (const name of broken) say(`${name} is out of its bound.`);
  return broken.length === 0;
}

const row = (name: string, { mean, least }: Likeness, says: string) =>
  `${name.padEnd(10)}${mean.toFixed(3).padStart(9)}  (least ${least.toFixed(3)})  ${says}`;
