import { type APIEmbed, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { picturesIn, uploadedPicture } from '../../../src/discord/incoming/attachment.ts';
import { userId } from '../../../src/domain/ids.ts';
import { ada, attachment, channel, message } from '../payloads.ts';

const idsIn = (...parts: Parameters<typeof message>) => picturesIn(message(...parts)).map(({ id }) => id);
const png = { content_type: 'image/png' };

describe('the pictures of a message', () => {
  test('an attachment is a picture with its owner, and the message it can be fetched from again', () => {
    const cat = attachment('1000000000000000501', 'cat.png', png);
    expect(picturesIn(message({ attachments: [cat] }))).toEqual([
      {
        id: '1000000000000000501',
        url: cat.url,
        filename: 'cat.png',
        contentType: 'image/png',
        bytes: 1000,
        message: { channel, id: '1000000000000000100' },
        owner: ada,
      },
    ]);
  });

  test('what claims to be something else is none; where its claims disagree, its bytes will tell', () => {
    const attachments = [
      attachment('1', 'film.mp4', { content_type: 'video/mp4' }),
      attachment('2', 'notes.txt'),
      attachment('3', 'drawing.png', { content_type: 'image/svg+xml' }),
      attachment('4', 'photo.heic', { content_type: 'image/heic' }),
      attachment('5', 'a.JPG'),
      attachment('6', 'noname', { content_type: 'image/webp; charset=utf-8' }),
      attachment('7', 'b.avif'),
    ];
    expect(idsIn({ attachments })).toEqual(['3', '5', '6', '7']);
  });

  test('galleries, thumbnails of sections, files and containers of them are looked into, in order', () => {
    const media = (id: string, name: string) => ({
      url: `https://cdn.discordapp.com/attachments/${channel}/${id}/${name}?ex=1`,
      proxy_url: `https://media.discordapp.net/attachments/${channel}/${id}/${name}`,
      attachment_id: id,
    });
    const components: APIMessageTopLevelComponent[] = [
      { type: ComponentType.TextDisplay, content: 'look' },
      {
        type: ComponentType.Container,
        components: [
          {
            type: ComponentType.Section,
            components: [{ type: ComponentType.TextDisplay, content: 'one' }],
            accessory: { type: ComponentType.Thumbnail, media: media('11', 'one.png') },
          },
          {
            type: ComponentType.MediaGallery,
            items: [{ media: media('12', 'two.png') }, { media: media('13', 'film.mp4') }],
          },
        ],
      },
      { type: ComponentType.File, file: media('14', 'three.webp'), name: 'three.webp', size: 42 },
      { type: ComponentType.File, file: media('15', 'four.pdf'), name: 'four.pdf', size: 42 },
    ];
    const found = picturesIn(message({ components }));
    expect(found.map(({ id, filename }) => [id, filename])).toEqual([
      ['11', 'one.png'],
      ['12', 'two.png'],
      ['14', 'three.webp'],
    ]);
    expect(found[2]).toMatchObject({ bytes: 42, url: media('14', 'three.webp').url });
  });

  test('embeds show pictures: an upload by its attachment, one from elsewhere through the proxy', () => {
    const embeds: APIEmbed[] = [
      { image: { url: `https://cdn.discordapp.com/attachments/${channel}/1000000000000000601/my%20cat.png?ex=1` } },
      {
        image: {
          url: 'https://example.com/picture',
          proxy_url: 'https://images-ext-1.discordapp.net/external/x/picture',
        },
        thumbnail: { url: 'https://example.com/small.jpg' },
      },
    ];
    expect(picturesIn(message({ embeds })).map(({ id, url, filename }) => ({ id, url, filename }))).toEqual([
      {
        id: '1000000000000000601',
        url: `https://cdn.discordapp.com/attachments/${channel}/1000000000000000601/my%20cat.png?ex=1`,
        filename: 'my cat.png',
      },
      {
        id: '1000000000000000100.1',
        url: 'https://images-ext-1.discordapp.net/external/x/picture',
        filename: 'picture',
      },
      { id: '1000000000000000100.2', url: 'https://example.com/small.jpg', filename: 'small.jpg' },
    ]);
  });

  test('the still of a film is no picture', () => {
    const embeds: APIEmbed[] = [
      { thumbnail: { url: 'https://example.com/still.jpg' }, video: { url: 'https://example.com/film.mp4' } },
    ];
    expect(idsIn({ embeds })).toEqual([]);
  });

  test('a forward holds what was forwarded, in all these places', () => {
    const { embeds, components, ...rest } = message({ attachments: [attachment('21', 'a.png', png)] });
    const snapshot = {
      ...rest,
      embeds: [{ image: { url: `https://cdn.discordapp.com/attachments/${channel}/22/b.png` } }],
      components: [
        {
          type: ComponentType.MediaGallery as const,
          items: [
            { media: { url: 'https://example.com/c.gif', proxy_url: 'https://images-ext-2.discordapp.net/c.gif' } },
          ],
        },
      ],
    };
    expect(embeds).toEqual(components);
    expect(idsIn({ message_snapshots: [{ message: snapshot }] })).toEqual(['21', '1000000000000000100.f.0', '22']);
  });

  test('the same upload in two places is one picture', () => {
    const attachments = [attachment('31', 'a.png', png)];
    const embeds: APIEmbed[] = [{ image: { url: attachments[0]?.url ?? '' } }];
    // As the attachment, which tells more.
    expect(picturesIn(message({ attachments, embeds }))).toMatchObject([{ id: '31', bytes: 1000 }]);
  });

  test('stickers are no pictures', () => {
    expect(idsIn({ sticker_items: [{ id: '41', name: 'wave', format_type: 1 }] })).toEqual([]);
  });

  test('a message for one person cannot be fetched again', () => {
    const attachments = [attachment('51', 'a.png', png)];
    const [found] = picturesIn(message({ attachments, flags: MessageFlags.Ephemeral }));
    expect(found?.message).toBeUndefined();
  });

  test('a name in an address that is badly encoded stays as it is', () => {
    const embeds: APIEmbed[] = [{ image: { url: `https://cdn.discordapp.com/attachments/${channel}/61/100%.png` } }];
    expect(picturesIn(message({ embeds }))[0]?.filename).toBe('100%.png');
  });
});

test('a file that was chosen on purpose is taken whatever it claims to be', () => {
  const file = attachment('71', 'notes.txt', { content_type: 'text/plain' });
  expect(uploadedPicture(file, userId(ada))).toEqual({
    id: '71',
    url: file.url,
    filename: 'notes.txt',
    contentType: 'text/plain',
    bytes: 1000,
    owner: ada,
  });
});
