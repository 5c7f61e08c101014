import { messageLink } from '../src/discord/kit/message-link.ts';
import type { Request } from '../src/discord/kit/request.ts';

type Exported = Awaited<ReturnType<Request['services']['privacy']['exportAll']>>;

/** `/privacy export`: archives in a direct message; the answer says where they are, or hands out what it can itself. */
export async function exportAll(request: Request): Promise<void> {
  const { id, place, services, reply, words } = request;
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await using exported = await services.privacy.exportAll({
    id,
    member: place.user,
    texts: {
      message: (part) => words.say('privacy.export.message', part),
      readme: (part) => words.say('privacy.export.readme', part),
    },
  });
  await tell(request, exported);
  if (exported.kind === 'sent') await exported.rest();
}

async function tell({ reply, words }: Request, exported: Exported): Promise<void> {
  switch (exported.kind) {
    case 'busy':
      return void (await reply.finish({ content: words.say('privacy.export.busy') }));
    case 'too soon': {
      const when = `<t:${Math.ceil(exported.at / 1000)}:R>`;
      return void (await reply.finish({ content: words.say('privacy.export.too-soon', { when }) }));
    }
    case 'later':
      return void (await reply.finish({ content: words.say('privacy.export.later') }));
    case 'sent': {
      const { parts, message } = exported;
      const link = messageLink(null, message.channel, message.id);
      return void (await reply.finish({ content: words.say('privacy.export.sent', { parts, link }) }));
    }
    case 'refused': {
      const { parts, file } = exported;
      const description = words.say('privacy.export.alt');
      const content = words.say('privacy.export.refused', { parts });
      const trouble = await reply.finish({ content, files: [{ ...file, description }] });
      if (trouble !== null) await reply.finish({ content: words.say('privacy.export.refused.here') });
      return;
    }
    default:
      return exported satisfies never;
  }
}
