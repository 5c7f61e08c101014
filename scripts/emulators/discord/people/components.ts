import { ClientRefusal } from '../core/client-refusal.ts';
import type { InteractionHandle, People } from '../face/people.ts';
import type { Json, Snowflake, WireComponent } from '../face/wire.ts';
import { createHandle } from '../interactions/handle.ts';
import { answerTypeFor } from '../interactions/interaction-store.ts';
import type { Message } from '../messages/message.ts';
import type { Realm } from '../realm.ts';
import { json, userPayload } from '../world/payloads.ts';
import { createModalReader } from './modal-values.ts';

const BUTTON = 2;
const STRING_SELECT = 3;
const LINK = 5;

type Acts = 'pressButton' | 'chooseFromSelect' | 'submitModal' | 'dismissModal';

/** Buttons, selects and forms. */
export function createComponentActs(realm: Realm): Pick<People, Acts> {
  const { world, access, messages, interactions, emitter, renderer } = realm;
  const readModalValues = createModalReader(realm);
  const finished = new Set<Snowflake>();

  const seenBy = (user: Snowflake, id: Snowflake): Message => {
    const message = messages.get(id);
    const seen = access.maySee(world.channel(message.channelId), user) && (message.seenBy ?? user) === user;
    if (!seen) throw new ClientRefusal('That message is not to be seen');
    return message;
  };
  const press = (user: Snowflake, message: Message, component: WireComponent, values: object): InteractionHandle => {
    if (component.disabled) throw new ClientRefusal(`"${component.custom_id}" is disabled`);
    const data = {
      id: component.id ?? 0,
      custom_id: component.custom_id ?? '',
      component_type: component.type,
      ...values,
    };
    const interaction = interactions.start({
      kind: 'component',
      user,
      channel: world.channel(message.channelId),
      name: component.custom_id ?? '',
      locale: undefined,
      data: data as { [key: string]: Json },
      source: message,
      metadata: { interacted_message_id: message.id },
      answerType: answerTypeFor('component', message),
    });
    return createHandle(interaction, emitter, renderer);
  };
  const openForm = (user: Snowflake, id: Snowflake) => {
    const opener = interactions.find(id);
    if (!opener?.modal || opener.userId !== user || finished.has(id))
      throw new ClientRefusal('There is no such form open');
    return { opener, modal: opener.modal };
  };

  return {
    pressButton({ user, message: id, customId, label }) {
      const message = seenBy(user, id);
      const button = flatten(message.contents.components).find(
        (one) => one.type === BUTTON && (customId === undefined ? one.label === label : one.custom_id === customId),
      );
      if (!button) throw new ClientRefusal(`There is no button "${customId ?? label}"`);
      if (button.style === LINK) throw new ClientRefusal('A link button opens an address and sends no interaction');
      return press(user, message, button, {});
    },
    chooseFromSelect({ user, message: id, customId, values }) {
      const message = seenBy(user, id);
      const select = flatten(message.contents.components).find(
        (one) => one.custom_id === customId && one.type !== BUTTON,
      );
      if (!select) throw new ClientRefusal(`There is no select "${customId}"`);
      checkCount(select, values.length);
      if (select.type !== STRING_SELECT)
        return press(user, message, select, { values, resolved: resolveEntities(realm, message, values, user) });
      const unknown = values.find((value) => !select.options?.some((option) => option.value === value));
      if (unknown !== undefined) throw new ClientRefusal(`"${unknown}" is not on offer`);
      return press(user, message, select, { values });
    },
    submitModal({ user, modal: id, values = {} }) {
      const { opener, modal } = openForm(user, id);
      const channel = world.channel(opener.channelId);
      const read = readModalValues({ modal, values, user, channel });
      finished.add(id);
      const interaction = interactions.start({
        kind: 'modal submit',
        user,
        channel,
        name: modal.customId,
        locale: undefined,
        data: {
          custom_id: modal.customId,
          components: read.components,
          ...(read.resolved ? { resolved: read.resolved } : {}),
        },
        // Deleted while the form was open: there is nothing left to hand over.
        source: opener.source && messages.find(opener.source.id) ? opener.source : null,
        metadata: { triggering_interaction_metadata: opener.metadata },
        answerType: opener.answerType,
      });
      return createHandle(interaction, emitter, renderer);
    },
    dismissModal(user, id) {
      openForm(user, id);
      finished.add(id);
    },
  };
}

export function flatten(components: readonly WireComponent[]): readonly WireComponent[] {
  return components.flatMap((one) => [
    one,
    ...flatten(one.components ?? []),
    ...(one.accessory ? [one.accessory] : []),
    ...(one.component ? [one.component] : []),
  ]);
}

export function checkCount(
  { custom_id: id, min_values: min = 1, max_values: max = 1 }: WireComponent,
  count: number,
): void {
  if (count < min || count > max) throw new ClientRefusal(`"${id}" takes ${min} to ${max}`);
}

/** Channels with the permissions there of whoever chose them, and of the bot (reference, section 11). */
function resolveEntities(
  { world, access, payloads }: Realm,
  message: Message,
  values: readonly Snowflake[],
  asker: Snowflake,
): Json {
  const guild = world.guildOf(world.channel(message.channelId));
  const users = values.flatMap((id) => world.users.get(id) ?? []);
  const roles = guild ? payloads.roles(guild).filter(({ id }) => values.includes(id)) : [];
  const channels = values.flatMap((id) => world.channels.get(id) ?? []);
  return json({
    users: Object.fromEntries(users.map((user) => [user.id, userPayload(user)])),
    roles: Object.fromEntries(roles.map((role) => [role.id, role])),
    channels: Object.fromEntries(
      channels.map((channel) => [
        channel.id,
        {
          ...payloads.channel(channel),
          permissions: access.permissionsIn(channel, asker).toString(),
          app_permissions: access.permissionsIn(channel, world.bot.id).toString(),
        },
      ]),
    ),
  });
}
