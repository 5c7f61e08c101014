import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { expect, test } from 'vitest';
import { withoutVersion } from '../../../src/discord/outgoing/looks/without-version.ts';
import { versionId } from '../../../src/domain/ids.ts';

const [first, second, third] = ['100-0-0', '100-1-0', '100-2-0'] as const;

const button = (label: string, custom_id: string) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id }) as const;
const link = (label: string, url: string) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Link, label, url }) as const;
const row = (...components: readonly (ReturnType<typeof button> | ReturnType<typeof link>)[]) =>
  ({ type: ComponentType.ActionRow, components: [...components] }) as APIMessageTopLevelComponent;

test('buttons of the picture go, those behind it move up, and those of all name another', () => {
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
    row(button('Edit 1', `v1:edit:${second}`), button('Edit 2', `v1:edit:${third}`)),
    row(button('Again', `v1:again:${second}`), button('More', `v1:more:${second}`)),
    row(link('Full size 3', `https://b.test/full/${third}/9/s`)),
  ]);
  expect(withoutVersion(components, versionId(third))).toEqual([
    row(button('Edit 1', `v1:edit:${first}`), button('Edit 2', `v1:edit:${second}`)),
    row(button('Again', `v1:again:${first}`), button('More', `v1:more:${first}`)),
    row(button('Full size 1', `v1:full:${first}`)),
  ]);
});

test('the last that is left has no number; a row without a button is none; other buttons are left alone', () => {
  const components = [
    row(button('Edit 1', `v1:edit:${first}`), button('Edit 2', `v1:edit:${second}`)),
    row(button('Keep as first picture 2', `v1:keep-sheet:${second}`)),
    row(button('Else', 'v9:else:1'), button('Why?', 'v1:why:100')),
  ];
  expect(withoutVersion(components, versionId(second))).toEqual([
    row(button('Edit', `v1:edit:${first}`)),
    row(button('Else', 'v9:else:1'), button('Why?', 'v1:why:100')),
  ]);
});
