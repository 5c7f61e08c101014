import type { Field } from '../core/form.ts';
import type { AllowedMentions } from './mentions.ts';

/** `parse` and the lists exclude each other, and `replied_user` is false when the object is given (reference, section 4). */
export function readAllowedMentions(field: Field, defaults: AllowedMentions): AllowedMentions {
  if (!field.isObject()) return defaults;
  const parse = field
    .get('parse')
    .items()
    .flatMap((item) => {
      const kind = item.text({ required: true });
      if (kind === 'users' || kind === 'roles' || kind === 'everyone') return [kind];
      item.note('BASE_TYPE_CHOICES', "Value must be one of ('users', 'everyone', 'roles').");
      return [];
    });
  const listed = (key: 'users' | 'roles'): 'all' | readonly string[] => {
    const ids = field
      .get(key)
      .items({ max: 100 })
      .flatMap((item) => item.text({ required: true }) ?? []);
    if (!parse.includes(key)) return ids;
    if (ids.length > 0) {
      const message = `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`;
      field.note('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
    return 'all';
  };
  return {
    users: listed('users'),
    roles: listed('roles'),
    everyone: parse.includes('everyone'),
    repliedUser: field.get('replied_user').truth() ?? false,
  };
}
