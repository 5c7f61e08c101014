import type { Field } from '../core/form.ts';
import type { WireComponent } from '../face/wire.ts';
import { createComponentScope } from './component-scope.ts';
import { readComponents } from './read-component.ts';

export interface ModalForm {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly WireComponent[];
}

/** A form: title up to 45, one to five parts (reference, section 4). */
export function readModal(data: Field): ModalForm {
  const scope = createComponentScope('modal', () => false);
  data.isObject(true);
  data.get('components').items({ min: 1, max: 5, required: true });
  return {
    customId: data.get('custom_id').text({ min: 1, max: 100, required: true }) ?? '',
    title: data.get('title').text({ min: 1, max: 45, required: true }) ?? '',
    components: readComponents(data.get('components'), scope),
  };
}
