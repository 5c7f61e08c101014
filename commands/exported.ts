import type { LentExport } from '../src/application/services.ts';
import { messageLink } from '../src/discord/kit/message-link.ts';
import type { Request } from '../src/discord/kit/request.ts';

/** What is said of an export of one kind. */
export interface ExportWords {
  sent(about: { readonly parts: number; readonly link: string }): string;
  refused(about: { readonly parts: number }): string;
  tooSoon(about: { readonly when: string }): string;
  readonly busy: string;
  readonly alt: string;
}

/** Says privately where the archives are, or hands out what it can itself; then sends the rest. */
export async function tellExported(request: Request, exported: LentExport, said: ExportWords): Promise<void> {
  await tellFirst(request, exported, said);
  if (exported.kind === 'sent') await exported.rest();
}

async function tellFirst({ reply, words }: Request, exported: LentExport, said: ExportWords): Promise<void> {
  switch (exported.kind) {
    case 'busy':
      return void (await reply.finish({ content: said.busy }));
    case 'too soon': {
      const when = `<t:${Math.ceil(exported.at / 1000)}:R>`;
      return void (await reply.finish({ content: said.tooSoon({ when }) }));
    }
    case 'later':
      return void (await reply.finish({ content: words.say('privacy.export.later') }));
    case 'sent': {
      const { parts, message } = exported;
      const link = messageLink(null, message.channel, message.id);
      return void (await reply.finish({ content: said.sent({ parts, link }) }));
    }
    case 'refused': {
      const { parts, file } = exported;
      const content = said.refused({ parts });
      const trouble = await reply.finish({ content, files: [{ ...file, description: said.alt }] });
      if (trouble !== null) await reply.finish({ content: words.say('privacy.export.refused.here') });
      return;
    }
    default:
      return exported satisfies never;
  }
}
