import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { expect, test } from 'vitest';
import { numberIn } from '../../../src/discord/outgoing/looks/result-buttons.ts';
import { withoutVersion } from '../../../src/discord/outgoing/looks/without-version.ts';
import { versionId } from '../../../src/domain/ids.ts';

const [first, second, third] = ['100-0-0', '100-1-0', '100-2-0'] as const;

const button = (label: string, custom_id: string) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id }) as const;
const link = (label: string, url: string) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Link, label, url }) as const;
const row = (...components: readonly (ReturnType<typeof button> | ReturnType<typeof link>)[]) =>
  ({ type: ComponentType.ActionRow, components: [...components] }) as APIMessageTopLevelComponent;

test('buttons of the picture go, the others keep their numbers, and those of all name another', () => {
  const components = [
    row(
      button('Edit 1', `v1:edit:${first}`),
      button('Edit 2', `v1:edit:${second}`),
      button('Edit 3', `v1:edit:${third}`),
    ),
    row(button('Again', `v1:again:${first}`), button('More', `v1:more:${first}`)),
    row(button('Full size 1', `v1:full:${first}`), link('Full size 3', `https://b.test/full/${third}/9/s`)),
  ];
  expect(withoutVersion(components, versionId(first))).toEqual([
    row(button('Edit 2', `v1:edit:${second}`), button('Edit 3', `v1:edit:${third}`)),
    row(button('Again', `v1:again:${second}`), button('More', `v1:more:${second}`)),
    row(link('Full size 3', `https://b.test/full/${third}/9/s`)),
  ]);
  expect(withoutVersion(components, versionId(third))).toEqual([
    row(button('Edit 1', `v1:edit:${first}`), button('Edit 2', `v1:edit:${second}`)),
    row(button('Again', `v1:again:${first}`), button('More', `v1:more:${first}`)),
    row(button('Full size 1', `v1:full:${first}`)),
  ]);
});

test('of the last that is left there is nothing to choose; a row without a button is none; other buttons are left alone', () => {
  const components = [
    row(button('Use 1', `v1:use:${first}`), button('Use 2', `v1:use:${second}`)),
    row(button('Full size 1', `v1:full:${first}`)),
    row(button('Finish 2', `v1:finish:${second}`)),
    row(button('Keep as first picture 2', `v1:keep-sheet:${second}`)),
    row(button('Else', 'v9:else:1'), button('Why?', 'v1:why:100')),
  ];
  expect(withoutVersion(components, versionId(second))).toEqual([
    row(button('Full size 1', `v1:full:${first}`)),
    row(button('Else', 'v9:else:1'), button('Why?', 'v1:why:100')),
  ]);
});

test('a picture is numbered as its button is, though one before it be gone; without one it has none', () => {
  const components = [
    row(button('Use 2', `v1:use:${second}`), button('Use 3', `v1:use:${third}`)),
    row(button('Upscale 2K', `v1:more:${first}`)),
  ];
  expect([first, second, third].map((each) => numberIn(components, versionId(each)))).toEqual([null, 2, 3]);
});
