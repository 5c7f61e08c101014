import type { IsSet, NamedSettings, Vendor } from '../../providers/vendor.ts';

/** What one setting alone cannot tell: only whether they are set is asked, so that a wrong one is not taken for none. */
export function problemsAcross(named: NamedSettings, isSet: IsSet, vendors: readonly Vendor[]): readonly string[] {
  return [
    ...vendors.flatMap((vendor) => vendor.problems(named, isSet)),
    ...vendors.flatMap(({ key }) => problemOfKey(key, named[key])),
    ...problemsOfPorts(named),
    ...problemsOfKeys(named, isSet, vendors),
  ];
}

/** What no header can carry would look like a vendor that cannot be reached. */
const problemOfKey = (name: string, key: string | undefined): readonly string[] =>
  key === undefined || /^[\x21-\x7e]+$/.test(key)
    ? []
    : [`${name}: is no key: it has a space, a new line or a letter in it that no key has`];

function problemsOfPorts({ METRICS_PORT: metrics, HTTP_PORT: http = '8080' }: NamedSettings): readonly string[] {
  const isTwice = metrics !== undefined && Number(metrics) !== 0 && Number(metrics) === Number(http);
  return isTwice ? ['METRICS_PORT: must be another than HTTP_PORT'] : [];
}

function problemsOfKeys(
  { PROVIDER_ORDER: order }: NamedSettings,
  isSet: IsSet,
  vendors: readonly Vendor[],
): readonly string[] {
  const keyed = vendors.filter(({ key }) => isSet(key));
  if (vendors.length === 0) return [];
  if (keyed.length === 0) {
    const keys = vendors.map(({ key, title }) => `${key} (${title})`).join(', ');
    return [`${keys}: set at least one; an image API is asked only with its key`];
  }
  const inOrder = order
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const isReadable = inOrder?.every((part) => vendors.some(({ name }) => name === part)) ?? false;
  if (!isReadable || keyed.some(({ name }) => inOrder?.includes(name))) return [];
  return [`PROVIDER_ORDER: names none that has a key (${keyed.map(({ name }) => name).join(', ')})`];
}
