import { askKey, type KeyVerdict } from '../../providers/http/ask-key.ts';
import { createUpstream } from '../../providers/http/upstream.ts';
import type { Settings } from '../config.ts';
import { proxyOf } from '../derived-settings.ts';
import { type Finding, open, well, wrong } from './finding.ts';

/** Each vendor's key, by a question that costs nothing; whoever documents none is said to be untested. */
export async function examineKeys(settings: Partial<Settings>): Promise<readonly Finding[]> {
  const { vendors = [], keys = [] } = settings;
  const upstream = createUpstream(proxyOf({ HTTPS_PROXY: settings.HTTPS_PROXY, NO_PROXY: settings.NO_PROXY ?? '' }));
  const { signal } = new AbortController();
  try {
    return await Promise.all(
      keys.map(async ({ name, key }) => {
        const vendor = vendors.find((each) => each.name === name);
        // Its settings have a problem, which is told.
        if (vendor === undefined) return open(key, 'not tried, for its settings are to be mended first');
        const { title, keyQuestion } = vendor;
        if (keyQuestion === null)
          return open(key, `untested: ${title} documents nothing that asks after a key and is free`);
        return ofVerdict(key, title, await askKey(upstream, keyQuestion, signal));
      }),
    );
  } finally {
    await upstream.close();
  }
}

function ofVerdict(key: string, title: string, verdict: KeyVerdict): Finding {
  const base = `${key.replace(/_API_(KEY|TOKEN)$/, '')}_BASE_URL`;
  switch (verdict.kind) {
    case 'taken':
      return well(key, `${title} takes it`);
    case 'refused': {
      const code = verdict.code === null ? '' : `, ${verdict.code}`;
      return wrong(
        key,
        `${title} refuses it (${verdict.status}${code}): look after the key and its balance there, or set another`,
      );
    }
    case 'odd':
      return wrong(
        key,
        `what answers for ${title} makes no sense (${verdict.status}): check ${base}; where that is right, ${title} is out of order`,
      );
    case 'unreached':
      return wrong(
        key,
        `${title} cannot be reached (${verdict.reason}): check the network, ${base}, HTTPS_PROXY and NO_PROXY`,
      );
    default:
      return verdict satisfies never;
  }
}
