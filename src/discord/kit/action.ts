import type { APIMessage } from 'discord.js';
import type { FormFields } from '../incoming/form-fields.ts';
import type { Chosen } from './chosen-channel.ts';
import type { CustomId, IdOf, CustomIdKind as Kind } from './custom-id.ts';
import type { Request } from './request.ts';

export interface ButtonAction {
  readonly on: 'button';
  readonly kind: Kind;
  run(customId: CustomId, request: Request, message: APIMessage): Promise<void>;
}

export interface FormAction {
  readonly on: 'form';
  readonly kind: Kind;
  run(customId: CustomId, request: Request, fields: FormFields): Promise<void>;
}

export interface SelectAction {
  readonly on: 'select';
  readonly kind: Kind;
  run(customId: CustomId, request: Request, chosen: Chosen): Promise<void>;
}

export type Action = ButtonAction | FormAction | SelectAction;

/** What pressing a button of this kind does; it works after a restart, for its custom id says everything. */
export function button<const Named extends Kind>(
  kind: Named,
  run: (customId: IdOf<Named>, request: Request, message: APIMessage) => Promise<void>,
): ButtonAction {
  return { on: 'button', kind, run: (customId, request, message) => run(ofKind(customId, kind), request, message) };
}

/** What choosing from a select of this kind does. */
export function select<const Named extends Kind>(
  kind: Named,
  run: (customId: IdOf<Named>, request: Request, chosen: Chosen) => Promise<void>,
): SelectAction {
  return { on: 'select', kind, run: (customId, request, chosen) => run(ofKind(customId, kind), request, chosen) };
}

/** What sending in a form of this kind does. */
export function form<const Named extends Kind>(
  kind: Named,
  run: (customId: IdOf<Named>, request: Request, fields: FormFields) => Promise<void>,
): FormAction {
  return { on: 'form', kind, run: (customId, request, fields) => run(ofKind(customId, kind), request, fields) };
}

function ofKind<Named extends Kind>(customId: CustomId, kind: Named): IdOf<Named> {
  if (customId.kind !== kind) throw new Error(`a custom id of kind ${customId.kind} came to the action for ${kind}`);
  // The kind decides the rest of the union; the compiler cannot see that through a type parameter.
  return customId as unknown as IdOf<Named>;
}
